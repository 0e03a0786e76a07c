import { describe, expect, it } from 'vitest';
import { judge, type Outcome, type Report, summary } from '#tests/run/report.ts';

const unit = { name: 'unit' };
const report = (changes: Partial<Report> = {}): Report => ({
  passed: 3,
  failed: 0,
  skipped: [],
  ...changes,
});

describe('a group of tests fails', () => {
  it('when a test of it failed', () => {
    expect(judge(unit, 1, 1, report({ failed: 2 }))).toMatchObject({ passed: 3, failed: 2 });
  });

  it('when it ended badly though every test passed', () => {
    expect(judge(unit, 1, 1, report())).toMatchObject({ failed: 1, note: 'ended with 1' });
  });

  it('when it was killed before it could report', () => {
    const outcome = judge(unit, 1, null, undefined);
    expect(outcome).toMatchObject({ failed: 1, note: 'ended with null and without a report' });
  });

  it('when it has no tests', () => {
    const outcome = judge(unit, 1, 0, report({ passed: 0 }));
    expect(outcome).toMatchObject({ failed: 1, note: 'no tests yet' });
  });

  it('when a test was skipped without saying why', () => {
    const skipped = [
      { file: 'a.test.ts', name: 'reads' },
      { file: 'b.test.ts', name: 'writes', reason: 'Go is not installed' },
    ];
    expect(judge(unit, 1, 0, report({ skipped }))).toMatchObject({ failed: 1, skipped });
  });
});

describe('a group of tests passes', () => {
  it('when all of its tests do', () => {
    const outcome = judge(unit, 1.5, 0, report());
    expect(outcome).toEqual({ name: 'unit', seconds: 1.5, passed: 3, failed: 0, skipped: [] });
  });

  it('when its tests are yet to come, and says so', () => {
    const outcome = judge({ name: 'docs', yetToCome: true }, 1, 0, report({ passed: 0 }));
    expect(outcome).toMatchObject({ failed: 0, note: 'no tests yet' });
  });
});

describe('the summary', () => {
  const outcomes: Outcome[] = [
    { name: 'types', seconds: 12.34, passed: 0, failed: 1, skipped: [] },
    {
      name: 'unit',
      seconds: 5,
      passed: 41,
      failed: 0,
      skipped: [{ file: 'tests/unit/a.test.ts', name: 'fsck', reason: 'Go is not installed' }],
    },
    {
      name: 'engine',
      seconds: 61,
      passed: 1,
      failed: 2,
      skipped: ['one', 'two'].map((name) => ({ file: 'tests/engine/a.test.ts', name })),
      note: 'ended with 1',
    },
  ];

  it('has a line a group, the skipped with their reasons, and the count at the very end', () => {
    expect(summary(outcomes, 78.5)).toEqual([
      '',
      'types            12.3 s  FAILED 1',
      'unit              5.0 s  ok, 41 passed, 1 skipped',
      'engine           61.0 s  FAILED 2, 1 passed, 2 skipped, ended with 1',
      'together         78.5 s',
      '',
      'Skipped:',
      '  unit  tests/unit/a.test.ts › fsck: Go is not installed',
      '  engine  tests/engine/a.test.ts: 2 did not run, without a reason',
      '',
      '42 passed, 3 failed',
    ]);
  });
});
