import type { ReviewPlanContent } from '../records/review-plan.ts';

export type Expected = ReviewPlanContent['evidence'][number];

/** How a period of an evidence plan stands. Days are those of the plan's clocks, `YYYY-MM-DD`. */
export interface Period {
  readonly from: string;
  /** Its last day. */
  readonly until: string;
  readonly expected: number;
  /** Evidence of days within it, and of that which was collected only after it was over. */
  readonly done: number;
  readonly late: number;
  /** Those that did not come though it is over; 0 while it runs. */
  readonly missed: number;
}

/** One piece of evidence: of which day it is, and on which day it was collected. */
export interface Occurrence {
  readonly of: string;
  readonly collected: string;
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;
const MAX_PERIODS = 1200;

/**
 * The coverage calendar of an evidence plan up to a day: each period by the calendar, the first
 * beginning where the plan does. What is more than expected makes up for no other period.
 *
 * @throws RangeError where that is more than a hundred years
 */
export function coverage(
  plan: Expected,
  occurrences: readonly Occurrence[],
  today: string,
): readonly Period[] {
  const periods: Period[] = [];
  for (let from = plan.from; from <= today; from = dayAfter(periods.at(-1)?.until ?? from)) {
    if (periods.length === MAX_PERIODS) throw new RangeError('More than a hundred years');
    const until = endOf(from, MONTHS[plan.every]);
    const within = occurrences.filter(({ of }) => of >= from && of <= until);
    const late = within.filter(({ collected }) => collected > until).length;
    const missing = Math.max(0, plan.occurrences - within.length);
    const missed = until < today ? missing : 0;
    const { occurrences: expected } = plan;
    periods.push({ from, until, expected, done: within.length - late, late, missed });
  }
  return periods;
}

/** The last day of the month, quarter or year in which a day lies. */
function endOf(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const last = Math.ceil(month / months) * months;
  return new Date(Date.UTC(year, last, 0)).toISOString().slice(0, 10);
}

function dayAfter(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + 1)).toISOString().slice(0, 10);
}
