import type { RiskCriteriaContent } from '../../records/risk-criteria.ts';
import type { Field, RowField } from '../../work/field.ts';
import type { WorkKind } from '../../work/work.ts';
import { gatherRisk, RISK_FACTS, type RiskMatter } from '../risk-facts.ts';
import { applyTreatment, MAX_ACTIONS, OPTIONS } from '../treat.ts';

const ACTION: readonly RowField[] = [
  { kind: 'text', key: 'text', required: true, most: 1000, lines: 2 },
  { kind: 'person', key: 'owner', required: true },
  { kind: 'day', key: 'due', required: true, when: 'future' },
];

const fields = (levels: Pick<RiskCriteriaContent, 'levels'>['levels']): readonly Field[] => [
  {
    kind: 'one-of',
    key: 'option',
    required: true,
    options: OPTIONS.map((value) => ({ value })),
  },
  { kind: 'text', key: 'reason', required: true, most: 2000, lines: 3 },
  { kind: 'text', key: 'weighed', required: true, most: 2000, lines: 3 },
  { kind: 'rows', key: 'actions', required: false, most: MAX_ACTIONS, of: ACTION },
  {
    kind: 'one-of',
    key: 'target',
    required: true,
    options: levels.map(({ name }, n) => ({ value: String(n + 1), label: name })),
  },
];

/** What is done about a risk that is above appetite: which option, by whom, by when? */
export const planTreatment: WorkKind = {
  name: 'plan-treatment',
  of: 'risk-assessment',
  number: 'above-appetite',
  facts: RISK_FACTS,
  gather: async () => ({ facts: [], unknown: [] }),
  form: () => fields([]),
  apply: applyTreatment,
};

/** The same, of one risk. */
export const planTreatmentOf = (matter: RiskMatter): WorkKind => ({
  ...planTreatment,
  gather: (subject, read) => gatherRisk(subject, read, matter),
  form: () => fields(matter.terms.criteria.levels),
});
