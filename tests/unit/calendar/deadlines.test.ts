import { describe, expect, test } from 'vitest';
import { SATURDAY_AND_SUNDAY } from '#core/calendar/deadline-terms.ts';
import { after, before, type CalendarTerms } from '#core/calendar/deadlines.ts';
import * as clocks from '#core/calendar/zone-clock.ts';
import type { Span } from '#core/records/fields.ts';

const terms = (zone: string, ...holidays: readonly string[]): CalendarTerms => ({
  zone,
  clocks,
  weekend: SATURDAY_AND_SUNDAY,
  isHoliday: (day) => holidays.includes(day),
});

const OSLO = terms('Europe/Oslo');
const NEW_YORK = terms('America/New_York');
const LORD_HOWE = terms('Australia/Lord_Howe');
const APIA = terms('Pacific/Apia');

const days = (amount: number): Span => ({ amount, unit: 'days' });
const workingDays = (amount: number): Span => ({ amount, unit: 'working-days' });

/** An instant, as it is told in a zone: `2026-03-28T12:00+01:00`. */
const at = (text: string): string => new Date(text).toISOString();

describe('spans of clock time', () => {
  test.each([
    ['seconds', '2026-03-29T00:00:01.000Z'],
    ['minutes', '2026-03-29T00:01:00.000Z'],
    ['hours', '2026-03-29T01:00:00.000Z'],
  ] as const)('%s are exact, whatever the clocks do', (unit, then) => {
    const now = '2026-03-29T00:00:00.000Z';
    expect(after(now, { amount: 1, unit }, OSLO)).toBe(then);
    expect(before(then, { amount: 1, unit }, OSLO)).toBe(now);
  });

  test('24 hours over the night that loses one end an hour later by the clock', () => {
    const span: Span = { amount: 24, unit: 'hours' };
    expect(after(at('2026-03-28T12:00+01:00'), span, OSLO)).toBe(at('2026-03-29T13:00+02:00'));
  });
});

describe('a span of days', () => {
  test.each([
    ['Oslo, which loses an hour', OSLO, '2026-03-28T12:00+01:00', '2026-03-29T12:00+02:00'],
    ['Oslo, which wins an hour', OSLO, '2026-10-24T12:00+02:00', '2026-10-25T12:00+01:00'],
    ['New York, three weeks before', NEW_YORK, '2026-03-07T12:00-05:00', '2026-03-08T12:00-04:00'],
    ['New York, a week later', NEW_YORK, '2026-10-31T12:00-04:00', '2026-11-01T12:00-05:00'],
    ['Lord Howe, half an hour', LORD_HOWE, '2026-10-03T12:00+10:30', '2026-10-04T12:00+11:00'],
    ['Lord Howe, and back', LORD_HOWE, '2026-04-04T12:00+11:00', '2026-04-05T12:00+10:30'],
    ['a leap day', OSLO, '2028-02-28T12:00+01:00', '2028-02-29T12:00+01:00'],
    ['the day after it', OSLO, '2028-02-29T12:00+01:00', '2028-03-01T12:00+01:00'],
    ['a February without one', OSLO, '2027-02-28T12:00+01:00', '2027-03-01T12:00+01:00'],
    ['the end of a year', OSLO, '2026-12-31T23:59+01:00', '2027-01-01T23:59+01:00'],
  ])('keeps the time of day: %s', (_, zone, start, end) => {
    expect(after(at(start), days(1), zone)).toBe(at(end));
    expect(before(at(end), days(1), zone)).toBe(at(start));
  });

  test.each([
    ['Oslo', OSLO, '2026-03-28T02:30+01:00', '2026-03-29T03:30+02:00'],
    ['New York', NEW_YORK, '2026-03-07T02:30-05:00', '2026-03-08T03:30-04:00'],
    ['Lord Howe', LORD_HOWE, '2026-10-03T02:15+10:30', '2026-10-04T02:45+11:00'],
    [
      'Cairo, at midnight',
      terms('Africa/Cairo'),
      '2026-04-23T00:00+02:00',
      '2026-04-24T01:00+03:00',
    ],
    ['Apia, a whole day', APIA, '2011-12-29T12:00-10:00', '2011-12-31T12:00+14:00'],
  ])('ends later where the time is left out: %s', (_, zone, start, end) => {
    expect(after(at(start), days(1), zone)).toBe(at(end));
  });

  test.each([
    ['Oslo', OSLO, '2026-10-24T02:30+02:00', '2026-10-25T02:30+02:00'],
    ['New York', NEW_YORK, '2026-10-31T01:30-04:00', '2026-11-01T01:30-04:00'],
    ['Lord Howe', LORD_HOWE, '2026-04-04T01:45+11:00', '2026-04-05T01:45+11:00'],
  ])('ends at the first of two where the time comes twice: %s', (_, zone, start, end) => {
    expect(after(at(start), days(1), zone)).toBe(at(end));
  });

  test.each(['Europe/Oslo', 'europe/oslo', 'UTC', 'Etc/GMT+5', 'US/Eastern', '+05:30'])(
    'is counted in any zone that a policy may name: %s',
    (zone) => {
      expect(after('2026-06-01T12:00:00.000Z', days(2), terms(zone))).toBe(
        '2026-06-03T12:00:00.000Z',
      );
    },
  );

  test.each([
    [days(1), '9999-12-31T12:00:00.000Z'],
    [days(3660), '9990-01-01T12:00:00.000Z'],
    [workingDays(2), '9999-12-30T12:00:00.000Z'],
    [workingDays(3660), '9990-01-01T12:00:00.000Z'],
  ])('is refused where it would end beyond the year 9999', (span, start) => {
    expect(() => after(start, span, OSLO)).toThrow('No instant');
  });
});

// 2026-06-01 is a Monday.
describe('a span of working days', () => {
  test.each([
    ['over a night', 1, '2026-06-01T15:00+02:00', '2026-06-02T15:00+02:00'],
    ['over a weekend', 1, '2026-06-05T15:00+02:00', '2026-06-08T15:00+02:00'],
    ['a week', 5, '2026-06-03T15:00+02:00', '2026-06-10T15:00+02:00'],
    ['the end of a year', 2, '2026-12-30T09:00+01:00', '2027-01-01T09:00+01:00'],
    ['a leap day', 1, '2028-02-28T09:00+01:00', '2028-02-29T09:00+01:00'],
    ['a night that loses an hour', 1, '2026-03-27T09:00+01:00', '2026-03-30T09:00+02:00'],
    ['before 1970', 1, '1969-12-26T09:00+01:00', '1969-12-29T09:00+01:00'],
  ])('keeps the time of day and passes over the weekend: %s', (_, amount, start, end) => {
    expect(after(at(start), workingDays(amount), OSLO)).toBe(at(end));
    expect(before(at(end), workingDays(amount), OSLO)).toBe(at(start));
  });

  test('passes over holidays', () => {
    const christmas = terms('Europe/Oslo', '2026-12-25', '2026-12-26', '2027-01-01');
    const start = at('2026-12-23T15:00+01:00');
    expect(after(start, workingDays(2), christmas)).toBe(at('2026-12-28T15:00+01:00'));
    expect(after(start, workingDays(6), christmas)).toBe(at('2027-01-04T15:00+01:00'));
    expect(before(at('2027-01-04T15:00+01:00'), workingDays(6), christmas)).toBe(start);
  });

  test.each(['2026-06-06T00:00+02:00', '2026-06-06T11:00+02:00', '2026-06-07T23:59+02:00'])(
    'that begins on a weekend begins on Monday: one lasts until Monday is over',
    (start) => {
      expect(after(at(start), workingDays(1), OSLO)).toBe(at('2026-06-09T00:00+02:00'));
    },
  );

  test('that ends on a weekend ends where Monday begins, seen from its end', () => {
    const sunday = at('2026-06-07T10:00+02:00');
    expect(before(sunday, workingDays(1), OSLO)).toBe(at('2026-06-05T00:00+02:00'));
  });

  test('goes by the day in its own zone: late on Friday in Oslo is Saturday in Tokyo', () => {
    const start = at('2026-06-05T23:00+02:00');
    expect(after(start, workingDays(1), OSLO)).toBe(at('2026-06-08T23:00+02:00'));
    expect(after(start, workingDays(1), terms('Asia/Tokyo'))).toBe(at('2026-06-09T00:00+09:00'));
  });

  test('goes by the weekend of its region', () => {
    const riyadh = { ...terms('Asia/Riyadh'), weekend: [5, 6] };
    const thursday = at('2026-06-04T15:00+03:00');
    expect(after(thursday, workingDays(1), riyadh)).toBe(at('2026-06-07T15:00+03:00'));
  });

  test('does not count a Friday that no clock in Apia showed', () => {
    const thursday = at('2011-12-29T15:00-10:00');
    const monday = at('2012-01-02T15:00+14:00');
    expect(after(thursday, workingDays(1), APIA)).toBe(monday);
    expect(after(thursday, workingDays(2), APIA)).toBe(at('2012-01-03T15:00+14:00'));
    expect(before(monday, workingDays(1), APIA)).toBe(thursday);
  });

  test('begins where the working day begins, when midnight is left out', () => {
    // Egypt puts its clocks forward in the first minute of a Friday.
    const cairo = terms('Africa/Cairo', '2026-04-23');
    const holiday = at('2026-04-23T10:00+02:00');
    const sunday = { ...cairo, weekend: [6, 7] };
    expect(before(after(holiday, workingDays(1), sunday), workingDays(1), sunday)).toBe(
      at('2026-04-24T01:00+03:00'),
    );
  });

  test.each([
    ['without a working day in the week', { ...OSLO, weekend: [1, 2, 3, 4, 5, 6, 7] }],
    ['where every day is a holiday', { ...OSLO, isHoliday: () => true }],
  ])('is refused by a calendar %s', (_, broken) => {
    expect(() => after('2026-06-01T12:00:00.000Z', workingDays(1), broken)).toThrow(
      'No working day within a year of 2026-06-01',
    );
  });
});
