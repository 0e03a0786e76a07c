import { CAUSE_KINDS, METHODS } from '../../records/incident.ts';
import { evidenceField, longText, options } from '../../work/common-fields.ts';
import type { WorkKind } from '../../work/work.ts';
import { anewFields } from '../decide-anew.ts';
import { applyAnalysis } from '../explain.ts';
import { gatherIncident, INCIDENT_FACTS } from '../facts.ts';

/** Why did it happen, and where else could it? */
export const explainIncident: WorkKind = {
  name: 'explain-incident',
  of: 'incident',
  number: 'signals',
  facts: INCIDENT_FACTS,
  gather: gatherIncident,
  form: () => [
    longText('cause', 4000),
    { kind: 'one-of', key: 'kind', required: true, options: options(CAUSE_KINDS) },
    { kind: 'one-of', key: 'method', required: true, options: options(METHODS) },
    longText('elsewhere', 2000),
    {
      kind: 'one-of',
      key: 'reassess',
      required: true,
      options: options(['asked', 'not-needed']),
    },
    longText('reassessReason', 2000),
    ...anewFields,
    evidenceField,
  ],
  apply: applyAnalysis,
};
