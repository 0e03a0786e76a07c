import { DAY, type Instant, isInstant, later, millisecondsOf } from '../time.ts';
import type { CalendarTerms } from './deadlines.ts';

/** The years whose days are taken: whoever types another has mistyped. */
const YEARS = { first: '1900', last: '2999' } as const;

/**
 * The last millisecond of a calendar day, `YYYY-MM-DD`, by the clocks of a zone: what is due on a
 * day may still be done on that day. `undefined` where the text is no day.
 */
export function dayEnd(
  day: string,
  { zone, clocks }: Pick<CalendarTerms, 'zone' | 'clocks'>,
): Instant | undefined {
  const year = day.slice(0, 4);
  const begins = `${day}T00:00:00.000Z`;
  if (!isInstant(begins) || year < YEARS.first || year > YEARS.last) return undefined;
  return later(clocks.instantAt(millisecondsOf(begins) + DAY, zone), -1);
}

/** `2026-11-27T17:00`, or to the second: what a field for date and time gives (HTML). */
const TIME_OF_DAY = /^(.{10})T(\d{2}:\d{2})(:\d{2})?$/;

/**
 * Until when something is due that somebody typed: a day until it is over, or a time of a day until
 * exactly then, by the clocks of a zone. `undefined` where the text is neither.
 */
export function typedDue(
  typed: string,
  by: Pick<CalendarTerms, 'zone' | 'clocks'>,
): Instant | undefined {
  const [, day, minutes, seconds = ':00'] = TIME_OF_DAY.exec(typed) ?? [];
  if (day === undefined) return dayEnd(typed, by);
  const local = `${day}T${minutes}${seconds}.000Z`;
  if (!isInstant(local) || dayEnd(day, by) === undefined) return undefined;
  return by.clocks.instantAt(millisecondsOf(local), by.zone);
}
