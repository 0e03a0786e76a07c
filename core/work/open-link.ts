import { type Opened, openFound } from '../approvals/open-task.ts';
import { type CodeFound, readCode } from '../approvals/read-code.ts';
import { isWork } from '../approvals/task-place.ts';
import type { Table } from '../ports.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { type FrozenWork, parseWork } from './frozen-work.ts';

/** A piece of work as its page needs it. No record but the task is read for it. */
export interface OpenedWork extends Omit<CodeFound, 'expired'> {
  readonly work: FrozenWork;
}

/** What the code of a piece of work opens. `unknown`: wrong, or of an approval. */
export type OpenedWorkLink =
  | { readonly is: 'work'; readonly opened: OpenedWork; readonly expired: boolean }
  | { readonly is: 'unknown' };

interface Ports {
  readonly store: RecordStore;
  readonly table: Table;
}

/** Opens a code, whatever its task asks for. Reading uses nothing up, and writes nothing. */
export async function openLink(
  ports: Ports,
  typed: string,
  now: Instant,
): Promise<Opened | OpenedWorkLink> {
  const found = await readCode(ports, typed, now);
  if (found === undefined) return { is: 'unknown' };
  return isWork(found.task) ? workIn(found) : openFound(ports.store, found, now);
}

/** Opens a code where its task is a piece of work. */
export async function openWorkCode(
  ports: Ports,
  typed: string,
  now: Instant,
): Promise<OpenedWorkLink> {
  const found = await readCode(ports, typed, now);
  return found === undefined || !isWork(found.task) ? { is: 'unknown' } : workIn(found);
}

function workIn({ expired, ...found }: CodeFound): OpenedWorkLink {
  const { work } = found.shown;
  if (work === undefined) return { is: 'unknown' };
  return { is: 'work', opened: { ...found, work: parseWork(work) }, expired };
}

/** Whether the work is still to be done: also when it is late. */
export const isOpen = ({ head }: Pick<OpenedWork, 'head'>): boolean =>
  head.version.state === 'open';
