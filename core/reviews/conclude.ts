import { afterCommit } from '../after-commit.ts';
import { mailDue } from '../approvals/pending.ts';
import { untilWritten } from '../approvals/until-written.ts';
import type { Ref } from '../ids.ts';
import { owe } from '../mail/outbox.ts';
import type { Bell, Clock, Machines, Table } from '../ports.ts';
import type { Author } from '../records/author.ts';
import { RETIRED } from '../records/define-type.ts';
import type { Head } from '../store/items.ts';
import { pendingWrite, type RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { forgetMachine } from '../waiting/forget-machine.ts';
import { ringWaiters } from '../waiting/waiters.ts';
import { closeWork, takeMoves } from '../work/moves.ts';
import { roundsOf } from '../work/rounds.ts';
import { reviewDue, tierIn, withReview } from './due.ts';
import { lastReviewed, reviewedIs } from './last-reviewed.ts';
import { nextMove, type ReviewMove } from './next-move.ts';
import { clocksOf, planInForce } from './plan.ts';
import { draftReview, reviewIn } from './review.ts';
import { spotsUpTo, turnOf } from './turns.ts';

export interface ConcludeReviewPorts {
  readonly store: RecordStore;
  readonly table: Table;
  readonly machines: Machines;
  readonly bell: Bell;
  readonly clock: Clock;
}

/** How a review stands, for the machine's Choice to read. */
export type ReviewStanding = 'wait' | 'done' | 'moot';

/** Steps that follow each other without anybody: miss, finish, end. */
const MAX_MOVES = 5;

/**
 * What a machine does after every wait: loads the truth and takes whatever steps need nobody. A
 * review that was missed says so, and goes on; it is over once it was signed, or the record is
 * retired. Then the next one is counted from its end.
 */
export async function concludeReview(
  ports: ConcludeReviewPorts,
  ref: Ref,
  actor: Ref,
): Promise<ReviewStanding> {
  return takeMoves(ports, ref, {
    most: MAX_MOVES,
    next: (head, now) => nextMove(ports.store, head, now),
    take: (head, move) => take(ports, head, move, actor),
    end: (head) => endReview(ports, head, actor),
  });
}

async function take(
  ports: ConcludeReviewPorts,
  head: Head,
  move: Exclude<ReviewMove, 'end'>,
  actor: Ref,
): Promise<void> {
  const { store, clock } = ports;
  const now = clock.now();
  const by = { actor, via: 'system' } as const;
  switch (move) {
    case 'drop': {
      const change = { action: 'drop', state: 'moot' };
      const reason = `${reviewIn(head).of} is retired`;
      return store.commit([await draftReview(store, head, change, { ...by, reason }, now)]);
    }
    case 'finish': {
      const change = { action: 'sign', state: 'done' };
      const reason = 'The plan asks for no signature';
      return store.commit([await draftReview(store, head, change, { ...by, reason }, now)]);
    }
    case 'miss':
      return miss(ports, head, by, now);
  }
}

/** That it was missed is on record, with whoever is told: those who are still to answer. */
async function miss(
  { store, bell }: ConcludeReviewPorts,
  head: Head,
  by: Pick<Author, 'actor' | 'via'>,
  now: Instant,
): Promise<void> {
  const content = reviewIn(head);
  const open = await openRounds(store, head);
  const told = [...new Set(open.map(({ task }) => task.person))];
  const made = await draftReview(
    store,
    head,
    { action: 'miss', state: 'missed', content: { ...content, missed: { at: now, told } } },
    { ...by, reason: `Not done by ${content.deadline}` },
    now,
  );
  // A reminder beside those that the plan has, and the one when their own time was over.
  const also = open.flatMap(({ head: task, task: { reminders, person } }) => [
    owe(task.ref, 'reminder', reminders.length + 2, person),
    pendingWrite(task, [...task.pending.filter((each) => each.for !== 'mail'), mailDue(now)]),
  ]);
  await store.commit([made], { also });
  const of = open.map((each) => each.head.ref);
  if (of.length > 0) await afterCommit(() => bell.ring('mail', { of }));
}

async function openRounds(store: RecordStore, { ref }: Head) {
  const spots = spotsUpTo(await turnOf(store, ref));
  const rounds = await Promise.all(spots.map((spot) => roundsOf(store, { of: ref, ...spot })));
  return rounds.flat().filter((each) => each.head.version.state === 'open');
}

/**
 * After the end: whoever is still asked is told that it is over, and the next review is counted
 * from when this one was done. Repeatable.
 */
export async function endReview(
  ports: ConcludeReviewPorts,
  head: Head,
  actor: Ref,
): Promise<ReviewStanding> {
  const { store } = ports;
  await closeWork(ports, head.ref, spotsUpTo(await turnOf(store, head.ref)), actor);
  if (head.version.state === 'done') await countAnew(ports, head);
  // Where the process that ended it died, nobody has rung the machine that still waits.
  await ringWaiters(ports, head.ref);
  await forgetMachine(store, head);
  return head.version.state === 'done' ? 'done' : 'moot';
}

/** The next review of the record is due by when this one was done, if it is the newest still. */
async function countAnew({ store, table }: ConcludeReviewPorts, review: Head): Promise<void> {
  const { of } = reviewIn(review);
  await untilWritten(async () => {
    const [record, last, plan] = await Promise.all([
      store.load(of),
      lastReviewed(table, of),
      planInForce(store),
    ]);
    const at = review.version.time;
    if (record === undefined || last?.review !== review.ref || last.at >= at) return;
    const { type, state, content } = record.version;
    const reviewed = { type, state, tier: tierIn(content), since: at };
    const due =
      plan === undefined || state === RETIRED
        ? undefined
        : reviewDue(plan.content, reviewed, await clocksOf(plan.content));
    await store.commit([], {
      also: [
        reviewedIs(of, last, { review: review.ref, at }),
        pendingWrite(record, withReview(record.pending, due)),
      ],
    });
  });
}
