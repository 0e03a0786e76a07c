import * as z from 'zod';
import { once } from '../once.ts';
import * as f from '../records/fields.ts';

/** The event's name on the bus (`detail-type`). */
export const RECORD_VERSIONED = 'Record Versioned';

/**
 * A version stands in the published log: for Slack, Jira or a SIEM. Sent at least once; its
 * identity is the log index. Nothing of the content goes out.
 */
export const recordVersioned = once(() =>
  z.strictObject({
    type: f.typeName(),
    id: f.id(),
    version: z.int().min(1),
    action: f.line(32),
    state: f.line(32),
    digest: f.hex(),
    time: f.instant(),
    logIndex: z.int().min(0),
  }),
);

export type RecordVersioned = z.output<ReturnType<typeof recordVersioned>>;

export const example: RecordVersioned = {
  type: 'policy',
  id: 'ai-policy',
  version: 3,
  action: 'approve',
  state: 'approved',
  digest: 'fb9b04e68b35f1a871cb871e69f6d0aa3be06616948d3c6f558a266af3a1907e',
  time: '2026-11-24T09:00:00.000Z',
  logIndex: 41,
};
