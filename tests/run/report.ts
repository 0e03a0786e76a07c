import * as z from 'zod';

/** A test that did not run, and its reason as the test gave it. */
const Skip = z.strictObject({ file: z.string(), name: z.string(), reason: z.string().optional() });

/** What one vitest run says at its end: written by `reporter.ts`, read by the runner. */
export const Report = z.strictObject({
  passed: z.int().min(0),
  failed: z.int().min(0),
  skipped: z.array(Skip),
});
export type Report = z.infer<typeof Report>;

/** How a group ended. */
export interface Outcome {
  readonly name: string;
  readonly seconds: number;
  /** Tests that passed; a command has none. */
  readonly passed: number;
  /** Tests that failed; 1 where a command, or the run itself, did. */
  readonly failed: number;
  readonly skipped: Report['skipped'];
  /** What else there is to say: why it failed without a failing test, that it is empty. */
  readonly note?: string;
}

/**
 * Judges how a group of tests ended. A run that broke is a failure though no test failed, and so
 * is a group without tests, or a test that was skipped without saying why.
 */
export function judge(
  group: { readonly name: string; readonly yetToCome?: true },
  seconds: number,
  exitCode: number | null,
  report: Report | undefined,
): Outcome {
  const base = { name: group.name, seconds, skipped: report?.skipped ?? [] };
  if (report === undefined) {
    return { ...base, passed: 0, failed: 1, note: `ended with ${exitCode} and without a report` };
  }
  const { passed, failed, skipped } = report;
  if (failed > 0) return { ...base, passed, failed };
  if (exitCode !== 0) return { ...base, passed, failed: 1, note: `ended with ${exitCode}` };
  if (passed + skipped.length === 0) {
    return { ...base, passed, failed: group.yetToCome ? 0 : 1, note: 'no tests yet' };
  }
  const silent = skipped.filter((skip) => skip.reason === undefined);
  if (silent.length > 0) {
    return { ...base, passed, failed: silent.length, note: 'skipped without saying why' };
  }
  return { ...base, passed, failed: 0 };
}

/** The closing lines: one a group, what was skipped and why, and the count as the last line. */
export function summary(outcomes: readonly Outcome[], seconds: number): string[] {
  const skipped = outcomes.flatMap(skippedLines);
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  return [
    '',
    ...outcomes.map(outcomeLine),
    `${'together'.padEnd(14)}${time(seconds)}`,
    ...(skipped.length === 0 ? [] : ['', 'Skipped:', ...skipped]),
    '',
    `${passed} passed, ${failed} failed`,
  ];
}

/** A line for each test that says why it was skipped, one a file for those that do not. */
function skippedLines({ name, skipped }: Outcome): string[] {
  const silent = Object.groupBy(
    skipped.filter((skip) => skip.reason === undefined),
    (skip) => skip.file,
  );
  return [
    ...skipped
      .filter((skip) => skip.reason !== undefined)
      .map((skip) => `  ${name}  ${skip.file} › ${skip.name}: ${skip.reason}`),
    // A hook that fails leaves the tests of its file so.
    ...Object.entries(silent).map(
      ([file, skips]) => `  ${name}  ${file}: ${skips?.length} did not run, without a reason`,
    ),
  ];
}

function outcomeLine(outcome: Outcome): string {
  const { name, seconds, passed, failed, skipped, note } = outcome;
  const counts = [
    failed > 0 ? `FAILED ${failed}` : 'ok',
    ...(passed > 0 ? [`${passed} passed`] : []),
    ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
    ...(note === undefined ? [] : [note]),
  ];
  return `${name.padEnd(14)}${time(seconds)}  ${counts.join(', ')}`;
}

function time(seconds: number): string {
  return `${seconds.toFixed(1).padStart(7)} s`;
}
