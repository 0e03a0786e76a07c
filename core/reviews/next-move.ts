import { RETIRED } from '../records/define-type.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { termsOf } from './plan.ts';
import { askedFor, isReviewOver, reviewIn } from './review.ts';

/** What the machine does next by itself; it waits for people where there is nothing. */
export type ReviewMove = 'end' | 'drop' | 'finish' | 'miss';

export async function nextMove(
  store: RecordStore,
  review: Head,
  now: Instant,
): Promise<ReviewMove | undefined> {
  if (isReviewOver(review.version.state)) return 'end';
  const content = reviewIn(review);
  const [record, { cadence }] = await Promise.all([
    store.load(content.of),
    termsOf(store, content),
  ]);
  if (record === undefined || record.version.state === RETIRED) return 'drop';
  if (askedFor(content, cadence) === undefined) return 'finish';
  return content.missed === undefined && content.deadline <= now ? 'miss' : undefined;
}
