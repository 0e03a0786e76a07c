import { beforeEach, describe, expect, it } from 'vitest';
import { untilWritten } from '#core/approvals/until-written.ts';
import type { Ref } from '#core/ids.ts';
import { freeingWrites } from '#core/incidents/causes.ts';
import { openWanted } from '#core/incidents/open.ts';
import type { JsonObject } from '#core/json.ts';
import { parseOpen } from '#core/signals/folding/open-item.ts';
import type { EventMessage } from '#core/signals/folding/read-messages.ts';
import { HOUR, later } from '#core/time.ts';
import { type MemoryBell, memoryBell } from '#tests/memory/bell.ts';
import { seededRandom } from '#tests/memory/random.ts';
import type { MemoryWorld } from '#tests/memory/world.ts';
import {
  aMessage,
  anEvent,
  aRunnerByRecords,
  audit,
  aWorld,
  type Runner,
} from './folding/runner.ts';
import { sampleNames, sampleText } from './samples.ts';

const RECEIVED = '2026-03-10T12:00:00.000Z';

let world: MemoryWorld;
let bell: MemoryBell;
beforeEach(() => {
  world = aWorld({ start: later(RECEIVED, HOUR) });
  bell = memoryBell();
});

/** What the function does with a batch: it folds, and rings for what is wanted. */
async function takes(runner: Runner, messages: readonly EventMessage[]) {
  const folded = await runner.fold(messages);
  if (folded.wanted.length > 0) await bell.ring('sweep', { causes: folded.wanted });
  return folded;
}

/** What the sweep does when it is rung, or by itself. */
const opens = (runner: Runner, causes: readonly string[] = []) =>
  openWanted({ ...world, store: runner.store }, causes);

const open = () =>
  world.table
    .all()
    .filter(({ sk }) => sk === 'OPEN')
    .map(parseOpen);
const incidents = () =>
  world.table.all().filter(({ pk, sk }) => pk.startsWith('R#incident#') && sk === 'H');

/** Ends an incident, and frees its causes, as its workflow does. */
const dismiss = (runner: Runner, incident: Ref) =>
  untilWritten(async () => {
    const before = await runner.store.need(incident);
    const made = await runner.store.draft({
      type: 'incident',
      id: before.version.id,
      before,
      action: 'dismiss',
      state: 'dismissed',
      content: before.version.content,
      links: before.version.links,
      actor: 'service/assent-step',
      via: 'system',
      reason: 'It was none',
    });
    const ports = { store: runner.store, table: world.table };
    const also = await freeingWrites(ports, made.head, world.clock.now());
    await runner.store.commit([made], { also });
  });

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  const keyed = items.map((item) => ({ item, at: random.bytes(4).join() }));
  return keyed.toSorted((a, b) => (a.at < b.at ? -1 : 1)).map(({ item }) => item);
}

const samples: readonly EventMessage[] = sampleNames.map((name) =>
  aMessage(name, sampleText(name), RECEIVED),
);
const signal = (key: string, changes: JsonObject = {}) =>
  aMessage(
    `m-${key}`,
    anEvent(key, { severity: 'high', at: world.clock.now(), ...changes }),
    world.clock.now(),
  );

/** All that must not depend on order, repeats and who was faster. */
const outcome = () => ({
  causes: audit(world)
    .map(({ kind, fingerprint, total, isWanted }) => ({ kind, fingerprint, total, isWanted }))
    .toSorted((a, b) => (a.fingerprint + a.kind < b.fingerprint + b.kind ? -1 : 1)),
  incidents: incidents().length,
});

describe('every sample, twice and in any order', () => {
  it('makes the same counts and the same incidents', async () => {
    const seen: unknown[] = [];
    for (const seed of [1, 2, 3, 4, 5]) {
      world = aWorld({ start: later(RECEIVED, HOUR) });
      const runners = [aRunnerByRecords(world), aRunnerByRecords(world)] as const;
      const twice = shuffled(
        [...samples, ...samples.map((m) => ({ ...m, id: `${m.id}-2` }))],
        seed,
      );
      for (let at = 0; at < twice.length; at += 13) {
        const runner = runners[(at / 13) % 2 === 0 ? 0 : 1];
        await takes(runner, twice.slice(at, at + 13));
        if (at % 2 === 0) await opens(runner);
      }
      await opens(runners[0]);
      seen.push(outcome());
    }
    expect(incidents().length).toBeGreaterThan(5);
    for (const each of seen) expect(each).toEqual(seen[0]);
  });

  it('changes nothing when the day is replayed, whatever became of its incidents', async () => {
    const runner = aRunnerByRecords(world);
    await takes(runner, samples);
    const { opened } = await opens(runner);
    for (const ref of opened.slice(0, 3)) await dismiss(runner, ref);
    const before = outcome();
    world.clock.advance(20 * HOUR);
    const heir = aRunnerByRecords(world);
    const folded = await takes(heir, shuffled(samples, 7));
    expect(folded).toMatchObject({ counted: 0, wanted: [], quarantined: 0, testReports: 0 });
    await opens(heir);
    expect(outcome()).toEqual(before);
  });
});

describe('one incident of a cause', () => {
  it('is opened once by however many sweeps, rung or not', async () => {
    const runner = aRunnerByRecords(world);
    const { wanted } = await takes(runner, [signal('a'), signal('b'), signal('c')]);
    expect(wanted).toHaveLength(1);
    await Promise.all([opens(runner, wanted), opens(runner), opens(runner, wanted)]);
    expect(incidents()).toHaveLength(1);
    expect(open()).toMatchObject([{ is: 'open', incident: expect.stringMatching(/^incident\//) }]);
  });

  it('of two causes that race are two', async () => {
    const [one, other] = [aRunnerByRecords(world), aRunnerByRecords(world)];
    await Promise.all([
      takes(one, [signal('a', { cause: 'age' }), signal('b', { cause: 'income' })]),
      takes(other, [signal('c', { cause: 'income' }), signal('d', { cause: 'age' })]),
    ]);
    await Promise.all([opens(one), opens(other)]);
    expect(incidents()).toHaveLength(2);
    expect(new Set(open().map(({ incident }) => incident)).size).toBe(2);
  });

  it('is opened by the sweep’s own run where nobody heard the ring', async () => {
    const runner = aRunnerByRecords(world);
    bell.faults.fail(1);
    await takes(runner, [signal('a')]).catch(() => {});
    expect((await opens(runner)).opened).toHaveLength(1);
  });

  it('is opened without a system where the one that signals name has no record', async () => {
    const runner = aRunnerByRecords(world);
    await takes(runner, [signal('a', { system: 'ai-system/nobody-wrote-it' })]);
    const { opened, failed } = await opens(runner);
    expect(failed).toEqual([]);
    const head = await runner.store.need(String(opened[0]));
    expect(head.version.links).toEqual([]);
  });

  it('takes the reporter with it, and leaves nobody behind', async () => {
    const runner = aRunnerByRecords(world);
    const detail = {
      title: 'Refused for a postcode',
      description: 'Nine of ten',
      severity: 'medium',
      reporter: { name: 'Ada Example', contact: 'ada@example.com' },
    };
    const event = { ...anEvent('x'), 'detail-type': 'Incident Reported', detail };
    await takes(runner, [aMessage('m', event)]);
    const { opened } = await opens(runner);
    expect(opened).toHaveLength(1);
    const values = await runner.store.personal(String(opened[0]));
    expect(values.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['Ada Example', 'ada@example.com']),
    );
    expect(world.table.all('personal').filter(({ sk }) => sk === 'REPORTER')).toEqual([]);
    expect(JSON.stringify(world.table.all('main'))).not.toMatch(/Ada|ada@/);
  });
});

describe('an incident that ends while signals still come', () => {
  it('counts each signal, and misses none that calls for another', async () => {
    for (let seed = 1; seed <= 30; seed++) {
      world = aWorld({ start: later(RECEIVED, HOUR) });
      const runner = aRunnerByRecords(world);
      await takes(runner, [signal('first')]);
      const [ref = ''] = (await opens(runner)).opened;
      // What comes from now on happens after the incident began to end.
      const random = seededRandom(seed);
      world.calls.before(async () => {
        const [turns = 0] = random.bytes(1);
        for (let n = turns % 8; n > 0; n--) await Promise.resolve();
      });
      world.clock.advance(1000);
      const others = [aRunnerByRecords(world), aRunnerByRecords(world)] as const;
      const storm = (name: string) =>
        Array.from({ length: 40 }, (_, n) => signal(`${name}-${n}`, { severity: 'medium' }));
      await Promise.all([
        takes(others[0], storm('one')),
        dismiss(runner, ref),
        takes(others[1], storm('two')),
      ]);
      world.clock.advance(1000);
      await takes(others[0], [signal('after')]);
      await opens(runner);
      expect(
        audit(world).map(({ total }) => total),
        `seed ${seed}`,
      ).toEqual([82]);
      expect(open(), `seed ${seed}`).toHaveLength(1);
      expect(incidents(), `seed ${seed}`).toHaveLength(2);
      expect(open()[0]?.incident, `seed ${seed}`).not.toBe(ref);
    }
  });

  it('is not called for again by what happened before it ended', async () => {
    const runner = aRunnerByRecords(world);
    const before = world.clock.now();
    await takes(runner, [signal('first')]);
    const [ref = ''] = (await opens(runner)).opened;
    world.clock.advance(HOUR);
    await dismiss(runner, ref);
    await takes(runner, [signal('late', { at: before })]);
    expect(open()).toEqual([]);
    await takes(runner, [signal('new')]);
    expect(open()).toMatchObject([{ is: 'wanted' }]);
  });
});

describe('a storm while the table throttles', () => {
  it('opens one incident, and loses nothing', async () => {
    const runner = aRunnerByRecords(world);
    const storm = Array.from({ length: 500 }, (_, n) => signal(`s-${n}`));
    world.table.writes.fail(40);
    world.table.reads.fail(3);
    let rest: readonly EventMessage[] = storm;
    for (let tries = 0; tries < 20 && rest.length > 0; tries++) {
      const failed = await takes(runner, rest).then(
        (folded) => folded.failed,
        () => new Set(rest.map(({ id }) => id)),
      );
      rest = rest.filter(({ id }) => failed.has(id));
      await opens(runner).catch(() => {});
    }
    expect(rest).toEqual([]);
    await opens(runner);
    expect(audit(world).map(({ total }) => total)).toEqual([500]);
    expect(incidents()).toHaveLength(1);
  });
});
