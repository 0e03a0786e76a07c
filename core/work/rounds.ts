import { sha256Hex } from '#hash';
import type { Ref } from '../ids.ts';
import { contentOf } from '../records/content-of.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';

/** Where a piece of work stands: the record, the step of it, and the place there. */
export interface WorkPlace {
  readonly of: Ref;
  readonly gate: string;
  readonly place: number;
}

/** Where in a record somebody is asked. */
export type Spot = Omit<WorkPlace, 'of'>;

/** One person's turn at a piece of work. */
export interface Round {
  readonly head: Head;
  readonly task: TaskContent;
}

/** People who are asked one after the other; the schema of a task holds 20. */
export const MAX_ROUNDS = 20;

/** Characters of an id. */
const MAX_ID = 63;
/** More than a UUID, so that the tasks of an incident's clocks are listed with the incident's. */
const KEPT = 40;
const DIGITS = 22;

/**
 * The task of a round: its id follows from record, gate, place and round, so that opening it twice
 * changes nothing. Where that is too long for an id, a digest of it stands at its end.
 */
export function workTaskRef({ of, gate, place }: WorkPlace, round: number): Ref {
  const id = `${of.slice(of.indexOf('/') + 1)}-${gate}-w${place}-${round}`;
  if (id.length <= MAX_ID) return `task/${id}`;
  const digest = sha256Hex(new TextEncoder().encode(`${of}-${gate}-w${place}-${round}`));
  return `task/${id.slice(0, KEPT)}-${digest.slice(0, DIGITS)}`;
}

/** Everybody's turn so far, the first one first. */
export async function roundsOf(
  store: Pick<RecordStore, 'load'>,
  at: WorkPlace,
): Promise<readonly Round[]> {
  const rounds: Round[] = [];
  for (let n = 1; n <= MAX_ROUNDS; n++) {
    const head = await store.load(workTaskRef(at, n));
    if (head === undefined) break;
    rounds.push({ head, task: contentOf(taskType, head) });
  }
  return rounds;
}

/** Where a task of work stands. */
export const placeOfTask = ({
  of,
  gate,
  seat,
}: Pick<TaskContent, 'of' | 'gate' | 'seat'>): WorkPlace => ({
  of,
  gate,
  place: Number(seat.slice(1)),
});

/** Whether the work was done there: answered, and not only passed on. */
export const isDone = ({ task }: Round): boolean => task.decision?.choice === 'submit';

/** Whether somebody was asked at each of these places, and is still to answer or has. */
export async function areAsked(
  store: Pick<RecordStore, 'load'>,
  places: readonly WorkPlace[],
): Promise<boolean> {
  const asked = await Promise.all(places.map((at) => isAsked(store, at)));
  return !asked.includes(false);
}

async function isAsked(store: Pick<RecordStore, 'load'>, at: WorkPlace): Promise<boolean> {
  const last = (await roundsOf(store, at)).at(-1);
  return last !== undefined && (isDone(last) || last.head.version.state === 'open');
}
