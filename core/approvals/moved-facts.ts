import { canonicalText } from '../canonical.ts';
import type { Json } from '../json.ts';
import type { RetentionDays } from '../log/retention.ts';
import type { Clock, Objects, Table } from '../ports.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import { gateFactsKey } from '../store/keys.ts';
import type { RecordStore } from '../store/record-store.ts';
import { type Facts, type FrozenFacts, freezeFacts, parseFacts } from '../tasks/facts.ts';
import { type GatherFacts, keepFacts } from './gate-facts.ts';
import type { OpenedTask } from './open-task.ts';
import { shownItem } from './task-item.ts';

export interface MovedFactsPorts {
  readonly store: RecordStore;
  readonly table: Table;
  readonly objects: Pick<Objects, 'create'>;
  readonly clock: Clock;
  readonly retention: RetentionDays;
}

const ACTOR = 'service/assent-task-decide';

/**
 * Facts that moved before the answer are shown anew: those of the gate, which are the same for
 * everybody asked there, are gathered again where a record that they come from has changed, or more
 * may have come to them, and the task is given what stands then, beside what it showed before.
 *
 * @returns whether the task has other facts now; it is to be opened again
 * @throws Conflict where the task is answered or closed at this moment
 */
export async function refreshMoved(
  ports: MovedFactsPorts,
  opened: OpenedTask,
  gather: GatherFacts,
): Promise<boolean> {
  const frozen = await factsNow(ports, opened.task, gather);
  if (frozen === undefined || frozen.digest === opened.task.facts) return false;
  await refresh(ports, opened, frozen);
  return true;
}

/** The facts of a task's gate as they stand; `undefined` where the gate has none. */
async function factsNow(
  ports: MovedFactsPorts,
  task: TaskContent,
  gather: GatherFacts,
): Promise<FrozenFacts | undefined> {
  const { store, table, clock } = ports;
  const key = gateFactsKey(task.of, task.gate);
  const kept = await table.get(key);
  if (kept === undefined) return undefined;
  const frozen = freezeFacts(parseFacts(String(kept.facts)));
  if (!gather.finds(task.kind) && !(await hasMoved(store, frozen.facts))) return frozen;
  const subject = await store.pinned(task.subject);
  const { facts } = await gather(subject, task.kind, clock.now());
  if (said(facts) === said(frozen.facts)) return frozen;
  const newer = freezeFacts(facts);
  await keepFacts(ports, newer);
  const outcome = await table.write([
    {
      op: 'put',
      item: { ...key, facts: newer.text },
      when: [{ attribute: 'facts', is: '=', value: frozen.text }],
    },
  ]);
  // Somebody else has gathered them at the same time: theirs are the gate's.
  const first = outcome.ok ? undefined : outcome.refusals[0]?.item;
  return first === undefined ? newer : freezeFacts(parseFacts(String(first.facts)));
}

/** Whether a record that facts come from has changed; the subject is held by its own condition. */
async function hasMoved(store: RecordStore, { facts, subject }: Facts): Promise<boolean> {
  const sources = new Map<string, string>();
  for (const { source } of facts) {
    if ('url' in source) continue;
    const ref = `${source.type}/${source.id}`;
    if (ref !== `${subject.type}/${subject.id}`) sources.set(ref, source.digest);
  }
  const moved = await Promise.all(
    [...sources].map(async ([ref, digest]) => (await store.load(ref))?.digest !== digest),
  );
  return moved.includes(true);
}

/** What facts say, without when it was read, and of which version: that alone asks nobody again. */
const said = ({ facts, unknown }: Facts): string =>
  canonicalText({ facts: facts.map(({ key, value }) => ({ key, value: value as Json })), unknown });

async function refresh(
  { store }: MovedFactsPorts,
  { head, task, shown }: OpenedTask,
  frozen: FrozenFacts,
): Promise<void> {
  const made = await store.draft({
    type: taskType.name,
    id: head.version.id,
    before: head,
    action: 'refresh',
    state: 'open',
    content: { ...task, facts: frozen.digest },
    links: [],
    actor: ACTOR,
    via: 'system',
    reason: null,
    pending: head.pending,
  });
  // What they have seen is what the task showed first, also where facts move twice.
  const item = shownItem(head.ref, { ...shown, facts: frozen.text, was: shown.was ?? shown.facts });
  await store.commit([made], { also: [{ op: 'put', item }] });
}
