import { after, type CalendarTerms } from '../calendar/deadlines.ts';
import type { IncidentClock } from '../catalogue/schemas.ts';
import { invalid } from '../errors.ts';
import type { ResponsePlanContent } from '../records/response-plan.ts';
import { DAY, HOUR, type Instant, instantOf, later, millisecondsOf } from '../time.ts';
import { countsFrom } from './counts-from.ts';
import { notSo } from './not-so.ts';

/** When a duty to report runs: from when, until when, and when its owner is reminded of it. */
export interface Term {
  readonly started: Instant;
  readonly deadline: Instant;
  /** Whether the limit is our own, and not the law's number. */
  readonly own: boolean;
  /** At half of the time, when a quarter of it is left and when a tenth of it is left. */
  readonly warnings: readonly Instant[];
}

/** A duty that applies: it runs, or waits for the first of other reports to be sent. */
export type DutyClock =
  | { readonly duty: IncidentClock; readonly starts: 'at'; readonly term: Term }
  | { readonly duty: IncidentClock; readonly starts: 'after'; readonly after: readonly string[] };

/** The moments that duties count from. */
export interface Moments {
  /** When we knew: set once, never moved. */
  readonly aware: Instant;
  /** When it was decided that the duties apply. */
  readonly decided: Instant;
  /** When a measure that contains it was there; absent while there is none. */
  readonly measured?: Instant | undefined;
}

/** The plan's own part in a term: by which clocks months and days are told, and its own limit. */
export type PlanTerms = Pick<ResponsePlanContent, 'zone' | 'undueDelay'>;

type Clocks = CalendarTerms['clocks'];

/**
 * The clocks of the duties that somebody decided apply, in the order given.
 *
 * @param clocks `core/calendar/zone-clock.ts`
 * @throws Refused for a duty that the catalogue does not have, and for one that counts from the
 *   report of another that does not apply
 */
export function clocksOf(
  duties: readonly string[],
  moments: Moments,
  plan: PlanTerms,
  catalogue: readonly IncidentClock[],
  clocks: Clocks,
): readonly DutyClock[] {
  return duties.map((id) => {
    const duty = catalogue.find((each) => each.id === id);
    if (duty === undefined) throw notSo('unknown-duty', 'duties');
    const counts = countsFrom(id);
    if ('after' in counts) {
      demandFirst(counts.after, duties);
      return { duty, starts: 'after', after: counts.after };
    }
    const term = termOf(duty, startOf(counts.from, moments), plan, clocks);
    // Without a measure it runs from awareness: never later than the law would have it.
    const own = term.own || (counts.from === 'measure' && moments.measured === undefined);
    return { duty, starts: 'at', term: { ...term, own } };
  });
}

function startOf(from: 'awareness' | 'decision' | 'measure', moments: Moments): Instant {
  if (from === 'decision') return moments.decided;
  return from === 'measure' ? (moments.measured ?? moments.aware) : moments.aware;
}

function demandFirst(first: readonly string[], duties: readonly string[]): void {
  if (first.some((id) => duties.includes(id))) return;
  throw notSo('follows-another', 'duties');
}

/** When a duty runs that counts from a moment. */
export function termOf(
  duty: IncidentClock,
  started: Instant,
  { zone, undueDelay }: PlanTerms,
  clocks: Clocks,
): Term {
  // What the law sets a time for knows no days off: an early report is never a late one.
  const terms = { zone, clocks, weekend: [], isHoliday: () => false };
  const deadline =
    duty.deadline === null
      ? after(started, undueDelay, terms)
      : afterDuration(started, duty.deadline, terms);
  return {
    started,
    deadline,
    own: duty.deadline === null,
    warnings: warningsOf(started, deadline),
  };
}

const DURATION = /^P(?:(\d+)([DM])|T(\d+)H)$/;

function afterDuration(started: Instant, duration: string, terms: CalendarTerms): Instant {
  const [, amount, unit, hours] = DURATION.exec(duration) ?? [];
  if (hours !== undefined) return later(started, Number(hours) * HOUR);
  if (amount === undefined) throw invalid(`Not a duration of the catalogue: ${duration}`);
  if (unit === 'M') return monthsAfter(started, Number(amount), terms);
  return after(started, { amount: Number(amount), unit: 'days' }, terms);
}

/** The same day and time of a later month, as the zone's clocks show it; else its last day. */
function monthsAfter(started: Instant, months: number, { zone, clocks }: CalendarTerms): Instant {
  const shown = new Date(clocks.clockAt(started, zone));
  const [year, month] = [shown.getUTCFullYear(), shown.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Date.UTC(year, month, Math.min(shown.getUTCDate(), lastDay));
  return clocks.instantAt(day + (shown.getTime() % DAY), zone);
}

function warningsOf(started: Instant, deadline: Instant): readonly Instant[] {
  const [from, until] = [millisecondsOf(started), millisecondsOf(deadline)];
  return [0.5, 0.75, 0.9].map((part) => instantOf(Math.ceil(from + (until - from) * part)));
}
