import { evidenceField, longText } from '../../work/common-fields.ts';
import type { WorkKind } from '../../work/work.ts';
import { applyContainment } from '../contain.ts';
import { gatherIncident, INCIDENT_FACTS } from '../facts.ts';

/** What stops the harm now, and what is left of it? */
export const containIncident: WorkKind = {
  name: 'contain-incident',
  of: 'incident',
  number: 'signals',
  facts: INCIDENT_FACTS,
  gather: gatherIncident,
  form: () => [
    longText('what', 4000),
    { kind: 'moment', key: 'contained', required: true, when: 'past' },
    longText('residual', 4000),
    evidenceField,
  ],
  apply: applyContainment,
};
