import type { FactDefinition } from '../tasks/facts.ts';

/** What is not done by its date, and what else speaks against a record. */
const AGAINST: readonly FactDefinition[] = [
  { key: 'incidents', required: false, unfavourable: true, found: true },
  { key: 'above-appetite', required: false, unfavourable: true },
  { key: 'ending-soon', required: false, unfavourable: true },
  { key: 'conditions', required: false, unfavourable: true, found: true },
  { key: 'not-followed', required: false, unfavourable: true },
  { key: 'failed-tests', required: false, unfavourable: true },
  { key: 'stale-evidence', required: false, unfavourable: true },
  { key: 'missed', required: false, unfavourable: true },
];

/** What a reviewer reads: what speaks against the record first, then what has happened to it. */
export const LOOK_FACTS: readonly FactDefinition[] = [
  ...AGAINST,
  { key: 'sent-back', required: false, unfavourable: true },
  { key: 'why-reviewed', required: true },
  { key: 'last-found', required: false },
  { key: 'changed-since', required: false },
  { key: 'versions-since', required: false },
  { key: 'incidents-since', required: false },
  { key: 'approvals-since', required: false },
  { key: 'tests-since', required: false },
  { key: 'clocks', required: false },
];

/** What whoever signs reads: what was found, and the same. */
export const SIGN_FACTS: readonly FactDefinition[] = [
  { key: 'found', required: true },
  { key: 'promises', required: false },
  ...LOOK_FACTS,
];
