import type { RowField } from '../../work/field.ts';
import type { WorkKind } from '../../work/work.ts';
import { applyPlan, MAX_ACTIONS } from '../correct.ts';
import { gatherIncident, INCIDENT_FACTS } from '../facts.ts';

const ACTION: readonly RowField[] = [
  { kind: 'text', key: 'text', required: true, most: 1000, lines: 2 },
  { kind: 'person', key: 'owner', required: true },
  { kind: 'day', key: 'due', required: true, when: 'future' },
  { kind: 'day', key: 'effectDue', required: true, when: 'future' },
  { kind: 'person', key: 'effectBy', required: true },
  { kind: 'text', key: 'shownBy', required: true, most: 1000, lines: 2 },
];

/** What is done so that the cause goes away: by whom, by when, and what shows that it did? */
export const planCorrection: WorkKind = {
  name: 'plan-correction',
  of: 'incident',
  number: 'signals',
  facts: INCIDENT_FACTS,
  gather: gatherIncident,
  form: () => [{ kind: 'rows', key: 'actions', required: true, most: MAX_ACTIONS, of: ACTION }],
  apply: applyPlan,
};
