import { contentOf } from '../../records/content-of.ts';
import { incident } from '../../records/incident.ts';
import type { Sealed } from '../../records/version.ts';
import { longText, options } from '../../work/common-fields.ts';
import type { Field } from '../../work/field.ts';
import type { Offers, WorkKind } from '../../work/work.ts';
import { gatherIncident, INCIDENT_FACTS } from '../facts.ts';
import { applyReportability } from '../reportability.ts';

/** Which duties to report apply; that none does is a decision, too. */
export const decideReportability: WorkKind = {
  name: 'decide-reportability',
  of: 'incident',
  number: 'signals',
  facts: INCIDENT_FACTS,
  gather: gatherIncident,
  form: reportabilityForm,
  apply: applyReportability,
};

const REPORTABLE = { key: 'reportable', is: ['yes'] };

function reportabilityForm(subject: Sealed, { duties }: Offers): readonly Field[] {
  const { aware } = contentOf(incident, subject);
  return [
    { kind: 'one-of', key: 'reportable', required: true, options: options(['yes', 'no']) },
    { kind: 'some-of', key: 'duties', required: true, only: REPORTABLE, options: duties },
    // Awareness is set once, and never moves.
    ...(aware === undefined ? [awareField] : []),
    longText('reason', 4000),
  ];
}

const awareField: Field = {
  kind: 'moment',
  key: 'aware',
  required: true,
  only: REPORTABLE,
  when: 'past',
};
