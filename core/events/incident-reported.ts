import * as z from 'zod';
import { once } from '../once.ts';
import * as f from '../records/fields.ts';
import { ownCause, ownFields, ownSeverity } from './own-fields.ts';

/** The event's name on the bus (`detail-type`). */
export const INCIDENT_REPORTED = 'Incident Reported';

/**
 * Somebody, or a tool of yours, reports an incident: something went wrong, or nearly did. The
 * reporter is personal: it stands in the incident's record, erasable, and in no locked line.
 */
export const incidentReported = once(() =>
  z.strictObject({
    title: f.line(),
    description: f.text(),
    severity: ownSeverity(),
    harm: f.line(500).optional().describe('Who was or may be harmed, and how'),
    cause: ownCause(),
    ...ownFields(),
    reporter: z
      .strictObject({ name: f.line().optional(), contact: f.line().optional() })
      .optional()
      .describe('Who reports it: kept erasable, apart from the event'),
  }),
);

export type IncidentReported = z.output<ReturnType<typeof incidentReported>>;

export const example: IncidentReported = {
  title: 'Applications refused for living in one postcode',
  description: 'Nine of ten applications from one postcode were refused on Monday; usual is three.',
  severity: 'high',
  harm: 'Applicants of that postcode, refused a loan that they would have got',
  system: 'ai-system/credit-scoring',
  model: 'model/credit-scorecard',
  at: '2026-11-23T16:20:00Z',
  key: 'service-desk-4711',
  reporter: { name: 'Ada Example', contact: 'ada@example.com' },
};
