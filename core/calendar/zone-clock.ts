import * as Moment from 'temporal-polyfill/fns/Instant';
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import { type Instant, instantOf, millisecondsOf } from '../time.ts';

/**
 * What the clocks of a zone show: the milliseconds since 1970 at which a clock of UTC shows the
 * same. A day on it is always 24 hours long.
 */
export type Clock = number;

const NS_PER_MS = 1_000_000;

/** Milliseconds by which the zone's clocks are ahead of UTC, so many milliseconds since 1970. */
export function offsetAt(milliseconds: number, zone: string): number {
  const moment = Moment.fromEpochMilliseconds(milliseconds);
  return ZonedDateTime.offsetNanoseconds(Moment.toZonedDateTimeISO(moment, zone)) / NS_PER_MS;
}

/** What the zone's clocks show at an instant. */
export function clockAt(at: Instant, zone: string): Clock {
  const milliseconds = millisecondsOf(at);
  return milliseconds + offsetAt(milliseconds, zone);
}

/**
 * When the zone's clocks show it. A time that they leave out lies later by as much as they are put
 * forward; of a time that they show twice it is the first (`compatible` in Temporal and RFC 5545).
 *
 * @throws Invalid beyond the year 9999
 */
export function instantAt(clock: Clock, zone: string): Instant {
  const utc = new Date(millisecondsOf(instantOf(clock)));
  const shown = PlainDateTime.create(
    utc.getUTCFullYear(),
    utc.getUTCMonth() + 1,
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
    utc.getUTCMilliseconds(),
  );
  const { epochMilliseconds } = ZonedDateTime.toInstant(PlainDateTime.toZonedDateTime(shown, zone));
  return instantOf(epochMilliseconds);
}
