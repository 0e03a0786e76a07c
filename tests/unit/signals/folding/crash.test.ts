import { describe, expect, it } from 'vitest';
import { example as incident } from '#core/events/incident-reported.ts';
import { example as report } from '#core/events/test-report.ts';
import type { EventMessage } from '#core/signals/folding/read-messages.ts';
import { Killed } from '#tests/memory/calls.ts';
import { seededRandom } from '#tests/memory/random.ts';
import type { MemoryWorld } from '#tests/memory/world.ts';
import { aMessage, anEvent, aRunner, audit, aWorld, someMessages } from './runner.ts';

const own = (type: string, detail: object) =>
  aMessage(`m-${type}`, { ...anEvent('own'), 'detail-type': type, detail: { ...detail } });

/**
 * More than one transaction, several causes and windows, what repeats, what cannot be read, what
 * somebody reported, and a test report.
 */
const messages: readonly EventMessage[] = [
  ...someMessages(120),
  ...someMessages(10, { cause: 'age', severity: 'high' }),
  ...someMessages(5, { cause: 'late', at: '2026-11-24T03:10:00Z' }),
  ...someMessages(5, { cause: 'age', at: '2026-11-24T04:10:00Z' }, 20),
  ...someMessages(7),
  own('Incident Reported', incident),
  own('Test Report', report),
  ...['no JSON', '[]', '{"source":"x"}'].map((body, n) => aMessage(`bad-${n}`, body)),
];

/** Everything that must be the same however often, by whom and in what batches it was taken. */
function outcome(world: MemoryWorld) {
  const records = world.table.all().filter(({ pk, sk }) => pk.startsWith('R#') && sk === 'H');
  return {
    causes: audit(world).toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1)),
    records: records.map(({ pk }) => pk).toSorted(),
    evidence: world.objects
      .versions()
      .map(({ path }) => path)
      .filter((path) => path.startsWith('evidence/')),
    reporters: world.table.all('personal'),
  };
}

async function undisturbed() {
  const world = aWorld();
  await aRunner(world).fold(messages);
  return { outcome: outcome(world), calls: world.calls.trace.length };
}

describe('a runner that is killed', () => {
  it.each(['before', 'after'] as const)(
    '%s any call leaves nothing lost and nothing twice',
    async (moment) => {
      const { outcome: expected, calls } = await undisturbed();
      expect(calls).toBeGreaterThan(8);
      for (let n = 1; n <= calls; n++) {
        const world = aWorld();
        world.calls.killAt(n, moment);
        await expect(aRunner(world).fold(messages)).rejects.toThrow(Killed);
        // They come again, otherwise divided.
        const heir = aRunner(world);
        const half = Math.floor(messages.length / 3);
        await heir.fold(messages.slice(half).toReversed());
        await heir.fold(messages.slice(0, half));
        expect(outcome(world), `killed ${moment} call ${n}`).toEqual(expected);
      }
    },
  );

  it('twice is no different', async () => {
    const { outcome: expected, calls } = await undisturbed();
    for (let n = 1; n <= calls; n += 2) {
      const world = aWorld();
      world.calls.killAt(n, 'after');
      await expect(aRunner(world).fold(messages)).rejects.toThrow(Killed);
      world.calls.killAt(Math.ceil(n / 2), 'before');
      await expect(aRunner(world).fold(messages)).rejects.toThrow(Killed);
      await aRunner(world).fold(messages);
      expect(outcome(world), `killed at call ${n}`).toEqual(expected);
    }
  });
});

describe('runners beside each other', () => {
  /** Lets others come between, as the seed has it. */
  function disturb(world: MemoryWorld, seed: number) {
    const random = seededRandom(seed);
    world.calls.before(async () => {
      const [turns = 0] = random.bytes(1);
      for (let n = turns % 8; n > 0; n--) await Promise.resolve();
    });
  }

  it.each([2, 3])('%i of them, over the same messages, count each once', async (runners) => {
    const { outcome: expected } = await undisturbed();
    for (let seed = 1; seed <= 20; seed++) {
      const world = aWorld();
      disturb(world, seed);
      const folded = await Promise.all(
        Array.from({ length: runners }, (_, n) =>
          aRunner(world).fold(n % 2 === 0 ? messages : messages.toReversed()),
        ),
      );
      expect(outcome(world), `seed ${seed}`).toEqual(expected);
      expect(folded.reduce((sum, { counted }) => sum + counted, 0)).toBe(145);
      // The storm of one cause, the severe ones of another, what was reported, and the tests.
      expect(folded.flatMap(({ wanted }) => wanted)).toHaveLength(4);
      expect(folded.every(({ failed }) => failed.size === 0)).toBe(true);
    }
  });

  it('whose memory of a cause is out of date count no less', async () => {
    const world = aWorld();
    const [one, other] = [aRunner(world), aRunner(world)];
    for (let from = 0; from < 60; from += 20) {
      await one.fold(someMessages(10, { severity: 'high' }, from));
      await other.fold(someMessages(10, { severity: 'critical' }, from + 10));
    }
    expect(audit(world).map(({ total }) => total)).toEqual([60]);
    const open = world.table.all().filter(({ sk }) => sk === 'OPEN');
    expect(open).toMatchObject([{ is: 'wanted', by: 'severity', severity: 'critical' }]);
  });

  it('one of which dies count each once', async () => {
    const { outcome: expected, calls } = await undisturbed();
    for (let seed = 1; seed <= calls; seed++) {
      const world = aWorld();
      disturb(world, seed);
      world.calls.killAt(2 * seed, 'after');
      await Promise.allSettled([aRunner(world).fold(messages), aRunner(world).fold(messages)]);
      await aRunner(world).fold(messages);
      expect(outcome(world), `seed ${seed}`).toEqual(expected);
    }
  });
});
