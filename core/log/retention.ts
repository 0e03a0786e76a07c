import { DAY, type Instant, instantOf, millisecondsOf } from '../time.ts';
import { parsePath } from './paths.ts';

/** The classes of retention (bytes.md). */
export type RetentionClass = 'record' | 'evidence' | 'signal' | 'log' | 'partial';

/** Days that an object of each class stays locked. */
export type RetentionDays = Readonly<Record<RetentionClass, number>>;

/** What production keeps, in days (bytes.md): ten years, and the log a year longer. */
export const PRODUCTION_RETENTION: RetentionDays = {
  record: 3653,
  evidence: 3653,
  signal: 400,
  log: 3653 + 366,
  partial: 400,
};

/** The tag of what may expire once its lock has: level-0 partial tiles and partial bundles. */
export const PARTIAL_TAG: Readonly<Record<string, string>> = { 'assent-partial': 'true' };

/**
 * The class of a path; `undefined` for what is never locked. A record's type may ask for another
 * class than `record`, an evidence record for another than `evidence`.
 */
export function retentionClass(path: string): RetentionClass | undefined {
  const parsed = parsePath(path);
  switch (parsed?.kind) {
    case 'record':
    case 'evidence':
      return parsed.kind;
    case 'signals':
      return 'signal';
    case 'checkpoint-at':
      return 'log';
    case 'tile':
      // A level-0 partial costs up to 8 KB an entry and is of no use once its tile is full.
      return parsed.level === 0 && parsed.width < 256 ? 'partial' : 'log';
    case 'bundle':
      return parsed.width < 256 ? 'partial' : 'log';
    default:
      return undefined;
  }
}

/**
 * Until when an object of a class is locked: midnight after the moment, and the days of the class.
 * Whole days, so that two runners ask for the same.
 */
export function retainUntil(of: RetentionClass, moment: Instant, days: RetentionDays): Instant {
  const midnight = Math.floor(millisecondsOf(moment) / DAY) * DAY + DAY;
  return instantOf(midnight + days[of] * DAY);
}
