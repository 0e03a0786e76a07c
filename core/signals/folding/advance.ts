import { DAY, HOUR, type Instant, later, MINUTE, millisecondsOf } from '../../time.ts';
import { isWorse, type Severity } from '../severity.ts';
import type { CauseState } from './cause-state.ts';
import type { Counted } from './counted.ts';
import { type FoldingTerms, minuteOf, type Threshold } from './terms.ts';

/** Windows and minutes behind the newest signal that thresholds still look at. */
const HOURS_KEPT_MS = DAY + HOUR;
const MINUTES_KEPT_MS = HOUR;
const TURNS_KEPT = 8;

/** A threshold that was crossed, and the worst of the signals that did. */
export interface Crossing {
  readonly threshold: Threshold;
  readonly severity: Severity;
}

export interface Advanced {
  readonly state: CauseState;
  /** Absent where nothing calls for an incident. */
  readonly crossing?: Crossing;
}

/**
 * How a cause stands after some more signals, none of which was counted before, in whatever order
 * they come: `state` is `undefined` before the first. Pure.
 */
export function advance(
  state: CauseState | undefined,
  signals: readonly Counted[],
  terms: FoldingTerms,
): Advanced {
  const inOrder = signals.toSorted(byMoment);
  const [first] = inOrder;
  const last = inOrder.at(-1);
  if (first === undefined || last === undefined) throw new Error('Nothing to count');
  const before = state ?? bareState(first);
  const isNewer = state === undefined || last.moment >= state.last;
  const { title, model, arn, about } = isNewer ? last : before;
  const counting = inOrder.filter((each) => isCounting(each, before.armed, terms));
  const next: CauseState = {
    ...before,
    rev: before.rev + 1,
    title,
    model,
    arn,
    about,
    first: first.moment < before.first ? first.moment : before.first,
    last: isNewer ? last.moment : before.last,
    total: before.total + signals.length,
    ...turned(before, inOrder),
    hours: added(
      before.hours,
      counting.map(({ window }) => window),
    ),
    minutes: added(
      before.minutes,
      counting.map(({ moment }) => minuteOf(moment)),
    ),
  };
  const crossing = crossingOf(before, next, counting, terms);
  const worst = worstOf(counting, before.worst);
  const kept = { ...next, ...(worst !== undefined && { worst }), ...trimmed(next, signals) };
  return { state: kept, ...(crossing !== undefined && { crossing }) };
}

function bareState({ cause, moment, title, model, arn, about }: Counted): CauseState {
  const { kind, fingerprint, system } = cause;
  const nothing = { rev: 0, total: 0, is: 'quiet', hours: {}, minutes: {} } as const;
  return {
    ...nothing,
    turns: [],
    kind,
    fingerprint,
    system,
    title,
    model,
    arn,
    about,
    first: moment,
    last: moment,
  };
}

const byMoment = (a: Counted, b: Counted) =>
  compare(a.moment, b.moment) || compare(a.identity, b.identity);
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function isCounting(each: Counted, armed: Instant | undefined, { counts }: FoldingTerms): boolean {
  if (each.state !== 'raised' || isWorse(counts, each.severity)) return false;
  return armed === undefined || each.moment >= armed;
}

/** Raised and cleared by the order in which it happened: what is late turns nothing back. */
function turned(
  { is, turns }: CauseState,
  signals: readonly Counted[],
): Pick<CauseState, 'is' | 'turns'> {
  let now = is;
  const times = [...turns];
  for (const { state, moment } of signals) {
    if (state === 'info' || state === now || moment < (times.at(-1) ?? '')) continue;
    // What was never raised is not cleared either.
    if (now === 'quiet' && state === 'cleared') continue;
    now = state;
    times.push(moment);
  }
  return { is: now, turns: times.slice(-TURNS_KEPT) };
}

/** Whether it was raised and cleared so often that one more time says nothing new. */
export function isFlapping({ turns }: CauseState, { flapping }: FoldingTerms): boolean {
  const first = turns.at(-flapping.turns);
  const last = turns.at(-1);
  if (turns.length < flapping.turns || first === undefined || last === undefined) return false;
  return millisecondsOf(last) - millisecondsOf(first) <= flapping.minutes * MINUTE;
}

function crossingOf(
  before: CauseState,
  next: CauseState,
  counting: readonly Counted[],
  terms: FoldingTerms,
): Crossing | undefined {
  const severity = worstOf(counting);
  if (severity === undefined) return undefined;
  // While it flaps, only what is worse than ever calls for an incident by its severity alone.
  const isKnown =
    isFlapping(next, terms) && before.worst !== undefined && !isWorse(severity, before.worst);
  const threshold = terms.thresholds.find((each) => {
    if (each.by === 'severity') return !isKnown && !isWorse(each.least, severity);
    if (each.by === 'count') return isReached(next.hours, each.hours * HOUR, each.signals);
    return isReached(next.minutes, each.minutes * MINUTE, each.signals);
  });
  return threshold && { threshold, severity };
}

/** Whether any stretch of that length holds so many. */
function isReached(
  counts: Readonly<Record<Instant, number>>,
  length: number,
  least: number,
): boolean {
  const starts = Object.entries(counts)
    .map(([start, count]) => ({ start: millisecondsOf(start), count }))
    .sort((a, b) => a.start - b.start);
  let sum = 0;
  let from = 0;
  for (const { start, count } of starts) {
    sum += count;
    for (; (starts[from]?.start ?? start) <= start - length; from++)
      sum -= starts[from]?.count ?? 0;
    if (sum >= least) return true;
  }
  return false;
}

function worstOf(signals: readonly Counted[], least?: Severity): Severity | undefined {
  return signals.reduce<Severity | undefined>(
    (worst, { severity }) => (worst === undefined || isWorse(severity, worst) ? severity : worst),
    least,
  );
}

function added(counts: Readonly<Record<Instant, number>>, starts: readonly Instant[]) {
  const sums: Record<Instant, number> = { ...counts };
  for (const start of starts) sums[start] = (sums[start] ?? 0) + 1;
  return sums;
}

function trimmed({ hours, minutes }: CauseState, signals: readonly Counted[]) {
  const newest = signals.reduce((a, { received }) => (received > a ? received : a), '');
  const since =
    (age: number) =>
    ([start]: [Instant, number]) =>
      start >= later(newest, -age);
  const keep = (counts: Readonly<Record<Instant, number>>, age: number) =>
    Object.fromEntries(Object.entries(counts).filter(since(age)));
  return { hours: keep(hours, HOURS_KEPT_MS), minutes: keep(minutes, MINUTES_KEPT_MS) };
}
