import type { TestReport } from '../../events/test-report.ts';
import { isReadable } from '../../records/fields.ts';
import type { ReportRead } from './report-read.ts';

export type ReportFormat = NonNullable<TestReport['format']>;

/** Failures that a record names (`core/records/test-report.ts`). */
const MOST_FAILURES = 50;
const MOST_CHARS = 500;
const MOST_COUNTED = 10_000_000;

/**
 * What a report says: JUnit XML, or one of the forms of JSON that test runners write. `undefined`
 * where it is none of them, damaged, or hostile.
 */
export async function readReport(
  text: string,
  format: ReportFormat,
): Promise<ReportRead | undefined> {
  // Rare, and one of them brings a library.
  const { read } =
    format === 'junit-xml' ? await import('./junit.ts') : await import('./json-reports.ts');
  try {
    const found = read(text);
    return found !== undefined && isSound(found) ? told(found) : undefined;
  } catch {
    // Whatever a parser makes of such a text, nobody's signals wait for it.
    return undefined;
  }
}

/** The format of a report whose sender did not say it. */
export const formatOf = (text: string): ReportFormat =>
  text.trimStart().startsWith('<') ? 'junit-xml' : 'json';

const isSound = ({ passed, failed, skipped }: ReportRead): boolean =>
  [passed, failed, skipped].every((n) => Number.isInteger(n) && n >= 0 && n <= MOST_COUNTED);

function told(report: ReportRead): ReportRead {
  const failures = report.failures.map(lineOf).filter((line) => line !== '');
  return { ...report, failures: failures.slice(0, MOST_FAILURES) };
}

/** One line that a reader sees all of. */
function lineOf(text: string): string {
  const seen = [...text.toWellFormed()]
    .map((char) => (isReadable(char) ? char : '\ufffd'))
    .join('');
  const line = seen.replaceAll(/\s+/gu, ' ').trim();
  return line.length <= MOST_CHARS ? line : `${line.slice(0, MOST_CHARS - 1).toWellFormed()}…`;
}
