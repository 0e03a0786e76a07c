import { beforeEach, describe, expect, it } from 'vitest';
import { create, edit, take } from '#core/changes/change.ts';
import { monitoringSignal } from '#core/events/monitoring-signal.ts';
import type { JsonObject } from '#core/json.ts';
import { aiSystem } from '#core/records/ai-system.ts';
import { monitoringPlan } from '#core/records/monitoring-plan.ts';
import { CauseMemory } from '#core/signals/folding/cause-memory.ts';
import { parseCause } from '#core/signals/folding/cause-state.ts';
import { fold } from '#core/signals/folding/fold.ts';
import { signalSettings } from '#core/signals/settings.ts';
import { SILENCE_SOURCE } from '#core/signals/silence.ts';
import { takeSilence } from '#core/sweep/take-silence.ts';
import { DAY, HOUR, later, MINUTE } from '#core/time.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { type House, house } from '#tests/support/house.ts';
import { ASTRID, given, givenPeople } from '#tests/support/people.ts';
import { aMessage, anEvent } from './folding/runner.ts';

const PLAN = 'monitoring-plan/credit';
const BY = { actor: ASTRID, via: 'api', reason: 'Monitoring is set up' } as const;
const NIGHTLY = {
  title: 'Nightly drift report',
  kind: 'drift',
  fingerprint: '["monitoring-signal","credit.monitoring","income"]',
  every: { amount: 26, unit: 'hours' },
  silence: 'medium',
};
const MONITORS = [{ rel: 'monitors', to: 'ai-system/credit-scoring' }];

let at: House;
let sent: number;
let delivered: number;

beforeEach(async () => {
  at = house({ start: '2026-11-24T06:00:00.000Z' });
  sent = 0;
  delivered = 0;
  await givenPeople(at.store);
  await given(at.store, {
    type: 'ai-system',
    id: 'credit-scoring',
    state: 'draft',
    content: aiSystem.example.content,
  });
});

const content = (...expects: readonly object[]) => ({
  ...(monitoringPlan.example.content as object),
  owner: ASTRID,
  expects,
});
const planned = (...expects: readonly object[]) =>
  create(at, 'monitoring-plan', 'credit', { content: content(...expects), links: MONITORS }, BY);
const edited = async (...expects: readonly object[]) =>
  edit(at, await at.store.need(PLAN), { content: content(...expects), links: MONITORS }, BY);

const took = (events: readonly JsonObject[]) =>
  fold(
    {
      ...at,
      credentials: { find: async () => undefined },
      settings: () => signalSettings(at),
      memory: new CauseMemory(),
    },
    events.map((event, n) => aMessage(`m-${sent++}-${n}`, event, at.clock.now())),
  );

/** A signal as the plan expects it, now. */
const comes = (changes: JsonObject = {}) =>
  took([anEvent(`signal-${sent}`, { at: at.clock.now(), ...changes })]);

/** What the sweep put on the bus comes to the queue, each of it twice. */
async function deliver() {
  const fresh = at.bus.events.slice(delivered);
  delivered = at.bus.events.length;
  const events = fresh.map(
    ({ type, detail }, n): JsonObject => ({
      ...anEvent(`bus-${delivered}-${n}`),
      source: SILENCE_SOURCE,
      'detail-type': type,
      detail: JSON.parse(detail),
      time: at.clock.now(),
    }),
  );
  await took([...events, ...events.map((event) => ({ ...event, id: `${event.id}-again` }))]);
}

/** Lets time pass as it does: the sweep runs every five minutes, here every half hour. */
async function pass(ms: number) {
  for (let passed = 0; passed < ms; passed += HOUR / 2) {
    at.clock.advance(HOUR / 2);
    const { failed } = await at.sweep();
    expect(failed.filter(({ ref }) => ref === PLAN)).toEqual([]);
    await deliver();
  }
}

const silences = () =>
  at.table
    .all()
    .filter(({ pk, sk }) => pk.startsWith('C#') && sk === 'H')
    .map(parseCause)
    .filter(({ kind }) => kind === 'silence');
const said = () => at.bus.events.map(({ detail }) => JSON.parse(detail));
const dues = async () =>
  (await at.store.need(PLAN)).pending.filter(({ for: what }) => what.startsWith('silence'));

describe('a signal that a plan expects', () => {
  it('is looked for from when the plan is written', async () => {
    await planned(NIGHTLY);
    expect(await dues()).toEqual([{ at: at.clock.now(), for: 'silence-1' }]);
    const written = at.clock.now();
    await at.sweep();
    expect(await dues()).toEqual([{ at: later(written, 26 * HOUR), for: 'silence-1' }]);
    expect(said()).toEqual([]);
  });

  it('that comes in time is never missed', async () => {
    await planned(NIGHTLY);
    for (let days = 0; days < 4; days++) {
      await pass(DAY);
      await comes();
    }
    expect(said()).toEqual([]);
  });

  it('that never comes is silence, said once, and calls for an incident', async () => {
    await planned(NIGHTLY);
    const since = at.clock.now();
    await pass(25 * HOUR);
    expect(said()).toEqual([]);
    await pass(9 * HOUR);
    expect(silences()).toMatchObject([
      {
        is: 'raised',
        worst: 'medium',
        total: 1,
        system: 'ai-system/credit-scoring',
        title: `“Nightly drift report has never come, expected ${since}”`,
      },
    ]);
    const open = at.table.all().filter(({ sk }) => sk === 'OPEN');
    expect(open).toMatchObject([{ by: 'severity', severity: 'medium' }]);
  });

  it('that stops coming is silence from the last one on', async () => {
    await planned(NIGHTLY);
    await pass(20 * HOUR);
    const last = at.clock.now();
    await comes();
    await pass(30 * HOUR);
    expect(silences()).toMatchObject([{ is: 'raised', total: 1 }]);
    expect(said()[0].title).toBe(`Nightly drift report has not come since ${last}`);
  });

  it('that comes again clears it, and stopping again is another silence', async () => {
    await planned(NIGHTLY);
    await pass(30 * HOUR);
    await comes();
    await pass(2 * HOUR);
    expect(silences()).toMatchObject([{ is: 'cleared', total: 2 }]);
    await pass(30 * HOUR);
    expect(silences()).toMatchObject([{ is: 'raised', total: 3 }]);
  });

  it('is not what came of another system, kind or cause', async () => {
    await planned(NIGHTLY);
    await pass(20 * HOUR);
    await comes({ system: 'ai-system/other' });
    await comes({ kind: 'bias' });
    await comes({ cause: 'age' });
    await pass(10 * HOUR);
    expect(silences()).toMatchObject([{ is: 'raised' }]);
  });

  it('that came long before the plan counts from the plan', async () => {
    await comes();
    at.clock.advance(30 * DAY);
    await planned(NIGHTLY);
    await pass(25 * HOUR);
    expect(said()).toEqual([]);
    await pass(2 * HOUR);
    expect(silences()).toMatchObject([{ is: 'raised' }]);
  });

  it('counts as having happened when it happened, however late it is told', async () => {
    await planned(NIGHTLY);
    await pass(27 * HOUR);
    await comes({ at: later(at.clock.now(), -2 * HOUR) });
    await pass(2 * HOUR);
    expect(silences()).toMatchObject([{ is: 'cleared' }]);
  });
});

describe('a plan that is changed', () => {
  it('puts nothing off by being edited', async () => {
    await planned(NIGHTLY);
    for (let hours = 0; hours < 30; hours += 5) {
      await pass(5 * HOUR);
      await edited({ ...NIGHTLY, title: `Nightly drift report ${hours}` });
    }
    await pass(HOUR);
    expect(silences()).toMatchObject([{ is: 'raised', total: 1 }]);
  });

  it('expects what is new from then on', async () => {
    const weekly = { ...NIGHTLY, kind: 'bias', every: { amount: 2, unit: 'days' } };
    await planned(NIGHTLY);
    await pass(20 * HOUR);
    await edited(weekly, NIGHTLY);
    await pass(10 * HOUR);
    expect(silences()).toHaveLength(1);
    await pass(37 * HOUR);
    expect(silences()).toHaveLength(1);
    await pass(2 * HOUR);
    expect(silences()).toHaveLength(2);
  });

  it('looks no longer for what it expects no longer', async () => {
    await planned(NIGHTLY, { ...NIGHTLY, kind: 'bias' });
    await edited(NIGHTLY);
    await at.sweep();
    expect((await dues()).map((each) => each.for)).toEqual(['silence-1']);
  });

  it('looks for nothing once it is retired', async () => {
    await planned(NIGHTLY);
    await take(at, await at.store.need(PLAN), 'retire', BY);
    await pass(30 * HOUR);
    expect(await dues()).toEqual([]);
    expect(said()).toEqual([]);
  });

  it('monitors what no system owns by its cause alone', async () => {
    await create(at, 'monitoring-plan', 'credit', { content: content(NIGHTLY), links: [] }, BY);
    await pass(27 * HOUR);
    expect(silences()).toMatchObject([{ system: null, is: 'raised' }]);
  });

  it('counts working days, Monday to Friday', async () => {
    at.clock.set('2026-11-27T12:00:00.000Z');
    await planned({ ...NIGHTLY, every: { amount: 1, unit: 'working-days' } });
    await at.sweep();
    expect(await dues()).toEqual([{ at: '2026-11-30T12:00:00.000Z', for: 'silence-1' }]);
  });
});

it.each([
  ['the name of an alarm', 'claims-triage-p99'],
  ['no list', '{"alarm":"x"}'],
  ['a list of one', '["monitoring-signal"]'],
  ['what is no text', '["monitoring-signal",1]'],
  ['another spelling', '["monitoring-signal", "x"]'],
])('a plan that expects what no cause is known by is refused: %s', async (_what, fingerprint) => {
  const error = await expectError(planned({ ...NIGHTLY, fingerprint }), 'Invalid');
  expect(error.data.issues).toMatchObject([{ path: '/expects/0/fingerprint' }]);
});

describe('faults', () => {
  it('a bus that refuses is tried again at the next run', async () => {
    await planned(NIGHTLY);
    await at.sweep();
    at.clock.advance(27 * HOUR);
    at.bus.faults.fail(1);
    expect((await at.sweep()).failed).toEqual([{ ref: PLAN, code: 'Transient' }]);
    at.clock.advance(5 * MINUTE);
    await at.sweep();
    await deliver();
    expect(silences()).toMatchObject([{ is: 'raised', total: 1 }]);
  });

  it('whoever dies behind the bus says it again, and it counts once', async () => {
    await planned(NIGHTLY);
    await at.sweep();
    at.clock.advance(27 * HOUR);
    const head = await at.store.need(PLAN);
    const due = { at: at.clock.now(), for: 'silence-1' };
    const dying = { ...at, store: { ...at.store, setPending: () => Promise.reject(new Error()) } };
    await expect(takeSilence(dying, head, due, at.clock.now())).rejects.toThrow();
    await at.sweep();
    expect(at.bus.events).toHaveLength(2);
    await deliver();
    expect(silences()).toMatchObject([{ is: 'raised', total: 1 }]);
  });

  it('two sweeps at once say it, and it counts once', async () => {
    await planned(NIGHTLY);
    await at.sweep();
    at.clock.advance(27 * HOUR);
    await Promise.all([at.sweep(), at.sweep()]);
    await deliver();
    expect(silences()).toMatchObject([{ is: 'raised', total: 1 }]);
    expect(await dues()).toHaveLength(1);
  });
});

it('what is said fits the event’s own schema, however long a plan’s words are', async () => {
  const long = {
    ...NIGHTLY,
    title: 'x'.repeat(200),
    fingerprint: JSON.stringify(['x', 'y'.repeat(9000)]),
  };
  await planned(long);
  await pass(27 * HOUR);
  for (const detail of said()) expect(monitoringSignal().parse(detail)).toEqual(detail);
  expect(silences()).toHaveLength(1);
});
