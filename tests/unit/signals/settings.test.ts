import { beforeEach, describe, expect, it } from 'vitest';
import { transient } from '#core/errors.ts';
import { keptFor } from '#core/kept-for.ts';
import { aiSystem } from '#core/records/ai-system.ts';
import { monitoringPlan } from '#core/records/monitoring-plan.ts';
import { DEFAULT_TERMS, UNMAPPED_TERMS } from '#core/signals/folding/terms.ts';
import { type SignalSettings, signalSettings } from '#core/signals/settings.ts';
import { lists } from '#core/store/lists.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { fixedClock } from '#tests/memory/clock.ts';
import type { MemoryWorld } from '#tests/memory/world.ts';
import { given } from '#tests/support/people.ts';
import { aRunner, aWorld, type Runner } from './folding/runner.ts';

const CREDIT = 'ai-system/credit-scoring';
const STRICT = { ...DEFAULT_TERMS, thresholds: [{ by: 'severity', least: 'low' }] } as const;

let world: MemoryWorld;
let runner: Runner;
const settings = (): Promise<SignalSettings> =>
  signalSettings({ store: runner.store, lists: lists(world.table) });

beforeEach(async () => {
  world = aWorld();
  runner = aRunner(world);
  await given(runner.store, {
    type: 'ai-system',
    id: 'credit-scoring',
    state: 'draft',
    content: aiSystem.example.content,
  });
});

const mapping = (id: string, alarm: string, state = 'in-force') =>
  given(runner.store, {
    type: 'signal-mapping',
    id,
    state,
    content: { name: id, rules: [{ when: { alarm }, system: CREDIT }] },
  });

const plan = (id: string, kind: string, changes: object = {}) =>
  given(runner.store, {
    type: 'monitoring-plan',
    id,
    state: 'in-force',
    content: { ...(monitoringPlan.example.content as object), terms: [{ kind, terms: STRICT }] },
    links: [{ rel: 'monitors', to: CREDIT }],
    ...changes,
  });

describe('the mapping rules in force', () => {
  it('are none where nobody wrote any', async () => {
    expect((await settings()).rules).toEqual([]);
  });

  it('go by the ids of their records, whenever those were written', async () => {
    await mapping('b', 'second-*');
    await mapping('a', 'first-*');
    const alarms = (await settings()).rules.map(({ when }) => when.alarm);
    expect(alarms).toEqual(['first-*', 'second-*']);
  });

  it('are without those of a mapping that was retired', async () => {
    await mapping('a', 'first-*');
    await mapping('a', 'first-*', 'retired');
    expect((await settings()).rules).toEqual([]);
  });

  it('are all there, however many records hold them', async () => {
    for (let n = 0; n < 120; n++) await mapping(`mapping-${n}`, `alarm-${n}`);
    expect((await settings()).rules).toHaveLength(120);
  });
});

describe('the terms of a cause', () => {
  it('are those of its system’s plan for its kind', async () => {
    await plan('credit', 'drift');
    const { termsOf } = await settings();
    expect(termsOf({ kind: 'drift', system: CREDIT })).toEqual(STRICT);
  });

  it.each([
    ['of another kind', { kind: 'bias', system: CREDIT }, DEFAULT_TERMS],
    ['of another system', { kind: 'drift', system: 'ai-system/other' }, DEFAULT_TERMS],
    ['of no system', { kind: 'drift', system: null }, UNMAPPED_TERMS],
  ] as const)('%s stay those that hold for every system', async (_of, cause, terms) => {
    await plan('credit', 'drift');
    expect((await settings()).termsOf(cause)).toEqual(terms);
  });

  it('are of no plan that was retired, or monitors nothing', async () => {
    await plan('retired', 'drift', { state: 'retired' });
    await plan('idle', 'drift', { links: [] });
    const { termsOf } = await settings();
    expect(termsOf({ kind: 'drift', system: CREDIT })).toEqual(DEFAULT_TERMS);
    expect(termsOf({ kind: 'drift', system: null })).toEqual(UNMAPPED_TERMS);
  });

  it('come of the first by id, where several plans speak of a kind', async () => {
    await plan('b', 'drift');
    const never = { ...DEFAULT_TERMS, thresholds: [] };
    const content = { ...(monitoringPlan.example.content as object) };
    await plan('a', 'drift', { content: { ...content, terms: [{ kind: 'drift', terms: never }] } });
    expect((await settings()).termsOf({ kind: 'drift', system: CREDIT })).toEqual(never);
  });
});

describe('a system that an event names', () => {
  it('is known where it has a record', async () => {
    const { isSystem } = await settings();
    expect(await isSystem(CREDIT)).toBe(true);
    expect(await isSystem('ai-system/misspelt')).toBe(false);
  });

  it('is asked for once', async () => {
    const { isSystem } = await settings();
    const before = world.calls.trace.length;
    await Promise.all([isSystem(CREDIT), isSystem(CREDIT)]);
    await isSystem(CREDIT);
    expect(world.calls.trace.length - before).toBe(1);
  });

  it('is asked for again after a fault of the moment', async () => {
    let faults = 1;
    const load = async (ref: string) => {
      if (faults-- > 0) throw transient('throttled', 'none');
      return runner.store.load(ref);
    };
    const { isSystem } = await signalSettings({ store: { load }, lists: lists(world.table) });
    await expectError(isSystem(CREDIT), 'Transient');
    expect(await isSystem(CREDIT)).toBe(true);
  });
});

describe('what is kept for a while', () => {
  const MINUTE = 60_000;

  it('is loaded anew when that is over, and not before', async () => {
    const clock = fixedClock('2026-11-24T06:00:00.000Z');
    let loaded = 0;
    const kept = keptFor(clock, MINUTE, async () => ++loaded);
    expect([await kept(), await kept()]).toEqual([1, 1]);
    clock.advance(MINUTE - 1);
    expect(await kept()).toBe(1);
    clock.advance(1);
    expect(await kept()).toBe(2);
  });

  it('stays through a fault of the moment, and is not asked for at once again', async () => {
    const clock = fixedClock('2026-11-24T06:00:00.000Z');
    let loaded = 0;
    const kept = keptFor(clock, MINUTE, async () => {
      loaded += 1;
      if (loaded > 1) throw transient('throttled', 'none');
      return loaded;
    });
    await kept();
    clock.advance(MINUTE);
    expect([await kept(), await kept()]).toEqual([1, 1]);
    expect(loaded).toBe(2);
  });

  it('is refused where nothing is known yet', async () => {
    const clock = fixedClock('2026-11-24T06:00:00.000Z');
    const kept = keptFor(clock, MINUTE, async () => {
      throw transient('throttled', 'none');
    });
    await expectError(kept(), 'Transient');
  });

  it('never hides a fault that will not pass', async () => {
    const clock = fixedClock('2026-11-24T06:00:00.000Z');
    let loaded = 0;
    const kept = keptFor(clock, MINUTE, async () => {
      loaded += 1;
      if (loaded > 1) throw new Error('broken');
      return loaded;
    });
    await kept();
    clock.advance(MINUTE);
    await expect(kept()).rejects.toThrow('broken');
  });
});
