import { mailDue } from '../approvals/pending.ts';
import type { Author } from '../records/author.ts';
import { contentOf } from '../records/content-of.ts';
import type { Link, Pending } from '../records/define-type.ts';
import { type RiskAssessmentContent, riskAssessment } from '../records/risk-assessment.ts';
import type { Dimension } from '../records/risk-criteria.ts';
import type { Sealed } from '../records/version.ts';
import type { Head } from '../store/items.ts';
import type { Prepared } from '../store/prepare.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { lookedAtSoon } from '../waiting/executions.ts';

export type AssessedDimension = RiskAssessmentContent['dimensions'][number];
export type Assessed = AssessedDimension['assessed'][number];

/** What an assessment says. */
export const assessmentIn = (sealed: Sealed): RiskAssessmentContent =>
  contentOf(riskAssessment, sealed);

const ENDED: ReadonlySet<string> = new Set(['done', 'overdue', 'superseded', 'retired']);

/** Whether an assessment is over. */
export const isOver = (state: string): boolean => ENDED.has(state);

/** The gate at which all dimensions are assessed. */
export const ASSESS = 'assess';

/** The gate at which the system's impact is asked for, while it is not assessed. */
export const IMPACT = 'impact';

/** One person's part of an assessment. */
export interface Part {
  /** Its place at the gate, from 1. */
  readonly place: number;
  readonly dimension: AssessedDimension;
  /** Which of the dimension's assessors, from 1. */
  readonly assessor: number;
}

/** Every part of an assessment: dimension by dimension, assessor by assessor. */
export function partsOf({
  dimensions,
}: Pick<RiskAssessmentContent, 'dimensions'>): readonly Part[] {
  return dimensions
    .flatMap((dimension) =>
      Array.from({ length: dimension.assessors }, (_, n) => ({ dimension, assessor: n + 1 })),
    )
    .map((part, index) => ({ ...part, place: index + 1 }));
}

/** Gates of one risk. */
export const treatGate = (dimension: Dimension): string => `treat-${dimension}`;
export const acceptGate = (dimension: Dimension): string => `accept-${dimension}`;

/** What is pending on an assessment: its end, and that its machine looks at it soon. */
export function assessmentPending(
  { deadline }: Pick<RiskAssessmentContent, 'deadline'>,
  state: string,
  before: readonly Pending[],
  now: Instant,
): readonly Pending[] {
  const soon = lookedAtSoon(before, now);
  const mails = before.filter((each) => each.for === 'mail');
  if (state === 'overdue') return [mailDue(now), soon];
  return isOver(state) ? [...mails, soon] : [...mails, soon, { at: deadline, for: 'deadline' }];
}

/** What becomes of an assessment. */
export interface AssessmentChange {
  readonly action: string;
  readonly state: string;
  readonly content?: RiskAssessmentContent;
  readonly links?: readonly Link[];
}

/** The next version of an assessment. */
export function draftAssessment(
  store: RecordStore,
  before: Head,
  { action, state, content = assessmentIn(before), links = before.version.links }: AssessmentChange,
  by: Author,
  now: Instant,
): Promise<Prepared> {
  return store.draft({
    ...by,
    type: riskAssessment.name,
    id: before.version.id,
    before,
    action,
    state,
    content,
    links,
    pending: assessmentPending(content, state, before.pending, now),
  });
}
