import { evidenceField, longText, options } from '../../work/common-fields.ts';
import type { WorkKind } from '../../work/work.ts';
import { CLOCK_FACTS, gatherClock } from '../clock-facts.ts';
import { applyNotified } from '../reportability.ts';

const APPLIES = { key: 'applies', is: ['yes'] };
const NOT = { key: 'applies', is: ['no'] };

/** When was it reported, and what proves that? Or why need it not be? */
export const proveNotification: WorkKind = {
  name: 'prove-notification',
  of: 'regulatory-clock',
  number: 'clock',
  facts: CLOCK_FACTS,
  gather: gatherClock,
  form: () => [
    { kind: 'one-of', key: 'applies', required: true, options: options(['yes', 'no']) },
    { kind: 'moment', key: 'sent', required: true, only: APPLIES, when: 'past' },
    { ...longText('proof', 1000), only: APPLIES },
    { ...longText('anewReason', 2000), only: NOT },
    evidenceField,
  ],
  apply: applyNotified,
};
