import { refused } from '../errors.ts';
import { type Ref, splitRef } from '../ids.ts';
import {
  type AssessmentPlanContent,
  assessmentPlan,
  assessmentPlanIds,
} from '../records/assessment-plan.ts';
import { contentOf } from '../records/content-of.ts';
import { type QuestionSetContent, questionSet } from '../records/question-set.ts';
import type { RiskAssessmentContent } from '../records/risk-assessment.ts';
import { type RiskCriteriaContent, riskCriteria } from '../records/risk-criteria.ts';
import type { Sealed } from '../records/version.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { AssessedDimension } from './assessment.ts';

/** Where the criteria of the organisation stand. */
const CRITERIA: Ref = `${riskCriteria.name}/default`;

/** The criteria that are in force, in the version that was adopted; `undefined`: none are. */
export async function criteriaInForce(
  store: Pick<RecordStore, 'load' | 'inForce'>,
): Promise<Sealed | undefined> {
  const head = await store.load(CRITERIA);
  return head === undefined ? undefined : store.inForce(head);
}

/** The plan in force for a system's assessments: its own, else the one for all. */
export async function planFor(
  store: Pick<RecordStore, 'load'>,
  system: Ref,
): Promise<Head | undefined> {
  for (const id of assessmentPlanIds(splitRef(system).id)) {
    const head = await store.load(`${assessmentPlan.name}/${id}`);
    if (head?.version.state === 'in-force') return head;
  }
  return undefined;
}

/** The question set of a dimension, as it stands. @throws Refused where it is not in force */
export async function setFor(store: Pick<RecordStore, 'load'>, ref: Ref): Promise<Head> {
  const head = await store.load(ref);
  if (head?.version.state !== 'in-force') throw refused(`${ref} is not in force`);
  return head;
}

/** By which criteria and plan an assessment goes, as they were when it began. */
export interface Terms {
  readonly criteria: RiskCriteriaContent;
  readonly criteriaRecord: Sealed;
  readonly plan: AssessmentPlanContent;
  readonly planRecord: Sealed;
}

export async function termsOf(
  store: Pick<RecordStore, 'pinned'>,
  { criteria, plan }: Pick<RiskAssessmentContent, 'criteria' | 'plan'>,
): Promise<Terms> {
  const [criteriaRecord, planRecord] = await Promise.all([
    store.pinned(criteria),
    store.pinned(plan),
  ]);
  return {
    criteria: contentOf(riskCriteria, criteriaRecord),
    criteriaRecord,
    plan: contentOf(assessmentPlan, planRecord),
    planRecord,
  };
}

/** The questions of a dimension, as they were when the assessment began. */
export const questionsOf = async (
  store: Pick<RecordStore, 'pinned'>,
  { set }: Pick<AssessedDimension, 'set'>,
): Promise<QuestionSetContent> => contentOf(questionSet, await store.pinned(set));
