import { invalid } from './errors.ts';

/** A moment: UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`, 24 characters. Text order is time order. */
export type Instant = string;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Whether the text is an instant that exists (no 30 February), in its one form. */
export function isInstant(text: string): text is Instant {
  if (!INSTANT.test(text)) return false;
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text;
}

/** The instant of so many milliseconds since 1970. @throws Invalid outside the years 0 to 9999 */
export function instantOf(milliseconds: number): Instant {
  const date = new Date(milliseconds);
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  if (!INSTANT.test(text)) throw invalid(`No instant: ${milliseconds} ms since 1970`);
  return text;
}

/** Milliseconds since 1970 of an instant. @throws Invalid */
export function millisecondsOf(instant: Instant): number {
  if (!isInstant(instant)) throw invalid(`Not a UTC instant with milliseconds: ${instant}`);
  return Date.parse(instant);
}

/** The instant so many milliseconds later (or earlier, where negative). */
export function later(instant: Instant, milliseconds: number): Instant {
  return instantOf(millisecondsOf(instant) + milliseconds);
}

/** The earlier of the instants given; `undefined` where there is none. */
export function earliest(instants: Iterable<Instant | undefined>): Instant | undefined {
  let least: Instant | undefined;
  for (const at of instants)
    if (at !== undefined && (least === undefined || at < least)) least = at;
  return least;
}
