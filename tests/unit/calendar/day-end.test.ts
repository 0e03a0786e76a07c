import { describe, expect, test } from 'vitest';
import { dayEnd, typedDue } from '#core/calendar/day-end.ts';
import * as clocks from '#core/calendar/zone-clock.ts';

describe('the end of a day', () => {
  test.each([
    ['an ordinary one', '2026-06-01', 'Europe/Oslo', '2026-06-01T21:59:59.999Z'],
    ['one of 23 hours', '2026-03-29', 'Europe/Oslo', '2026-03-29T21:59:59.999Z'],
    ['one before a midnight left out', '2026-04-23', 'Africa/Cairo', '2026-04-23T21:59:59.999Z'],
    ['one whose last hour comes twice', '2026-10-29', 'Africa/Cairo', '2026-10-29T21:59:59.999Z'],
    ['one before a midnight twice', '2026-10-31', 'America/Havana', '2026-11-01T03:59:59.999Z'],
    ['one before a day left out', '2011-12-29', 'Pacific/Apia', '2011-12-30T09:59:59.999Z'],
    ['a leap day', '2028-02-29', 'UTC', '2028-02-29T23:59:59.999Z'],
    ['the end of a year', '2026-12-31', 'Asia/Tokyo', '2026-12-31T14:59:59.999Z'],
  ])('is its last millisecond: %s', (_, day, zone, end) => {
    expect(dayEnd(day, { zone, clocks })).toBe(end);
  });

  test.each([
    '2027-02-29',
    '2026-6-1',
    '2026-13-01',
    '1899-12-31',
    '3000-01-01',
    '',
    '2026-06-01T',
  ])('is none where there is no such day: "%s"', (day) => {
    expect(dayEnd(day, { zone: 'UTC', clocks })).toBeUndefined();
  });
});

describe('what somebody typed as due', () => {
  test.each([
    ['a day', '2026-06-01', '2026-06-01T21:59:59.999Z'],
    ['a time of a day', '2026-11-27T17:00', '2026-11-27T16:00:00.000Z'],
    ['a time to the second', '2026-06-01T08:30:15', '2026-06-01T06:30:15.000Z'],
    ['midnight', '2026-06-01T00:00', '2026-05-31T22:00:00.000Z'],
    ['a time left out in spring', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['a time that comes twice in autumn', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  ])('lasts until then, by the clocks of the zone: %s', (_, typed, until) => {
    expect(typedDue(typed, { zone: 'Europe/Oslo', clocks })).toBe(until);
  });

  test.each([
    '2026-06-01T',
    '2026-06-01T25:00',
    '2026-06-01T12',
    '2026-06-01T12:60',
    '2026-06-01T12:00Z',
    '2026-06-01 12:00',
    '2027-02-29T12:00',
    '3000-01-01T12:00',
    '1899-12-31T12:00',
    'T12:00',
  ])('is nothing where there is no such day or time: "%s"', (typed) => {
    expect(typedDue(typed, { zone: 'Europe/Oslo', clocks })).toBeUndefined();
  });
});
