import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { Report } from './report.ts';

/**
 * A vitest reporter that writes a `Report` to the file named by `ASSENT_TEST_REPORT`. Vitest's own
 * JSON leaves out why a test was skipped.
 */
export default class RunReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const path = process.env.ASSENT_TEST_REPORT;
    if (path === undefined) return;
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    // A file that cannot be loaded, a hook that throws: no test of it counts as failed.
    const broken = modules.filter((module) => !module.ok() && !hasFailedTest(module)).length;
    const report: Report = {
      passed: count('passed'),
      failed: count('failed') + count('pending') + broken + unhandledErrors.length,
      skipped: tests.filter((test) => test.result().state === 'skipped').map(skipOf),
    };
    writeFileSync(path, JSON.stringify(report));
  }
}

function hasFailedTest(module: TestModule): boolean {
  return [...module.children.allTests('failed')].length > 0;
}

function skipOf(test: TestCase): Report['skipped'][number] {
  const result = test.result();
  const reason = result.state === 'skipped' ? result.note : undefined;
  const skip = { file: test.module.relativeModuleId, name: test.fullName };
  return reason === undefined ? skip : { ...skip, reason };
}
