import * as z from 'zod';
import { once } from '../../once.ts';
import { HOUR, type Instant, instantOf, MINUTE, millisecondsOf } from '../../time.ts';
import { SEVERITIES } from '../severity.ts';
import type { Cause } from '../signal.ts';

/** Signals are counted by the hour in which they happened; a window is named by its start. */
export const WINDOW_MS = HOUR;

/** Days that the buses keep events to replay them from. */
export const ARCHIVE_DAYS = 90;

/** Days that an identity is remembered: as long as its event may be replayed, and two more. */
export const IDENTITY_DAYS = ARCHIVE_DAYS + 2;

/** Days that counts are kept after the last change: as long as the lines that they count. */
export const COUNT_DAYS = 400;

const most = { signals: 1_000_000, hours: 24, minutes: 60 };

const threshold = () =>
  z.discriminatedUnion('by', [
    /** One that matters so much. */
    z.strictObject({ by: z.literal('severity'), least: z.enum(SEVERITIES) }),
    /** So many within so many hours. */
    z.strictObject({
      by: z.literal('count'),
      signals: z.int().min(1).max(most.signals),
      hours: z.int().min(1).max(most.hours),
    }),
    /** So many within so many minutes: they come fast. */
    z.strictObject({
      by: z.literal('rate'),
      signals: z.int().min(1).max(most.signals),
      minutes: z.int().min(1).max(most.minutes),
    }),
  ]);

/**
 * When signals of one cause open an incident, as data. Only raised signals do, and of these only
 * the ones that matter as much as `counts`; any threshold that is crossed is enough.
 */
export const foldingTerms = once(() =>
  z.strictObject({
    counts: z.enum(SEVERITIES),
    thresholds: z.array(threshold()).max(10),
    /** It flaps where it was raised and cleared so often within so many minutes. */
    flapping: z.strictObject({
      turns: z.int().min(2).max(8),
      minutes: z.int().min(1).max(1440),
    }),
  }),
);

export type FoldingTerms = z.output<ReturnType<typeof foldingTerms>>;
export type Threshold = FoldingTerms['thresholds'][number];

/** What holds where nobody has said otherwise. */
export const DEFAULT_TERMS: FoldingTerms = {
  counts: 'low',
  thresholds: [
    { by: 'severity', least: 'medium' },
    { by: 'count', signals: 20, hours: 1 },
    { by: 'rate', signals: 10, minutes: 5 },
  ],
  flapping: { turns: 4, minutes: 30 },
};

/**
 * What holds for causes that no rule maps to a system: an account has much that concerns no AI
 * system. They are counted, and what is grave opens an incident all the same.
 */
export const UNMAPPED_TERMS: FoldingTerms = {
  ...DEFAULT_TERMS,
  thresholds: [{ by: 'severity', least: 'high' }],
};

/** The terms of a cause. Whoever reports an incident means one, of whatever system. */
export function termsFor({ kind, system }: Pick<Cause, 'kind' | 'system'>): FoldingTerms {
  return system === null && kind !== 'incident' ? UNMAPPED_TERMS : DEFAULT_TERMS;
}

/** The window of a moment, by its start. */
export function windowOf(moment: Instant): Instant {
  return startOf(moment, WINDOW_MS);
}

export const minuteOf = (moment: Instant): Instant => startOf(moment, MINUTE);

function startOf(moment: Instant, length: number): Instant {
  return instantOf(Math.floor(millisecondsOf(moment) / length) * length);
}
