import { beforeEach, describe, expect, it } from 'vitest';
import { contentOf } from '#core/records/content-of.ts';
import { regulatoryClock } from '#core/records/regulatory-clock.ts';
import { DAY, HOUR, type Instant } from '#core/time.ts';
import type { House } from '#tests/support/house.ts';
import { ASTRID, INGRID, LARS } from '#tests/support/people.ts';
import { clockOf, clockWorld, decide, prove, refOf } from './clock-world.ts';

const PRIVACY = 'gdpr-art33-authority';
const DEADLINE = '2026-11-27T08:00:00.000Z';

let at: House;
beforeEach(async () => {
  at = await clockWorld();
  await decide(at, [PRIVACY]);
});

const advanceTo = (moment: Instant) =>
  at.clock.advance(Date.parse(moment) - Date.parse(at.clock.now()));

async function historyOf(duty: string): Promise<readonly string[]> {
  const { versions } = await at.store.history(refOf(duty), 20);
  return versions.map(({ version: { action, reason } }) => `${action}: ${reason}`).toReversed();
}

const owed = () =>
  at.table
    .all()
    .filter(({ sk }) => sk.startsWith('D#clock'))
    .map(({ kind, to }) => `${kind} ${to}`)
    .sort();

describe('a running duty to report', () => {
  it('is warned of at half, with a quarter left and with a tenth left, each on record', async () => {
    for (const moment of [
      '2026-11-25T20:00:00.000Z',
      '2026-11-26T14:00:00.000Z',
      '2026-11-27T00:48:00.000Z',
    ]) {
      advanceTo(moment);
      expect((await at.sweep()).failed).toEqual([]);
    }
    expect((await historyOf(PRIVACY)).slice(1)).toEqual([
      'warn: Half of the time to report is over',
      'warn: A quarter of the time to report is left',
      'warn: A tenth of the time to report is left',
    ]);
    expect((await clockOf(at, PRIVACY)).head.pending).toEqual([{ at: DEADLINE, for: 'breach' }]);
  });

  it('is warned of once where the sweep was away for long', async () => {
    advanceTo('2026-11-27T01:00:00.000Z');
    await at.sweep();
    await at.sweep();
    expect((await historyOf(PRIVACY)).slice(1)).toEqual([
      'warn: A tenth of the time to report is left',
    ]);
  });

  it('is warned of no more when its time is over', async () => {
    advanceTo(DEADLINE);
    await at.sweep();
    expect((await historyOf(PRIVACY)).slice(1)).toEqual([
      `breach: Nothing shows that it was reported by ${DEADLINE}`,
    ]);
  });

  it('is not breached a moment before its deadline', async () => {
    advanceTo('2026-11-27T07:59:59.999Z');
    await at.sweep();
    expect((await clockOf(at, PRIVACY)).state).toBe('running');
    expect(owed()).toEqual([]);
  });

  it('is breached at its deadline: on record once, and told to owner, lead and above', async () => {
    advanceTo(DEADLINE);
    await at.sweep();
    await at.sweep();
    const { state, head } = await clockOf(at, PRIVACY);
    expect(state).toBe('breached');
    expect(head.version.version).toBe(2);
    const told = [INGRID, ASTRID, LARS].map((person) => `clock-breached ${person}`);
    expect(owed()).toEqual(told);
    await at.mailOf(refOf(PRIVACY));
    expect(at.sentOthers).toHaveLength(3);
    expect(at.sentOthers.find(({ to }) => to.ref === LARS)).toMatchObject({
      about: 'late',
      late: { is: 'clock', content: { duty: PRIVACY } },
      incident: { content: { title: 'Drift of income' } },
      owner: { ref: LARS },
    });
    expect((await at.store.need(refOf(PRIVACY))).pending).toEqual([]);
  });

  it('that was met or stopped is neither warned of nor breached', async () => {
    at.clock.advance(HOUR);
    await prove(at, PRIVACY, '2026-11-24T10:30:00.000Z');
    at.clock.advance(10 * DAY);
    expect(await at.sweep()).toMatchObject({ failed: [] });
    expect(await historyOf(PRIVACY)).toHaveLength(2);
    expect((await clockOf(at, PRIVACY)).state).toBe('met');
  });

  it('is breached once where two sweeps come at the same time', async () => {
    advanceTo(DEADLINE);
    await Promise.all([at.sweep(), at.sweep()]);
    expect((await clockOf(at, PRIVACY)).head.version.version).toBe(2);
    expect(owed()).toHaveLength(3);
  });

  it('that is proved at the moment of its breach ends met, and nobody loses what they said', async () => {
    advanceTo(DEADLINE);
    const [proved] = await Promise.allSettled([
      prove(at, PRIVACY, '2026-11-27T07:00:00.000Z'),
      at.sweep(),
    ]);
    if (proved.status === 'rejected') await prove(at, PRIVACY, '2026-11-27T07:00:00.000Z');
    await at.sweep();
    const head = await at.store.need(refOf(PRIVACY));
    expect(head.version.state).toBe('met');
    expect(contentOf(regulatoryClock, head).notified?.sent).toBe('2026-11-27T07:00:00.000Z');
  });
});
