import { nextReview } from '../reviews/next-review.ts';
import type { Instant } from '../time.ts';

/** Days by the clocks of a time zone. The library that knows them is loaded when it is needed. */

const clocksOf = () => import('../calendar/zone-clock.ts');

/** The day so many months after a moment, `YYYY-MM-DD`; else the last of its month. */
export async function dayAfterMonths(from: Instant, months: number, zone: string): Promise<string> {
  const clocks = await clocksOf();
  return dayOf(nextReview({ from: 'completion', months }, from, { zone, clocks }), zone);
}

/** The day that the zone's clocks show, `YYYY-MM-DD`. */
export async function dayOf(at: Instant, zone: string): Promise<string> {
  const { clockAt } = await clocksOf();
  return new Date(clockAt(at, zone)).toISOString().slice(0, 10);
}
