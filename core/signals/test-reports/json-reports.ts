import * as z from 'zod';
import { once } from '../../once.ts';
import type { ReportRead } from './report-read.ts';

const count = () => z.int().min(0).default(0);

/** The forms of JSON that are read, the most particular first. */
const forms = once((): readonly z.ZodType<ReportRead>[] => [ctrf(), pytest(), jest(), plain()]);

/**
 * A report in JSON, by its form: CTRF, pytest-json-report, that of Jest (and of Vitest), or plain
 * counts. `undefined` where it has none of them.
 *
 * @throws where it is no JSON
 */
export function read(text: string): ReportRead | undefined {
  const value: unknown = JSON.parse(text);
  for (const form of forms()) {
    const parsed = form.safeParse(value);
    if (parsed.success) return parsed.data;
  }
  return undefined;
}

/** Common Test Report Format, https://ctrf.io. */
const ctrf = () =>
  z
    .object({
      results: z.object({
        summary: z.object({
          passed: z.int().min(0),
          failed: z.int().min(0),
          skipped: count(),
          pending: count(),
          other: count(),
        }),
        tests: z
          .array(z.object({ name: z.string(), status: z.string(), message: z.string().nullish() }))
          .default([]),
      }),
    })
    .transform(({ results: { summary, tests } }) => ({
      passed: summary.passed,
      failed: summary.failed,
      skipped: summary.skipped + summary.pending + summary.other,
      failures: tests
        .filter(({ status }) => status === 'failed')
        .map(({ name, message }) => withMessage(name, message)),
    }));

/** The plug-in pytest-json-report. */
const pytest = () =>
  z
    .object({
      summary: z.object({
        total: z.int().min(0),
        passed: count(),
        failed: count(),
        error: count(),
        xpassed: count(),
      }),
      tests: z.array(z.object({ nodeid: z.string(), outcome: z.string() })).default([]),
    })
    .transform(({ summary, tests }) => {
      const passed = summary.passed + summary.xpassed;
      const failed = summary.failed + summary.error;
      return {
        passed,
        failed,
        skipped: summary.total - passed - failed,
        failures: tests
          .filter(({ outcome }) => outcome === 'failed' || outcome === 'error')
          .map(({ nodeid }) => nodeid),
      };
    });

/** The reporter `json` of Jest and of Vitest. */
const jest = () =>
  z
    .object({
      numPassedTests: z.int().min(0),
      numFailedTests: z.int().min(0),
      numPendingTests: count(),
      numTodoTests: count(),
      testResults: z
        .array(
          z.object({
            assertionResults: z
              .array(z.object({ fullName: z.string(), status: z.string() }))
              .default([]),
          }),
        )
        .default([]),
    })
    .transform((report) => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
      failures: report.testResults
        .flatMap(({ assertionResults }) => assertionResults)
        .filter(({ status }) => status === 'failed')
        .map(({ fullName }) => fullName),
    }));

/** Counts and names, for runners that have no form of their own. */
const plain = () =>
  z
    .object({
      passed: z.int().min(0),
      failed: z.int().min(0),
      skipped: count(),
      failures: z.array(z.string()).default([]),
    })
    .transform((report) => report satisfies ReportRead);

const withMessage = (name: string, message: string | null | undefined): string =>
  message == null || message === '' ? name : `${name}: ${message}`;
