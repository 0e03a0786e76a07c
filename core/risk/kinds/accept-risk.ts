import type { Field } from '../../work/field.ts';
import type { WorkKind } from '../../work/work.ts';
import { applyAcceptance } from '../accept.ts';
import { gatherRisk, RISK_FACTS, type RiskMatter } from '../risk-facts.ts';

const only = { key: 'verdict', is: ['accept'] };

const FIELDS: readonly Field[] = [
  {
    kind: 'one-of',
    key: 'verdict',
    required: true,
    options: [{ value: 'accept' }, { value: 'refuse' }],
  },
  { kind: 'text', key: 'gains', required: true, most: 1000, lines: 2, only },
  { kind: 'day', key: 'until', required: true, when: 'future', only },
  { kind: 'text', key: 'endsBy', required: true, most: 1000, lines: 2, only },
  { kind: 'text', key: 'reason', required: true, most: 2000, lines: 3 },
];

/** Is what is left of a risk borne, until when, and what ends that earlier? */
export const acceptRisk: WorkKind = {
  name: 'accept-risk',
  of: 'risk-assessment',
  number: 'above-appetite',
  facts: RISK_FACTS,
  gather: async () => ({ facts: [], unknown: [] }),
  form: () => FIELDS,
  apply: applyAcceptance,
};

/** The same, of one risk. */
export const acceptRiskOf = (matter: RiskMatter): WorkKind => ({
  ...acceptRisk,
  gather: (subject, read) => gatherRisk(subject, read, matter),
});
