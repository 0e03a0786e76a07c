import { invalid } from '../errors.ts';
import type { DaysOff } from '../ports.ts';
import type { Span } from '../records/fields.ts';
import {
  DAY,
  HOUR,
  type Instant,
  instantOf,
  later,
  MINUTE,
  millisecondsOf,
  SECOND,
} from '../time.ts';
import type { Clock } from './zone-clock.ts';

/** By which clocks days are told, and which of them are no working days. */
export interface CalendarTerms extends DaysOff {
  /** A time zone of the IANA database. */
  readonly zone: string;
  /** `zone-clock.ts`, which brings a library: handed in, so that no cold start waits for it. */
  readonly clocks: Pick<typeof import('./zone-clock.ts'), 'clockAt' | 'instantAt' | 'offsetAt'>;
}

const EXACT = { seconds: SECOND, minutes: MINUTE, hours: HOUR } as const;

/** Days off in a row beyond which a calendar is taken for broken. */
const MAX_DAYS_OFF_IN_A_ROW = 366;

/** A change of clocks beyond which a day was left out: the zone crossed the date line. */
const DATE_LINE_MOVED_MS = 20 * HOUR;

/** 1 January 1970 was a Thursday, the fourth day of the week by ISO 8601. */
const WEEKDAY_OF_1970 = 4;

/**
 * The instant so much later than another.
 *
 * - Seconds, minutes and hours are exact.
 * - Days keep the time that the zone's clocks show, whatever is done to the clocks in between: a
 *   day may last 23 or 25 hours. A time that is left out lies later, of one that comes twice it is
 *   the first.
 * - Working days do so too, and pass over days off. What begins on a day off counts as begun when
 *   the next working day begins: from Saturday noon, one working day lasts until Monday is over.
 *
 * It is never earlier than the start, and with working days never on a day off.
 *
 * @throws Invalid where that is beyond the year 9999, or a year has no working day
 */
export const after = (start: Instant, span: Span, terms: CalendarTerms): Instant =>
  moved(start, span, terms, 1);

/**
 * The instant so much earlier than another, by the same rules: an end on a day off counts as the
 * beginning of the next working day. What `after` has moved, `before` moves back, but for a start
 * on a day off and times that the clocks leave out or show twice.
 *
 * @throws Invalid as `after` does
 */
export const before = (end: Instant, span: Span, terms: CalendarTerms): Instant =>
  moved(end, span, terms, -1);

type Way = 1 | -1;

function moved(from: Instant, { amount, unit }: Span, terms: CalendarTerms, way: Way): Instant {
  if (unit === 'working-days') return byWorkingDays(from, amount, terms, way);
  if (unit !== 'days') return later(from, way * amount * EXACT[unit]);
  const { zone, clocks } = terms;
  return clocks.instantAt(clocks.clockAt(from, zone) + way * amount * DAY, zone);
}

function byWorkingDays(from: Instant, amount: number, terms: CalendarTerms, way: Way): Instant {
  const { zone, clocks } = terms;
  const clock = clocks.clockAt(from, zone);
  const works = (day: number) => isWorkingDay(day, terms);
  const to = clocks.instantAt(clockAfter(clock, amount, works, way), zone);
  if (!dateLineMoved(from, to, terms, way)) return to;
  // Asked of each day only now: it is slow, and hardly ever is there a day that no clock shows.
  const shown = (day: number) => works(day) && isShown(day, terms);
  return clocks.instantAt(clockAfter(clock, amount, shown, way), zone);
}

// With two days more, for the day reached may be the one that was left out.
function dateLineMoved(from: Instant, to: Instant, { zone, clocks }: CalendarTerms, way: Way) {
  const [begun, ended] = [millisecondsOf(from), millisecondsOf(to) + way * 2 * DAY];
  const moved = clocks.offsetAt(ended, zone) - clocks.offsetAt(begun, zone);
  return Math.abs(moved) > DATE_LINE_MOVED_MS;
}

type Works = (day: number) => boolean;

function clockAfter(clock: Clock, amount: number, works: Works, way: Way): Clock {
  const started = dayOf(clock);
  let day = works(started) ? started : next(started, works, 1);
  const time = day === started ? clock - started * DAY : 0;
  for (let left = amount; left > 0; left--) day = next(day, works, way);
  return day * DAY + time;
}

function next(day: number, works: Works, way: Way): number {
  for (let passed = 1; passed <= MAX_DAYS_OFF_IN_A_ROW; passed++) {
    if (works(day + way * passed)) return day + way * passed;
  }
  throw invalid(`No working day within a year of ${textOf(day)}`);
}

function isWorkingDay(day: number, { weekend, isHoliday }: CalendarTerms): boolean {
  const weekday = ((((day + WEEKDAY_OF_1970 - 1) % 7) + 7) % 7) + 1;
  return !weekend.includes(weekday) && !isHoliday(textOf(day));
}

const textOf = (day: number): string => instantOf(day * DAY).slice(0, 'YYYY-MM-DD'.length);

const isShown = (day: number, { zone, clocks }: CalendarTerms): boolean =>
  dayOf(clocks.clockAt(clocks.instantAt(day * DAY, zone), zone)) === day;

/** The day that a clock shows: whole days since 1 January 1970. */
const dayOf = (clock: Clock): number => Math.floor(clock / DAY);
