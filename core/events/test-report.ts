import * as z from 'zod';
import { once } from '../once.ts';
import * as f from '../records/fields.ts';
import { ownFields } from './own-fields.ts';

/** The event's name on the bus (`detail-type`). */
export const TEST_REPORT = 'Test Report';

/** Characters of a report inside the event; a longer one lies in a bucket. */
export const MAX_REPORT_CHARS = 200_000;

const count = () => z.int().min(0).max(10_000_000);

/**
 * Tests of a system or of a model ran. The report itself, JUnit XML or JSON, is in the event or in
 * a bucket, and becomes evidence.
 */
export const testReport = once(() =>
  z.strictObject({
    suite: f.line(),
    kind: z.enum(['evaluation', 'bias', 'robustness', 'red-team', 'regression']),
    passed: count(),
    failed: count().describe('Failed or broken off'),
    skipped: count().default(0),
    format: z.enum(['junit-xml', 'json']).optional(),
    report: z
      .union([
        z.strictObject({ text: z.string().min(1).max(MAX_REPORT_CHARS) }),
        z.strictObject({
          s3: z.string().regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/.{1,1024}$/),
          sha256: f.hex(),
          size: z.int().min(1),
        }),
      ])
      .optional(),
    ...ownFields(),
  }),
);

export type TestReport = z.output<ReturnType<typeof testReport>>;

export const example: TestReport = {
  suite: 'Equal treatment by age band',
  kind: 'bias',
  passed: 41,
  failed: 1,
  skipped: 0,
  format: 'junit-xml',
  report: { text: '<testsuite name="age-bands" tests="42" failures="1"></testsuite>' },
  system: 'ai-system/credit-scoring',
  model: 'model/credit-scorecard',
  key: 'pipeline-run-812',
};
