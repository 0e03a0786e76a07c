import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverage, type Expected } from '#core/reviews/coverage.ts';

const quarterly: Expected = {
  control: 'A.6.2.6',
  what: 'Report of drift, looked at',
  occurrences: 2,
  every: 'quarter',
  from: '2026-01-01',
};
const at = (of: string, collected = of) => ({ of, collected });

describe('the coverage of an evidence plan', () => {
  it('shows what was expected, done, late and missed', () => {
    const found = [at('2026-01-20'), at('2026-03-31', '2026-04-02'), at('2026-05-05')];
    expect(coverage(quarterly, found, '2026-07-10')).toEqual([
      { from: '2026-01-01', until: '2026-03-31', expected: 2, done: 1, late: 1, missed: 0 },
      { from: '2026-04-01', until: '2026-06-30', expected: 2, done: 1, late: 0, missed: 1 },
      { from: '2026-07-01', until: '2026-09-30', expected: 2, done: 0, late: 0, missed: 0 },
    ]);
  });

  it('lets a diligent quarter make up for no lazy one', () => {
    const many = ['01-02', '01-03', '01-04', '01-05'].map((day) => at(`2026-${day}`));
    const [, second] = coverage(quarterly, many, '2026-07-01');
    expect(second).toMatchObject({ done: 0, missed: 2 });
  });

  it('misses nothing on the last day of a period', () => {
    expect(coverage(quarterly, [], '2026-03-31')).toMatchObject([{ missed: 0 }]);
    expect(coverage(quarterly, [], '2026-04-01')).toMatchObject([{ missed: 2 }, { missed: 0 }]);
  });

  it('begins in the middle of a period where the plan does, and knows leap days', () => {
    const monthly: Expected = { ...quarterly, every: 'month', from: '2028-02-10' };
    expect(coverage(monthly, [at('2028-02-29')], '2028-03-01')).toMatchObject([
      { from: '2028-02-10', until: '2028-02-29', done: 1, missed: 1 },
      { from: '2028-03-01', until: '2028-03-31' },
    ]);
  });

  it('is empty before the plan begins', () => {
    expect(coverage({ ...quarterly, from: '2027-01-01' }, [], '2026-12-31')).toEqual([]);
  });

  it('is refused for a plan of a hundred years and more', () => {
    const old: Expected = { ...quarterly, every: 'month', from: '1900-01-01' };
    expect(() => coverage(old, [], '2026-12-31')).toThrow(RangeError);
  });

  it('counts each piece of evidence within the plan once', () => {
    const day = fc.integer({ min: 0, max: 1500 }).map((n) => {
      return new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
    });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(day, day)),
        fc.constantFrom('month' as const, 'quarter' as const, 'year' as const),
        (pairs, every) => {
          const periods = coverage(
            { ...quarterly, every },
            pairs.map(([of, c]) => at(of, c)),
            '2030-12-31',
          );
          const counted = periods.reduce((sum, { done, late }) => sum + done + late, 0);
          return counted === pairs.length;
        },
      ),
    );
  });
});
