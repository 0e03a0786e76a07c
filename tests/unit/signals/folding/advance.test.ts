import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, isFlapping } from '#core/signals/folding/advance.ts';
import {
  type CauseState,
  causeItem,
  parseCause,
  rearmed,
} from '#core/signals/folding/cause-state.ts';
import type { Counted } from '#core/signals/folding/counted.ts';
import {
  DEFAULT_TERMS,
  type FoldingTerms,
  foldingTerms,
  termsFor,
  windowOf,
} from '#core/signals/folding/terms.ts';
import { causeOf } from '#core/signals/signal.ts';
import { DAY, HOUR, type Instant, later, MINUTE } from '#core/time.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { NOW } from './runner.ts';

const cause = causeOf({ kind: 'drift', fingerprint: '["x"]', system: 'ai-system/a' });
let made = 0;

/** A raised signal of little weight, so many milliseconds after the start. */
function aSignal(after = 0, changes: Partial<Counted> = {}): Counted {
  const moment = later(NOW, after);
  made += 1;
  return {
    identity: `identity-${made}`,
    cause,
    line: { cause: cause.digest, event: {}, identity: '', received: moment, system: null },
    window: windowOf(moment),
    moment,
    received: moment,
    severity: 'low',
    state: 'raised',
    title: `Signal ${made}`,
    model: undefined,
    arn: undefined,
    about: undefined,
    reporter: undefined,
    ...changes,
  };
}

const signals = (count: number, step: number, changes: Partial<Counted> = {}) =>
  Array.from({ length: count }, (_, n) => aSignal(n * step, changes));

const terms = (...thresholds: FoldingTerms['thresholds']): FoldingTerms => ({
  ...DEFAULT_TERMS,
  thresholds,
});

const SEVERE = terms({ by: 'severity', least: 'high' });
const TEN_AN_HOUR = terms({ by: 'count', signals: 10, hours: 1 });
const FIVE_IN_TWO_MINUTES = terms({ by: 'rate', signals: 5, minutes: 2 });

/** One after the other, each by itself: which of them crossed a threshold. */
function crossings(all: readonly Counted[], of: FoldingTerms, from?: CauseState): number[] {
  let state = from;
  return all.flatMap((signal, index) => {
    const advanced = advance(state, [signal], of);
    state = advanced.state;
    return advanced.crossing === undefined ? [] : [index];
  });
}

function last(all: readonly Counted[], of = DEFAULT_TERMS, from?: CauseState): CauseState {
  let state = from;
  for (const signal of all) state = advance(state, [signal], of).state;
  if (state === undefined) throw new Error('No signals');
  return state;
}

describe('a threshold by severity', () => {
  it('is crossed by the first that matters so much', () => {
    const all = [aSignal(0), aSignal(1), aSignal(2, { severity: 'critical' })];
    expect(crossings(all, SEVERE)).toEqual([2]);
  });

  it.each(['cleared', 'info'] as const)('is not crossed by what is %s', (state) => {
    expect(crossings([aSignal(0, { severity: 'critical', state })], SEVERE)).toEqual([]);
  });

  it('says how severe the worst of those that crossed it is', () => {
    const all = [aSignal(0, { severity: 'critical' }), aSignal(1, { severity: 'high' })];
    expect(advance(undefined, all, SEVERE).crossing).toEqual({
      threshold: { by: 'severity', least: 'high' },
      severity: 'critical',
    });
  });
});

describe('a threshold by count', () => {
  it('is crossed by the tenth of ten within the hour', () => {
    expect(crossings(signals(11, MINUTE), TEN_AN_HOUR)).toEqual([9, 10]);
  });

  it('is not crossed by ten that come more slowly', () => {
    expect(crossings(signals(40, 8 * MINUTE), TEN_AN_HOUR)).toEqual([]);
  });

  it.each(['cleared', 'info'] as const)('does not count what is %s', (state) => {
    expect(crossings(signals(20, MINUTE, { state }), TEN_AN_HOUR)).toEqual([]);
  });

  it('does not count what matters less than the terms say', () => {
    expect(crossings(signals(20, MINUTE, { severity: 'info' }), TEN_AN_HOUR)).toEqual([]);
  });

  it('counts over as many hours as it says', () => {
    const of = terms({ by: 'count', signals: 10, hours: 3 });
    expect(crossings(signals(10, 15 * MINUTE), of)).toEqual([9]);
    expect(crossings(signals(40, 30 * MINUTE), of)).toEqual([]);
  });

  it('is crossed by late ones that fill up the hour in which they happened', () => {
    const early = signals(9, MINUTE);
    const onTime = aSignal(5 * HOUR);
    const late = aSignal(30 * MINUTE, { received: later(NOW, 5 * HOUR) });
    expect(crossings([...early, onTime, late], TEN_AN_HOUR)).toEqual([10]);
  });
});

describe('a threshold by rate', () => {
  it('is crossed by five that come within two minutes', () => {
    expect(crossings(signals(5, 20_000), FIVE_IN_TWO_MINUTES)).toEqual([4]);
  });

  it('is not crossed by many that come more slowly', () => {
    expect(crossings(signals(50, 31_000), FIVE_IN_TWO_MINUTES)).toEqual([]);
  });
});

describe('how a cause stands', () => {
  it('is the same in whatever order and division its signals come', () => {
    const all = [
      ...signals(6, 7 * MINUTE, { received: later(NOW, HOUR) }),
      ...signals(3, 11 * MINUTE, { received: later(NOW, HOUR), severity: 'info' }),
    ];
    const facts = ({ total, first, last: end, hours, minutes, worst }: CauseState) => ({
      ...{ total, first, end, hours, minutes, worst },
    });
    const expected = facts(advance(undefined, all, SEVERE).state);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
        fc.integer({ min: 1, max: all.length - 1 }),
        (order, at) => {
          const before = advance(undefined, order.slice(0, at), SEVERE).state;
          expect(facts(advance(before, order.slice(at), SEVERE).state)).toEqual(expected);
        },
      ),
    );
  });

  it('bears the title of the newest', () => {
    const all = [aSignal(5, { title: 'Newest' }), aSignal(1, { title: 'Late' })];
    expect(last(all).title).toBe('Newest');
  });

  it('keeps little, however long it goes on', () => {
    const state = last(signals(3000, MINUTE));
    expect(Object.keys(state.hours).length).toBeLessThanOrEqual(26);
    expect(Object.keys(state.minutes).length).toBeLessThanOrEqual(61);
    expect(state.turns.length).toBeLessThanOrEqual(8);
    expect(state.total).toBe(3000);
  });

  it('is read as it was written', () => {
    for (const system of ['ai-system/a', null]) {
      const other = { ...cause, system };
      const state = last([aSignal(0, { cause: other, severity: 'high', model: 'model/m' })]);
      expect(parseCause(causeItem('d', state, 1))).toEqual(JSON.parse(JSON.stringify(state)));
    }
  });

  it.each([
    ['rev', 0],
    ['total', 'many'],
    ['is', 'odd'],
    ['hours', { a: -1 }],
    ['turns', ['yesterday']],
    ['worst', 'dreadful'],
  ])('is not read where %s is %j', async (member, value) => {
    const item = { ...causeItem('d', last([aSignal()]), 1), [member]: value };
    await expectError(
      Promise.resolve().then(() => parseCause(item)),
      'Corrupt',
    );
  });
});

describe('raising and clearing', () => {
  const turns = (...all: readonly (readonly [minutes: number, state: Counted['state']])[]) =>
    last(
      all.map(([minutes, state]) =>
        aSignal(minutes * MINUTE, { state, received: later(NOW, DAY) }),
      ),
    );

  it('follow the order in which it happened', () => {
    expect(turns([0, 'raised'], [5, 'cleared']).is).toBe('cleared');
    expect(turns([5, 'cleared'], [0, 'raised']).is).toBe('raised');
    expect(turns([0, 'raised'], [9, 'cleared'], [4, 'raised']).is).toBe('cleared');
  });

  it('know no end of what never began', () => {
    expect(turns([0, 'cleared'])).toMatchObject({ is: 'quiet', turns: [] });
  });

  it('are not touched by what is neither', () => {
    expect(turns([0, 'raised'], [5, 'info']).is).toBe('raised');
  });

  const flapping = (step: number) =>
    turns([0, 'raised'], [step, 'cleared'], [2 * step, 'raised'], [3 * step, 'cleared']);

  it('flap where they turn four times within half an hour', () => {
    expect(isFlapping(flapping(10), DEFAULT_TERMS)).toBe(true);
    expect(isFlapping(flapping(11), DEFAULT_TERMS)).toBe(false);
    expect(isFlapping(turns([0, 'raised'], [1, 'cleared']), DEFAULT_TERMS)).toBe(false);
  });

  it('call for nothing while they flap, but where it is worse than ever or comes often', () => {
    const step = 2 * MINUTE;
    const high = { severity: 'high' } as const;
    const flaps = [0, 1, 2, 3, 4].map((n) =>
      aSignal(n * step, n % 2 === 0 ? high : { state: 'cleared', severity: 'info' }),
    );
    // At its fifth turn it flaps, and has been as bad.
    expect(crossings(flaps, SEVERE)).toEqual([0, 2]);
    const state = last(flaps, SEVERE);
    expect(advance(state, [aSignal(5 * step, high)], SEVERE).crossing).toBeUndefined();
    const worse = aSignal(5 * step, { severity: 'critical' });
    expect(advance(state, [worse], SEVERE).crossing?.severity).toBe('critical');
    const often = terms(...SEVERE.thresholds, { by: 'count', signals: 4, hours: 1 });
    expect(advance(state, [aSignal(5 * step, high)], often).crossing?.threshold.by).toBe('count');
  });
});

describe('a cause whose incident was closed', () => {
  const closed = (): CauseState => rearmed(last(signals(9, MINUTE), TEN_AN_HOUR), later(NOW, HOUR));

  it('opens no other by what came before', () => {
    const late = signals(20, MINUTE, { severity: 'critical', received: later(NOW, 2 * HOUR) });
    expect(
      crossings(late, terms(...SEVERE.thresholds, ...TEN_AN_HOUR.thresholds), closed()),
    ).toEqual([]);
  });

  it('opens another by what comes after, counted anew', () => {
    const after = Array.from({ length: 10 }, (_, n) => aSignal(HOUR + n * MINUTE));
    expect(crossings(after, TEN_AN_HOUR, closed())).toEqual([9]);
  });

  it('goes on counting all of it', () => {
    const state = last([aSignal(1), aSignal(2 * HOUR)], TEN_AN_HOUR, closed());
    expect(state.total).toBe(11);
  });
});

describe('terms', () => {
  it('that hold where nobody has said otherwise are terms', () => {
    expect(foldingTerms().parse(DEFAULT_TERMS)).toEqual(DEFAULT_TERMS);
    expect(foldingTerms().parse(termsFor({ kind: 'drift', system: null }))).toBeDefined();
  });

  it('of an unmapped cause ask for more, unless somebody reports an incident', () => {
    const of = (kind: string) => termsFor({ kind, system: null });
    const medium = [aSignal(0, { severity: 'medium' })];
    expect(crossings(medium, of('security'))).toEqual([]);
    expect(crossings([aSignal(0, { severity: 'high' })], of('security'))).toEqual([0]);
    expect(crossings(signals(100, 1000), of('security'))).toEqual([]);
    expect(crossings(medium, of('incident'))).toEqual([0]);
    expect(crossings(medium, termsFor({ kind: 'security', system: 'ai-system/a' }))).toEqual([0]);
  });

  it.each([
    ['a count of none', { by: 'count', signals: 0, hours: 1 }],
    ['a count over days', { by: 'count', signals: 1, hours: 25 }],
    ['a rate over hours', { by: 'rate', signals: 1, minutes: 61 }],
    ['a severity that there is not', { by: 'severity', least: 'dreadful' }],
    ['a threshold that there is not', { by: 'luck', least: 'low' }],
  ])('refuse %s', (_, threshold) => {
    const given = { ...DEFAULT_TERMS, thresholds: [threshold] };
    expect(foldingTerms().safeParse(given).success).toBe(false);
  });
});

it('a window is the hour of the moment, by its start', () => {
  const windows: readonly (readonly [Instant, Instant])[] = [
    ['2026-11-24T06:00:00.000Z', '2026-11-24T06:00:00.000Z'],
    ['2026-11-24T06:59:59.999Z', '2026-11-24T06:00:00.000Z'],
    ['2026-12-31T23:30:00.000Z', '2026-12-31T23:00:00.000Z'],
  ];
  for (const [moment, window] of windows) expect(windowOf(moment)).toBe(window);
});
