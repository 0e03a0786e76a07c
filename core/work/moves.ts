import { closeTask } from '../approvals/close-tasks.ts';
import { untilWritten } from '../approvals/until-written.ts';
import type { Ref } from '../ids.ts';
import type { Bell, Clock } from '../ports.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { roundsOf, type Spot, workTaskRef } from './rounds.ts';

/** What a machine knows of the records that it moves. */
export interface Moving<M extends string, S> {
  /** Steps that follow each other without anybody, at most. */
  readonly most: number;
  /** What it does next by itself; `undefined`: it waits for people. */
  readonly next: (head: Head, now: Instant) => Promise<M | 'end' | undefined>;
  readonly take: (head: Head, move: M) => Promise<void>;
  /** The step after which it waits for people, whatever comes of it. */
  readonly thenWaits?: M;
  /** After the end. Repeatable. */
  readonly end: (head: Head) => Promise<S>;
}

/**
 * What a machine does after every wait: loads the truth and takes whatever steps need nobody.
 * Where somebody is faster, what stands then decides.
 *
 * @throws Conflict where others are faster every time
 */
export async function takeMoves<M extends string, S>(
  { store, clock }: { readonly store: RecordStore; readonly clock: Clock },
  ref: Ref,
  { most, next, take, thenWaits, end }: Moving<M, S>,
): Promise<S | 'wait'> {
  for (let moves = 1; moves <= most; moves++) {
    const stands = await untilWritten(async () => {
      const head = await store.need(ref);
      const move = await next(head, clock.now());
      if (move === undefined) return 'wait';
      if (move === 'end') return end(head);
      await take(head, move);
      return move === thenWaits ? 'wait' : undefined;
    });
    if (stands !== undefined) return stands;
  }
  return 'wait';
}

/** Whoever is still asked at these places of a record that is over is told so. Repeatable. */
export async function closeWork(
  ports: { readonly store: RecordStore; readonly bell: Bell; readonly clock: Clock },
  of: Ref,
  spots: readonly Spot[],
  actor: Ref,
): Promise<void> {
  const closed: Ref[] = [];
  for (const spot of spots) {
    const at = { of, ...spot };
    const rounds = await roundsOf(ports.store, at);
    if (rounds.at(-1)?.head.version.state !== 'open') continue;
    const task = workTaskRef(at, rounds.length);
    if (await closeTask(ports, task, 'no-longer-needed', actor)) closed.push(task);
  }
  if (closed.length > 0) await ports.bell.ring('mail', { of: closed });
}
