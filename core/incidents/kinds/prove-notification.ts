import type { WorkKind } from '../../work/work.ts';
import { CLOCK_FACTS, gatherClock } from '../clock-facts.ts';
import { evidenceField, longText } from '../forms.ts';
import { applyNotified } from '../reportability.ts';

/** When was it reported, and what proves that? */
export const proveNotification: WorkKind = {
  name: 'prove-notification',
  of: 'regulatory-clock',
  number: 'clock',
  facts: CLOCK_FACTS,
  gather: gatherClock,
  form: () => [
    { kind: 'moment', key: 'sent', required: true, when: 'past' },
    longText('proof', 1000),
    evidenceField,
  ],
  apply: applyNotified,
};
