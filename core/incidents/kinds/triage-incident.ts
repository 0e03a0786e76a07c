import { HARMS } from '../../records/incident.ts';
import { SEVERITIES } from '../../signals/severity.ts';
import { longText, options } from '../../work/common-fields.ts';
import type { Field } from '../../work/field.ts';
import type { Offers, WorkKind } from '../../work/work.ts';
import { gatherIncident, INCIDENT_FACTS } from '../facts.ts';
import { systemOf } from '../stop-system.ts';
import { applyTriage } from '../triage.ts';

/** Is it real, how grave is it, and who is harmed? */
export const triageIncident: WorkKind = {
  name: 'triage-incident',
  of: 'incident',
  number: 'signals',
  facts: INCIDENT_FACTS,
  gather: gatherIncident,
  form: (subject, offers) => triageForm(offers, systemOf(subject) !== undefined),
  apply: applyTriage,
};

const CONFIRMED = { key: 'verdict', is: ['confirm'] };

function triageForm({ incidents }: Offers, hasSystem: boolean): readonly Field[] {
  const verdicts =
    incidents.length === 0 ? ['confirm', 'dismiss'] : ['confirm', 'dismiss', 'merge'];
  return [
    { kind: 'one-of', key: 'verdict', required: true, options: options(verdicts) },
    {
      kind: 'one-of',
      key: 'severity',
      required: true,
      only: CONFIRMED,
      options: options(SEVERITIES),
    },
    { kind: 'some-of', key: 'harm', required: true, only: CONFIRMED, options: options(HARMS) },
    { ...longText('affected', 1000), only: CONFIRMED },
    // Where no system is known there is nothing to suspend.
    ...(hasSystem ? [useField] : []),
    { kind: 'moment', key: 'happened', required: false, only: CONFIRMED, when: 'past' },
    ...(incidents.length === 0 ? [] : [mergeField(incidents)]),
    longText('reason', 4000),
  ];
}

const useField: Field = {
  kind: 'one-of',
  key: 'use',
  required: true,
  only: CONFIRMED,
  options: options(['continues', 'suspended']),
};

const mergeField = (incidents: Offers['incidents']): Field => ({
  kind: 'one-of',
  key: 'mergeInto',
  required: true,
  only: { key: 'verdict', is: ['merge'] },
  options: incidents,
});
