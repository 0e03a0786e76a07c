import type { CalendarTerms } from '../calendar/deadlines.ts';
import type { Cadence, ReviewPlanContent } from '../records/review-plan.ts';
import { DAY, type Instant } from '../time.ts';

/** By which clocks the days of reviews are told. */
export type ReviewClocks = Pick<CalendarTerms, 'zone' | 'clocks'>;

/** The cadence of a record, and its place in the plan; `undefined`: it is not looked at again. */
export function cadenceOf(
  { cadences }: Pick<ReviewPlanContent, 'cadences'>,
  type: string,
  tier: string | undefined,
): { readonly cadence: Cadence; readonly index: number } | undefined {
  const index = cadences.findIndex(
    (each) => each.type === type && (each.tier === undefined || each.tier === tier),
  );
  const cadence = cadences[index];
  return cadence === undefined ? undefined : { cadence, index };
}

/**
 * When the next review comes due, as the day begins by the plan's clocks: so many months after the
 * last completion, on the month's last day where it has no such day; or on the next of the fixed
 * days, 29 February being the 28th in other years. Always on a later day than the last.
 *
 * @param last when the last one was completed; before the first, when the record began
 * @throws Invalid beyond the year 9999
 */
export function nextReview(anchor: Cadence['anchor'], last: Instant, by: ReviewClocks): Instant {
  const [year, month, day] = localDay(last, by);
  if (anchor.from === 'completion') return startOf(year, month + anchor.months, day, by);
  const today = `${two(month)}-${two(day)}`;
  const days = (of: number) => anchor.days.map((each) => inYear(each, of)).sort();
  const next = days(year).find((each) => each > today);
  const [found, of] = next === undefined ? [days(year + 1)[0], year + 1] : [next, year];
  if (found === undefined) throw new RangeError('A calendar without a day');
  return startOf(of, Number(found.slice(0, 2)), Number(found.slice(3)), by);
}

/** The day that a zone's clocks show: year, month from 1, day. */
function localDay(at: Instant, { zone, clocks }: ReviewClocks): readonly [number, number, number] {
  const shown = new Date(clocks.clockAt(at, zone));
  return [shown.getUTCFullYear(), shown.getUTCMonth() + 1, shown.getUTCDate()];
}

/** When a day begins; months beyond December are those of the years after. */
function startOf(year: number, month: number, day: number, { zone, clocks }: ReviewClocks) {
  const last = new Date(Date.UTC(year, month, 1) - DAY).getUTCDate();
  return clocks.instantAt(Date.UTC(year, month - 1, Math.min(day, last)), zone);
}

const inYear = (day: string, year: number) => (day === '02-29' && !isLeap(year) ? '02-28' : day);

const isLeap = (year: number) => new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;

const two = (value: number) => String(value).padStart(2, '0');
