import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Report } from '#tests/run/report.ts';

describe('the report of a run in which things go wrong', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assent-reporter-'));
  let exitCode: number | null;
  let report: Report;

  beforeAll(() => {
    const path = join(folder, 'report.json');
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--root', 'tests/fixtures/run'];
    const reporter = ['--reporter', resolve('tests/run/reporter.ts')];
    const run = spawnSync(process.execPath, [...vitest, ...reporter], {
      env: { ...process.env, ASSENT_TEST_REPORT: path },
    });
    exitCode = run.status;
    report = Report.parse(JSON.parse(readFileSync(path, 'utf8')));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('counts failing tests and files that cannot be loaded', () => {
    expect(exitCode).toBe(1);
    expect(report).toMatchObject({ passed: 1, failed: 2 });
  });

  it('names what was skipped, with the reason that the test gave, or none', () => {
    const file = 'some-end-badly.case.ts';
    expect(report.skipped).toEqual([
      {
        file,
        name: 'a file > has a test that says why it cannot run',
        reason: 'Go is not installed',
      },
      { file, name: 'a file > has a test that is left out in silence' },
    ]);
  });
});
