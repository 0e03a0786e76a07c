import { invalid } from './errors.ts';
import type { Span } from './records/fields.ts';
import { DAY, HOUR, type Instant, later, MINUTE, SECOND } from './time.ts';

const UNITS = { seconds: SECOND, minutes: MINUTE, hours: HOUR, days: DAY } as const;

/**
 * The length of a span in milliseconds; a day is 24 hours.
 *
 * @throws Invalid for working days, which need a calendar that is not built yet
 */
export function spanMs({ amount, unit }: Span): number {
  if (unit === 'working-days') throw invalid('Working days cannot be counted yet; use days');
  return amount * UNITS[unit];
}

export const after = (start: Instant, span: Span): Instant => later(start, spanMs(span));

export const before = (end: Instant, span: Span): Instant => later(end, -spanMs(span));
