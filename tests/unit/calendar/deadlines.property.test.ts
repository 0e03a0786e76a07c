import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { after, before, type CalendarTerms } from '#core/calendar/deadlines.ts';
import * as clocks from '#core/calendar/zone-clock.ts';
import type { Span } from '#core/records/fields.ts';
import { DAY, HOUR, instantOf, millisecondsOf } from '#core/time.ts';

const ZONES = [
  'Europe/Oslo',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'UTC',
] as const;

/** The most that one change of clocks moves: Apia left out a day, and had summer time beside. */
const MOST_MOVED = new Map<string, number>([['Pacific/Apia', 25 * HOUR]]);
const mostMoved = (zone: string) => MOST_MOVED.get(zone) ?? HOUR;

const { clockAt, instantAt } = clocks;
const dayOf = (clock: number) => Math.floor(clock / DAY);

const YEAR_2035 = Date.UTC(2035, 0, 1);

// Often near a change of clocks or the day that Apia left out, where what goes wrong goes wrong.
const moment = () =>
  fc.oneof(
    fc.integer({ min: Date.UTC(2009, 0, 1), max: YEAR_2035 }),
    ...['2011-12-30', '2026-03-29', '2026-10-25', '2026-11-01', '2026-04-04', '2027-12-31'].map(
      (day) => {
        const middle = Date.parse(day);
        return fc.integer({ min: middle - 3 * DAY, max: middle + 3 * DAY });
      },
    ),
  );

const instant = () => moment().map(instantOf);

/** A calendar in which a tenth of the days are holidays, by a number that decides which. */
const calendar = (): fc.Arbitrary<CalendarTerms> =>
  fc.record({
    zone: fc.constantFrom(...ZONES),
    clocks: fc.constant(clocks),
    weekend: fc.constantFrom<(readonly number[])[]>([6, 7], [5, 6], [7], []),
    isHoliday: fc.nat(1_000_000).map((seed) => (day: string) => {
      const number = Date.parse(day) / DAY;
      return Math.abs(Math.imul(number ^ seed, 2_654_435_761)) % 10 === 0;
    }),
  });

const span = (most = 60): fc.Arbitrary<Span> =>
  fc.record({
    amount: fc.integer({ min: 1, max: most }),
    unit: fc.constantFrom('seconds', 'minutes', 'hours', 'days', 'working-days'),
  });

const inWorkingDays = (most = 60) =>
  fc.integer({ min: 1, max: most }).map((amount): Span => ({ amount, unit: 'working-days' }));

const dayIn = (at: string, zone: string) =>
  instantOf(dayOf(clockAt(at, zone)) * DAY).slice(0, 'YYYY-MM-DD'.length);

const isOff = (at: string, { zone, weekend, isHoliday }: CalendarTerms) => {
  const day = dayIn(at, zone);
  return weekend.includes(new Date(day).getUTCDay() || 7) || isHoliday(day);
};

/** Whether a zone's clocks show that time once: neither never nor twice. */
const isPlain = (at: string, zone: string) =>
  [-1, 1].every((way) =>
    [0.5, 1, 24, 25].every((hours) => {
      const other = instantOf(millisecondsOf(at) + way * hours * HOUR);
      return clockAt(other, zone) !== clockAt(at, zone);
    }),
  );

/** Whether the clocks show the end's own time: they were not put forward over it. */
function isShownAtItsTime(at: string, { amount, unit }: Span, end: string, zone: string): boolean {
  const shown = clockAt(end, zone) - clockAt(at, zone);
  if (unit === 'days') return shown === amount * DAY;
  return unit !== 'working-days' || shown % DAY === 0;
}

const gap = (a: string, b: string) => millisecondsOf(a) - millisecondsOf(b);

describe('any deadline', () => {
  test('never lies before its start, nor a reminder after its deadline', () => {
    fc.assert(
      fc.property(instant(), span(), calendar(), (at, of, terms) => {
        expect(after(at, of, terms) >= at).toBe(true);
        expect(before(at, of, terms) <= at).toBe(true);
      }),
    );
  });

  test('keeps its order, but for what the clocks are moved', () => {
    fc.assert(
      fc.property(instant(), instant(), span(), calendar(), (a, b, of, terms) => {
        const [first = '', second = ''] = [a, b].sort();
        for (const moved of [after, before]) {
          const turned = gap(moved(first, of, terms), moved(second, of, terms));
          expect(turned).toBeLessThanOrEqual(mostMoved(terms.zone));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('keeps its order where there is no change of clocks at all', () => {
    fc.assert(
      fc.property(instant(), instant(), span(), calendar(), (a, b, of, terms) => {
        const [first = '', second = ''] = [a, b].sort();
        const steady = { ...terms, zone: 'Asia/Kathmandu' };
        for (const moved of [after, before]) {
          expect(moved(first, of, steady) <= moved(second, of, steady)).toBe(true);
        }
      }),
    );
  });

  test('of a longer span is never the earlier one', () => {
    fc.assert(
      fc.property(instant(), span(), calendar(), (at, of, terms) => {
        const longer = { ...of, amount: of.amount + 1 };
        expect(after(at, longer, terms) >= after(at, of, terms)).toBe(true);
        expect(before(at, longer, terms) <= before(at, of, terms)).toBe(true);
      }),
    );
  });

  test('keeps the time of day of a start that its clocks show, in days', () => {
    fc.assert(
      fc.property(instant(), fc.integer({ min: 1, max: 400 }), calendar(), (at, amount, terms) => {
        const end = after(at, { amount, unit: 'days' }, terms);
        const shown = clockAt(at, terms.zone) + amount * DAY;
        // Shown, or left out and then as much later as the clocks were put forward.
        const late = clockAt(end, terms.zone) - shown;
        expect(late === 0 || instantAt(shown + late, terms.zone) === end).toBe(true);
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThanOrEqual(mostMoved(terms.zone));
      }),
      { numRuns: 500 },
    );
  });

  test('is taken back by its mirror, where it starts on a working day at a plain time', () => {
    fc.assert(
      fc.property(instant(), span(), calendar(), (at, of, terms) => {
        const end = after(at, of, terms);
        fc.pre(isPlain(at, terms.zone) && isShownAtItsTime(at, of, end, terms.zone));
        fc.pre(of.unit !== 'working-days' || !isOff(at, terms));
        expect(before(end, of, terms)).toBe(at);
      }),
      { numRuns: 500 },
    );
  });
});

describe('any deadline in working days', () => {
  test('lies on a working day, and so does every reminder', () => {
    fc.assert(
      fc.property(instant(), inWorkingDays(), calendar(), (at, of, terms) => {
        expect(isOff(after(at, of, terms), terms)).toBe(false);
        expect(isOff(before(at, of, terms), terms)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('lies as many working days later as it says, counted one by one', () => {
    fc.assert(
      fc.property(instant(), inWorkingDays(), calendar(), (at, of, terms) => {
        const worked = new Set<string>();
        const end = after(at, of, terms);
        const last = dayIn(end, terms.zone);
        // In steps shorter than the shortest day: whatever day is shown is seen.
        for (let ms = millisecondsOf(at); ; ms += 6 * HOUR) {
          const now = instantOf(ms);
          const day = dayIn(now, terms.zone);
          if (day > last) break;
          if (!isOff(now, terms)) worked.add(day);
        }
        // Begun on a day off, the first working day counts whole; else the first is begun already.
        expect(worked.size).toBe(of.amount + 1);
      }),
    );
  });

  test('is the same whenever on a day off it starts', () => {
    fc.assert(
      fc.property(instant(), inWorkingDays(), calendar(), (at, of, terms) => {
        fc.pre(isOff(at, terms));
        const begun = instantAt(dayOf(clockAt(at, terms.zone)) * DAY, terms.zone);
        expect(after(at, of, terms)).toBe(after(begun, of, terms));
        expect(before(at, of, terms)).toBe(before(begun, of, terms));
      }),
    );
  });

  test('can be as far as a policy may say', () => {
    const longest: Span = { amount: 3660, unit: 'working-days' };
    fc.assert(
      fc.property(instant(), calendar(), (at, terms) => {
        const end = after(at, longest, terms);
        expect(isOff(end, terms)).toBe(false);
        expect(gap(end, at)).toBeGreaterThan(3660 * DAY);
      }),
      { numRuns: 30 },
    );
  });
});
