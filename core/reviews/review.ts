import type { Author } from '../records/author.ts';
import { contentOf } from '../records/content-of.ts';
import type { Pending } from '../records/define-type.ts';
import { type ReviewContent, review as reviewType } from '../records/review.ts';
import type { Cadence } from '../records/review-plan.ts';
import type { Sealed } from '../records/version.ts';
import type { Head } from '../store/items.ts';
import type { Prepared } from '../store/prepare.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { lookedAtSoon } from '../waiting/executions.ts';

/** What a review says. */
export const reviewIn = (sealed: Sealed): ReviewContent => contentOf(reviewType, sealed);

const ENDED: ReadonlySet<string> = new Set(['done', 'moot', 'retired']);

/** Whether a review is over. What was missed is still to be done. */
export const isReviewOver = (state: string): boolean => ENDED.has(state);

/** Gates of a review: somebody looks, and somebody else signs. */
export const LOOK = 'look';
export const SIGN = 'sign';

/** What a review asks for now; `undefined`: nobody is to be asked. */
export function askedFor(
  { found, signed }: Pick<ReviewContent, 'found' | 'signed'>,
  { approver }: Pick<Cadence, 'approver'>,
): typeof LOOK | typeof SIGN | undefined {
  if (found === undefined || signed?.agrees === false) return LOOK;
  return approver === undefined || signed?.agrees === true ? undefined : SIGN;
}

/** That whoever has promised something in a review is asked whether it is done. */
export const FOLLOW = 'follow';

/** What is pending on a review: its end, and that its machine looks at it soon. */
export function reviewPending(
  { deadline, missed, found }: Pick<ReviewContent, 'deadline' | 'missed' | 'found'>,
  state: string,
  before: readonly Pending[],
  now: Instant,
): readonly Pending[] {
  const soon = lookedAtSoon(before, now);
  const mails = before.filter((each) => each.for === 'mail');
  if (isReviewOver(state)) {
    const promised = state === 'done' ? (found?.follow ?? []) : [];
    const follow = promised.map((_, n) => ({ at: now, for: `${FOLLOW}-${n + 1}` }));
    return [...mails, soon, ...follow];
  }
  return [...mails, soon, ...(missed === undefined ? [{ at: deadline, for: 'deadline' }] : [])];
}

/** What becomes of a review. */
export interface ReviewChange {
  readonly action: string;
  readonly state: string;
  readonly content?: ReviewContent;
}

/** The next version of a review. */
export function draftReview(
  store: RecordStore,
  before: Head,
  { action, state, content = reviewIn(before) }: ReviewChange,
  by: Author,
  now: Instant,
): Promise<Prepared> {
  return store.draft({
    ...by,
    type: reviewType.name,
    id: before.version.id,
    before,
    action,
    state,
    content,
    links: before.version.links,
    pending: reviewPending(content, state, before.pending, now),
  });
}
