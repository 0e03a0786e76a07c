import { AssentError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import type { Table } from '../ports.ts';
import { contentOf } from '../records/content-of.ts';
import type { Pending } from '../records/define-type.ts';
import type { ReviewContent } from '../records/review.ts';
import { type Cadence, type ReviewPlanContent, reviewPlan } from '../records/review-plan.ts';
import type { Sealed } from '../records/version.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import { reviewDue, tierIn } from './due.ts';
import { type LastReviewed, lastReviewed, reviewedSince } from './last-reviewed.ts';
import { cadenceOf } from './next-review.ts';

/** Where the plan of the organisation stands. */
export const REVIEW_PLAN: Ref = `${reviewPlan.name}/default`;

/** By which plan records are looked at again. */
export interface PlanInForce {
  readonly head: Head;
  readonly content: ReviewPlanContent;
}

/** The plan that is in force; `undefined`: nothing is looked at again. */
export async function planInForce(
  store: Pick<RecordStore, 'load'>,
): Promise<PlanInForce | undefined> {
  const head = await store.load(REVIEW_PLAN);
  if (head?.version.state !== 'in-force') return undefined;
  return { head, content: contentOf(reviewPlan, head) };
}

/** By which clocks a plan's days are told. The library that knows zones comes when needed. */
export const clocksOf = async ({ zone }: Pick<ReviewPlanContent, 'zone'>) => ({
  zone,
  clocks: await import('../calendar/zone-clock.ts'),
});

/** When a record comes up for review, and since when that is counted. */
export interface ReviewOn {
  readonly due: Pending;
  readonly last: LastReviewed | undefined;
  readonly since: string;
}

/** When a record comes up for review by a plan; `undefined`: not at all. */
export async function reviewOf(
  { store, table }: { store: Pick<RecordStore, 'version'>; table: Pick<Table, 'get'> },
  head: Pick<Head, 'ref' | 'version'>,
  { content: plan }: Pick<PlanInForce, 'content'>,
): Promise<ReviewOn | undefined> {
  const { type, state, content } = head.version;
  const tier = tierIn(content);
  // Of what is not looked at again, nothing more is read.
  if (cadenceOf(plan, type, tier) === undefined) return undefined;
  const last = await lastReviewed(table, head.ref);
  const since = await reviewedSince(store, head, last);
  const due = reviewDue(plan, { type, state, tier, since }, await clocksOf(plan));
  return due === undefined ? undefined : { due, last, since };
}

/** By which plan and cadence a review goes, as they were when it came due. */
export interface ReviewTerms {
  readonly planRecord: Sealed;
  readonly plan: ReviewPlanContent;
  readonly cadence: Cadence;
}

/** @throws Corrupt where the plan has no such cadence */
export async function termsOf(
  store: Pick<RecordStore, 'pinned'>,
  { plan: pinned, cadence: index }: Pick<ReviewContent, 'plan' | 'cadence'>,
): Promise<ReviewTerms> {
  const planRecord = await store.pinned(pinned);
  const plan = contentOf(reviewPlan, planRecord);
  const cadence = plan.cadences[index];
  if (cadence === undefined) {
    throw new AssentError('Corrupt', `${planRecord.ref} has no cadence ${index}`);
  }
  return { planRecord, plan, cadence };
}
