import type * as z from 'zod';
import * as incidentReported from './incident-reported.ts';
import * as monitoringSignal from './monitoring-signal.ts';
import * as recordVersioned from './record-versioned.ts';
import * as testReport from './test-report.ts';

/** An event whose schema others rely on: in `docs/schemas/events`. */
export interface PublishedEvent {
  /** Its `detail-type`. */
  readonly type: string;
  /** `in`: others send it; `out`: we do. */
  readonly direction: 'in' | 'out';
  /** One sentence: when it is sent. */
  readonly about: string;
  readonly schema: () => z.ZodType;
  readonly example: object;
}

export const publishedEvents: readonly PublishedEvent[] = [
  {
    type: incidentReported.INCIDENT_REPORTED,
    direction: 'in',
    about: 'Somebody, or a tool of yours, reports that something went wrong, or nearly did.',
    schema: incidentReported.incidentReported,
    example: incidentReported.example,
  },
  {
    type: monitoringSignal.MONITORING_SIGNAL,
    direction: 'in',
    about: 'Your own monitoring saw that something is wrong, is right again, or is as ever.',
    schema: monitoringSignal.monitoringSignal,
    example: monitoringSignal.example,
  },
  {
    type: testReport.TEST_REPORT,
    direction: 'in',
    about: 'Tests of a system or of a model ran: an evaluation, a red team, a regression.',
    schema: testReport.testReport,
    example: testReport.example,
  },
  {
    type: recordVersioned.RECORD_VERSIONED,
    direction: 'out',
    about: 'A version of a record stands in the published log.',
    schema: recordVersioned.recordVersioned,
    example: recordVersioned.example,
  },
];
