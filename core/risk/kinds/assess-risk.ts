import type { QuestionSetContent } from '../../records/question-set.ts';
import { PARTIES } from '../../records/risk-criteria.ts';
import type { Sealed } from '../../records/version.ts';
import type { WorkKind } from '../../work/work.ts';
import { applyAssessment } from '../assess.ts';
import { assessFields, filledFrom } from '../assess-form.ts';
import type { Assessed } from '../assessment.ts';
import { ASSESS_FACTS, type AssessMatter, gatherAssess } from '../facts.ts';

/** How likely is harm in one dimension, and how grave, with what is in place? */
export const assessRisk: WorkKind = {
  name: 'assess-risk',
  of: 'risk-assessment',
  number: 'last-score',
  facts: ASSESS_FACTS,
  gather: async () => ({ facts: [], unknown: [] }),
  form: () =>
    assessFields({ likelihood: [], impact: [] }, { questions: [], parties: [...PARTIES] }),
  apply: applyAssessment,
};

/** The same, in one dimension: with its questions, and what was answered before. */
export function assessRiskIn(
  matter: AssessMatter,
  set: QuestionSetContent,
  riskBefore: Sealed | undefined,
  before: Assessed | undefined,
): WorkKind {
  return {
    ...assessRisk,
    gather: (subject, read) => gatherAssess(subject, read, matter, riskBefore),
    form: () => assessFields(matter.criteria, set),
    ...(before === undefined ? {} : { filled: filledFrom(before, matter.criteria, set) }),
  };
}
