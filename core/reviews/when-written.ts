import type { Table } from '../ports.ts';
import type { Pending } from '../records/define-type.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { reviewDue, tierIn, withReview } from './due.ts';
import { lastReviewed, reviewedSince } from './last-reviewed.ts';
import { cadenceOf } from './next-review.ts';
import { clocksOf, planInForce } from './plan.ts';

export interface WhenWrittenPorts {
  readonly store: Pick<RecordStore, 'load' | 'version'>;
  readonly table: Pick<Table, 'get'>;
}

/** What people are about to write. */
interface Written {
  readonly type: string;
  readonly state: string;
  readonly content: unknown;
}

/** What is pending on a record that people write, with its next review by the plan in force. */
export async function withReviewWhenWritten(
  { store, table }: WhenWrittenPorts,
  { type, state, content }: Written,
  before: Head | undefined,
  pending: readonly Pending[],
  now: Instant,
): Promise<readonly Pending[]> {
  const plan = await planInForce(store);
  const tier = tierIn(content);
  if (plan === undefined || cadenceOf(plan.content, type, tier) === undefined) {
    return withReview(pending, undefined);
  }
  const since =
    before === undefined
      ? now
      : await reviewedSince(store, before, await lastReviewed(table, before.ref));
  const reviewed = { type, state, tier, since };
  return withReview(pending, reviewDue(plan.content, reviewed, await clocksOf(plan.content)));
}
