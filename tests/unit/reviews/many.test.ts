import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_SWEEP } from '#core/limits.ts';
import { recordType } from '#core/records/registry.ts';
import { Killed } from '#tests/memory/calls.ts';
import { aCadence, aPlan, type Play, play } from './play.ts';

const PARTIES = { type: 'interested-party', anchor: { from: 'completion', months: 1 } };
const party = recordType('interested-party').example.content as object;

let p: Play;
beforeEach(async () => {
  p = await play(aPlan({ cadences: [aCadence(PARTIES)] }));
});

const parties = async (count: number, from = 0) => {
  for (let n = from; n < from + count; n++) await p.make('interested-party', `party-${n}`, party);
};

const reviewsOf = async (n: number) => (await p.reviews(`interested-party/party-${n}`)).length;

/** A sweep that is killed after its n-th call, and calls nothing any more. */
async function dyingSweep(n: number): Promise<void> {
  let dead = false;
  const last = p.at.calls.trace.length + n;
  const offs = [
    p.at.calls.before((call) => {
      if (dead) throw new Killed(call, 'before');
    }),
    p.at.calls.after((call) => {
      if (call.n < last) return;
      dead = true;
      throw new Killed(call, 'after');
    }),
  ];
  await p.at.sweep().catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
  for (const off of offs) off();
}

describe('many reviews that are due at once', () => {
  it('are each started once, in bounded sweeps, though every second sweep dies', async () => {
    const COUNT = MAX_SWEEP + 200;
    await parties(COUNT);
    p.at.clock.advance(40 * 24 * 3_600_000);
    const started = () => p.at.machines.executions.length;
    let sweeps = 0;
    while (started() < COUNT && sweeps < 40) {
      sweeps += 1;
      if (sweeps % 2 === 1) await dyingSweep(97 * sweeps);
      else await p.at.sweep();
      // What a dead sweep has written and not started is looked after in a few minutes.
      p.at.clock.advance(3 * 60_000);
    }
    expect(sweeps).toBeLessThanOrEqual(16);
    const counts = await Promise.all(Array.from({ length: COUNT }, (_, n) => reviewsOf(n)));
    expect(new Set(counts)).toEqual(new Set([1]));
    const names = p.at.machines.executions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  }, 120_000);

  it('mail each person so many questions a day, and the rest in one digest', async () => {
    await parties(25);
    await p.pass(31);
    expect(await p.openTasks('review-record')).toHaveLength(25);
    const byPerson = Map.groupBy(
      p.at.sentWork.filter(({ delivery }) => delivery.kind === 'request'),
      ({ to }) => to.ref,
    );
    for (const mails of byPerson.values()) expect(mails.length).toBeLessThanOrEqual(10);
    await p.pass(1);
    expect(p.at.sentOthers.some(({ about }) => about === 'digest')).toBe(true);
  });

  it('cost as many requests among many records as among few', async () => {
    const costOfTen = async (others: number) => {
      p = await play(aPlan({ cadences: [aCadence(PARTIES)] }));
      await parties(10);
      p.at.clock.advance(20 * 24 * 3_600_000);
      await parties(others, 10);
      await p.at.sweep();
      p.at.clock.advance(12 * 24 * 3_600_000);
      // Putting dates right is a matter of its own, and not of what is due.
      const plan = await p.at.store.need('review-plan/default');
      await p.at.store.setPending(plan, []);
      const from = p.at.calls.trace.length;
      await p.at.sweep();
      return p.at.calls.trace.slice(from).toSorted();
    };
    const few = await costOfTen(90);
    expect(few.filter((name) => name === 'machines.start')).toHaveLength(10);
    expect(await costOfTen(900)).toEqual(few);
  }, 60_000);
});
