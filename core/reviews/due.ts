import { type Pending, RETIRED } from '../records/define-type.ts';
import type { ReviewPlanContent } from '../records/review-plan.ts';
import type { Instant } from '../time.ts';
import { cadenceOf, nextReview, type ReviewClocks } from './next-review.ts';

/** That a record comes up for review is due. */
export const REVIEW = 'review';

/** What of a record says when it is looked at again. */
export interface Reviewed {
  readonly type: string;
  readonly state: string;
  readonly tier: string | undefined;
  /** When it was reviewed last; before the first time, when it began. */
  readonly since: Instant;
}

/** When a record comes up for review by a plan; `undefined`: not at all. */
export function reviewDue(
  plan: Pick<ReviewPlanContent, 'cadences'>,
  { type, state, tier, since }: Reviewed,
  by: ReviewClocks,
): Pending | undefined {
  if (state === RETIRED) return undefined;
  const found = cadenceOf(plan, type, tier);
  if (found === undefined) return undefined;
  return { at: nextReview(found.cadence.anchor, since, by), for: REVIEW };
}

/** What is pending on a record, with its review due then and at no other time. */
export const withReview = (
  pending: readonly Pending[],
  due: Pending | undefined,
): readonly Pending[] => [
  ...pending.filter((each) => each.for !== REVIEW),
  ...(due === undefined ? [] : [due]),
];

/** The tier that a record's content names. */
export function tierIn(content: unknown): string | undefined {
  if (typeof content !== 'object' || content === null || !('tier' in content)) return undefined;
  return typeof content.tier === 'string' ? content.tier : undefined;
}
