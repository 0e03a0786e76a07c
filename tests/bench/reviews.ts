import { MAX_SWEEP } from '#core/limits.ts';
import { recordType } from '#core/records/registry.ts';
import { REVIEW } from '#core/reviews/due.ts';
import { headItem } from '#core/store/items.ts';
import { DAY, type Instant, later, MINUTE } from '#core/time.ts';
import { aCadence, aPlan, type Play, play } from '#tests/unit/reviews/play.ts';
import type { Row } from './table.ts';

/**
 * What the sweep takes to begin reviews, counted over ports in memory and not timed: that ten are
 * due costs the same among few records and among many, and what ten thousand at once take.
 */
const FEW = 100;
const MANY = 100_000;
const DUE = 10;
const AT_ONCE = 10_000;

const TYPE = 'interested-party';
const START: Instant = '2026-11-24T06:08:00.000Z';
const MOST_SWEEPS = 3 * Math.ceil(AT_ONCE / MAX_SWEEP);

export async function run(): Promise<Row[]> {
  const few = await requestsOfTen(FEW);
  const many = await requestsOfTen(MANY);
  const { sweeps, begun } = await beginAll();
  return [
    { measure: `A sweep with ${DUE} reviews due, among ${FEW}: requests`, value: few, unit: '' },
    {
      measure: `A sweep with ${DUE} reviews due, among 100,000: requests`,
      value: many,
      unit: '',
      bound: few,
    },
    {
      measure: '10,000 reviews due at once: not begun, or twice',
      value: Math.abs(AT_ONCE - begun),
      unit: '',
      bound: 0,
    },
    {
      measure: '10,000 reviews due at once: sweeps until all are begun',
      value: sweeps,
      unit: '',
      bound: MOST_SWEEPS,
    },
  ];
}

/** A house with so many records, the first of them due for review so many days after the start. */
async function houseOf(count: number, dueAfter: (n: number) => number): Promise<Play> {
  const p = await play(
    aPlan({ cadences: [aCadence({ type: TYPE, anchor: { from: 'completion', months: 1 } })] }),
    START,
  );
  // The dates are given here: putting them right is no part of what is counted.
  const plan = await p.at.store.need('review-plan/default');
  await p.at.store.setPending(plan, []);
  const { content } = recordType(TYPE).example;
  for (let n = 0; n < count; n++) await seed(p, content, n, dueAfter(n));
  return p;
}

async function seed({ at }: Play, content: unknown, n: number, days: number): Promise<void> {
  const { head, writes } = await at.store.draft({
    actor: 'service/setup',
    via: 'system',
    reason: 'Seeded',
    type: TYPE,
    id: `party-${n}`,
    before: undefined,
    action: 'create',
    state: recordType(TYPE).initial,
    content,
    links: [],
  });
  const pending = [{ at: later(START, days * DAY), for: REVIEW }];
  const others = writes.filter((each) => each.op === 'put' && each.item.sk !== 'H');
  await at.table.write([...others, { op: 'put', item: headItem({ ...head, pending }) }]);
}

async function requestsOfTen(count: number): Promise<number> {
  const p = await houseOf(count, (n) => (n < DUE ? 31 : 300));
  p.at.clock.advance(40 * DAY);
  const from = p.at.calls.trace.length;
  await p.at.sweep();
  if (p.at.machines.executions.length !== DUE) throw new Error('Not all that are due were begun');
  return p.at.calls.trace.length - from;
}

async function beginAll(): Promise<{ readonly sweeps: number; readonly begun: number }> {
  const p = await houseOf(AT_ONCE, () => 31);
  p.at.clock.advance(40 * DAY);
  // Nobody plays the machines here: the sweep starts some of them anew.
  const started = () => new Set(p.at.machines.executions.map(({ input }) => input)).size;
  let sweeps = 0;
  for (; started() < AT_ONCE && sweeps < MOST_SWEEPS; sweeps++) {
    await p.at.sweep();
    p.at.clock.advance(MINUTE);
  }
  const reviews = await p.at.lists.beginning('review', TYPE);
  return { sweeps, begun: reviews.length };
}
