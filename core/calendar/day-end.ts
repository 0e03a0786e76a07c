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
