import { longText } from '../../work/common-fields.ts';
import type { WorkKind } from '../../work/work.ts';
import { anewFields } from '../decide-anew.ts';
import { gatherIncident, INCIDENT_FACTS } from '../facts.ts';
import { applySummary } from '../summarise.ts';

/** What happened, in one sentence, who was harmed, and who was told? */
export const sumUpIncident: WorkKind = {
  name: 'sum-up-incident',
  of: 'incident',
  number: 'signals',
  facts: INCIDENT_FACTS,
  gather: gatherIncident,
  form: () => [
    { kind: 'text', key: 'summary', required: true, most: 500, lines: 1 },
    { kind: 'moment', key: 'repaired', required: true, when: 'past' },
    longText('harmed', 2000),
    longText('told', 2000),
    ...anewFields,
  ],
  apply: applySummary,
};
