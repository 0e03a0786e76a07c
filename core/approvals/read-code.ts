import type { Ref } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import type { Item, Table } from '../ports.ts';
import { contentOf } from '../records/content-of.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import type { Head } from '../store/items.ts';
import { codeKey, factsKey, recordPartition } from '../store/keys.ts';
import type { RecordStore } from '../store/record-store.ts';
import { codeDigest, parseCode } from '../tasks/code.ts';
import type { Instant } from '../time.ts';
import { parseShown, type Shown } from './task-item.ts';

/** Names that a task's page shows, copied under the task when its mail was sent; erasable. */
export interface TaskNames {
  readonly names: Readonly<Record<Ref, string>>;
  readonly language: string;
  readonly zone: string;
}

/** A task, and what lies under it. */
export interface UnderTask {
  readonly head: Head;
  readonly task: TaskContent;
  readonly shown: Shown;
  readonly names: TaskNames;
}

/** What a code leads to, whatever its task asks for. */
export interface CodeFound extends UnderTask {
  /** The code opens the task no more: newer ones were given, or its time is over. */
  readonly expired: boolean;
}

/** One item a person, so that erasing a person finds their name under everybody's tasks. */
export const nameKey = (task: Ref, person: Ref) => ({
  pk: recordPartition(task),
  sk: `NAME#${person}`,
});

/**
 * Finds the task of a code. Reading never uses one up, and writes nothing. `undefined`: wrong,
 * tampered or never given.
 */
export async function readCode(
  { store, table }: { store: Pick<RecordStore, 'load'>; table: Table },
  typed: string,
  now: Instant,
): Promise<CodeFound | undefined> {
  const code = parseCode(typed);
  const item = code === undefined ? undefined : await table.get(codeKey(codeDigest(code)));
  if (item === undefined || typeof item.task !== 'string') return undefined;
  const found = await underTask({ store, table }, item.task);
  if (found === undefined) return undefined;
  // A decided or closed task says what became of it, to every code that it ever had.
  const dead = Number(item.epoch) !== found.task.epoch && found.head.version.state === 'open';
  return { ...found, expired: dead || String(item.expires) <= now };
}

async function underTask(
  { store, table }: { store: Pick<RecordStore, 'load'>; table: Table },
  ref: Ref,
): Promise<UnderTask | undefined> {
  const [head, shown, names] = await Promise.all([
    store.load(ref),
    table.get(factsKey(ref)),
    table.query({
      table: 'personal',
      partition: recordPartition(ref),
      prefix: 'NAME#',
      limit: MAX_PAGE,
      consistent: true,
    }),
  ]);
  if (head === undefined || shown === undefined) return undefined;
  const task = contentOf(taskType, head);
  return { head, task, shown: parseShown(shown), names: parseNames(names.items, task.person) };
}

function parseNames(items: readonly Item[], decider: Ref): TaskNames {
  const names = Object.fromEntries(items.map((item) => [String(item.person), String(item.name)]));
  const own = items.find((item) => item.person === decider);
  return {
    names,
    language: typeof own?.language === 'string' ? own.language : 'en',
    zone: typeof own?.zone === 'string' ? own.zone : 'UTC',
  };
}
