import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as clocks from '#core/calendar/zone-clock.ts';
import { type Cadence, reviewPlan } from '#core/records/review-plan.ts';
import { cadenceOf, nextReview } from '#core/reviews/next-review.ts';
import { instantOf } from '#core/time.ts';

const plan = reviewPlan.stored().parse(reviewPlan.example.content);
const oslo = { zone: 'Europe/Oslo', clocks };
const after = (months: number): Cadence['anchor'] => ({ from: 'completion', months });
const on = (...days: string[]): Cadence['anchor'] => ({ from: 'calendar', days });

describe('a review so many months after the last', () => {
  it.each([
    ['2026-11-24T09:00:00.000Z', 3, '2027-02-23T23:00:00.000Z'],
    // Summer time has begun in between: the day begins an hour earlier by UTC.
    ['2026-12-24T09:00:00.000Z', 4, '2027-04-23T22:00:00.000Z'],
    // Late at night it is already the next day there.
    ['2026-11-24T23:30:00.000Z', 12, '2027-11-24T23:00:00.000Z'],
    ['2026-01-31T12:00:00.000Z', 1, '2026-02-27T23:00:00.000Z'],
    ['2024-02-29T12:00:00.000Z', 12, '2025-02-27T23:00:00.000Z'],
    ['2024-02-29T12:00:00.000Z', 48, '2028-02-28T23:00:00.000Z'],
  ])('after %s in %i is due at %s', (last, months, due) => {
    expect(nextReview(after(months), last, oslo)).toBe(due);
  });
});

describe('a review on fixed days', () => {
  it.each([
    ['2026-02-28T12:00:00.000Z', ['03-01', '09-01'], '2026-02-28T23:00:00.000Z'],
    ['2026-03-01T12:00:00.000Z', ['09-01', '03-01'], '2026-08-31T22:00:00.000Z'],
    ['2026-09-01T12:00:00.000Z', ['03-01', '09-01'], '2027-02-28T23:00:00.000Z'],
    ['2026-02-01T12:00:00.000Z', ['02-29'], '2026-02-27T23:00:00.000Z'],
    ['2026-02-28T12:00:00.000Z', ['02-29'], '2027-02-27T23:00:00.000Z'],
    ['2027-12-01T12:00:00.000Z', ['02-29'], '2028-02-28T23:00:00.000Z'],
  ])('after %s on %j is due at %s', (last, days, due) => {
    expect(nextReview(on(...days), last, oslo)).toBe(due);
  });
});

describe('the next review', () => {
  const anchors = fc.oneof(
    fc.integer({ min: 1, max: 60 }).map(after),
    fc
      .array(
        fc.date({ min: new Date('2024-01-01'), max: new Date('2024-12-31'), noInvalidDate: true }),
        {
          minLength: 1,
          maxLength: 12,
        },
      )
      .map((dates) => on(...dates.map((each) => each.toISOString().slice(5, 10)))),
  );
  const moments = fc.integer({ min: 0, max: 4_000_000_000_000 }).map(instantOf);
  const zones = fc.constantFrom('Europe/Oslo', 'Pacific/Apia', 'America/St_Johns', 'UTC');

  it('is always later than the last, whatever the calendar and the zone', () => {
    fc.assert(
      fc.property(anchors, moments, zones, (anchor, last, zone) => {
        return nextReview(anchor, last, { zone, clocks }) > last;
      }),
      { numRuns: 2000 },
    );
  });

  it('comes within five years and a day', () => {
    fc.assert(
      fc.property(anchors, moments, (anchor, last) => {
        const ms = Date.parse(nextReview(anchor, last, oslo)) - Date.parse(last);
        return ms <= (5 * 366 + 1) * 86_400_000;
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the cadence of a record', () => {
  it('is the first that fits its type and tier', () => {
    expect(cadenceOf(plan, 'ai-system', 'high')?.index).toBe(0);
    expect(cadenceOf(plan, 'policy', undefined)?.index).toBe(1);
    expect(cadenceOf(plan, 'policy', 'high')?.index).toBe(1);
  });

  it('is none where the plan names none', () => {
    expect(cadenceOf(plan, 'ai-system', 'minimal')).toBeUndefined();
    expect(cadenceOf(plan, 'ai-system', undefined)).toBeUndefined();
    expect(cadenceOf(plan, 'vendor', undefined)).toBeUndefined();
  });

  it('names days that there are', () => {
    const [, policy] = plan.cadences;
    const with30February = { ...plan, cadences: [{ ...policy, anchor: on('02-30') }] };
    const issues = reviewPlan.rules?.(with30February as typeof plan, 'in-force', 'default');
    expect(issues).toEqual([{ path: '/cadences/0/anchor/days', message: 'no day 02-30' }]);
  });
});
