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
  readonly schema: () => z.ZodType;
  readonly example: object;
}

export const publishedEvents: readonly PublishedEvent[] = [
  {
    type: incidentReported.INCIDENT_REPORTED,
    direction: 'in',
    schema: incidentReported.incidentReported,
    example: incidentReported.example,
  },
  {
    type: monitoringSignal.MONITORING_SIGNAL,
    direction: 'in',
    schema: monitoringSignal.monitoringSignal,
    example: monitoringSignal.example,
  },
  {
    type: testReport.TEST_REPORT,
    direction: 'in',
    schema: testReport.testReport,
    example: testReport.example,
  },
  {
    type: recordVersioned.RECORD_VERSIONED,
    direction: 'out',
    schema: recordVersioned.recordVersioned,
    example: recordVersioned.example,
  },
];
