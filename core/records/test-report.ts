import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** What tests of a system or model found, as a pipeline reported it (A.6.2.4). */
export const testReport = defineType({
  name: 'test-report',
  title: 'Test report',
  about: 'What tests of a system or model found, as a pipeline reported it (A.6.2.4).',
  schema: 1,
  retention: 'record',
  writtenBy: 'workflow',
  content: () =>
    z.strictObject({
      suite: f.line(),
      kind: z.enum(['evaluation', 'bias', 'robustness', 'red-team', 'regression']),
      ran: f.instant(),
      passed: z.int().min(0),
      failed: z.int().min(0),
      skipped: z.int().min(0),
      /** What failed first, as the report names it. */
      failures: z.array(f.line(500)).max(50),
      /** Whether the report's own counts agree with what its sender said. */
      counts: z.enum(['agree', 'differ', 'unread']),
      format: z.enum(['junit-xml', 'json']).optional(),
      /** SHA-256 of the report in evidence, or where it lies and what it is. */
      report: z
        .union([
          z.strictObject({ evidence: f.hex() }),
          z.strictObject({ s3: z.string().max(1200), sha256: f.hex(), size: z.int().min(1) }),
        ])
        .optional(),
      /** Identity of its signal. */
      identity: f.hex(),
    }),
  states: ['recorded', 'retired'],
  initial: 'recorded',
  transitions: {},
  links: {
    tests: { to: ['ai-system', 'model'], title: 'Tests' },
    'proved-by': { to: ['evidence'], title: 'Proved by' },
  },
  summary: (content) => ({ label: content.suite }),
  example: {
    id: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f1',
    content: {
      suite: 'Equal treatment by age band',
      kind: 'bias',
      ran: '2026-11-24T06:08:00.000Z',
      passed: 41,
      failed: 1,
      skipped: 0,
      failures: ['18 to 24: refused 1.31 times as often as 35 to 44'],
      counts: 'agree',
      format: 'junit-xml',
      report: { evidence: 'e'.repeat(64) },
      identity: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
    links: [{ rel: 'tests', to: 'model/credit-scorecard' }],
  },
});

/** Its id: as much of the identity as an id holds, so that the same report has one record. */
export const testReportId = (identity: string): string => identity.slice(0, 60);

export type TestReportContent = z.output<ReturnType<typeof testReport.stored>>;
