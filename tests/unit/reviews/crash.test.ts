import { describe, expect, it } from 'vitest';
import { take } from '#core/changes/change.ts';
import { contentOf } from '#core/records/content-of.ts';
import { task as taskType } from '#core/records/task.ts';
import { DAY } from '#core/time.ts';
import { killedInScene, type Scene } from '#tests/support/kill.ts';
import { LARS } from '#tests/support/people.ts';
import { BY, CONFIRM, type Play, play, SYSTEM } from './play.ts';

/** How everything stands, whatever moment it was written at. */
async function standing(p: Play) {
  const { records } = await p.at.lists.byType('task', { limit: 100 });
  const tasks = await Promise.all(
    records.map(async ({ ref }) => {
      const head = await p.at.store.need(ref);
      const { kind, person, round } = contentOf(taskType, head);
      return `${kind} ${person.slice(-1)} ${round} ${head.version.state}`;
    }),
  );
  const reviews = (await p.reviews()).map(({ version: { id, state } }) => `${id} ${state}`);
  const { version, pending } = await p.at.store.need(SYSTEM);
  const due = pending.filter((each) => each.for === 'review').map(({ at }) => at.slice(0, 10));
  const machines = p.at.machines.executions.filter(({ running }) => running).length;
  return { tasks: tasks.sort(), reviews, system: version.state, due, running: machines };
}

/** What the sweep makes good, in the time that it needs for it. */
async function settle(p: Play): Promise<void> {
  for (let run = 0; run < 4; run++) await p.pass();
}

/** Where it was taken, nobody is asked any more. */
const isDone = (error: unknown) => String(error).includes('Nobody is asked');

/** How everything stands once the sweep has come. */
async function ends(p: Play) {
  await settle(p);
  return standing(p);
}

const found = async (p: Play) => {
  await p.pass(92);
  await p.answer('review-record', {
    ...CONFIRM,
    'follow-1-text': 'Train the two new case workers',
    'follow-1-owner': LARS,
    'follow-1-due': '2027-04-15',
  });
};

const SCENES: Readonly<Record<string, Scene<Play>>> = {
  'it comes due and is asked for': {
    before: async (p) => {
      p.at.clock.advance(92 * DAY);
    },
    act: async (p) => {
      await p.at.sweep();
      await p.machines.run();
    },
  },
  'somebody looks': {
    before: (p) => p.pass(92),
    act: (p) => p.answer('review-record', CONFIRM),
  },
  'it is signed': { before: found, act: (p) => p.answer('sign-review', { verdict: 'agree' }) },
  'it is sent back': {
    before: found,
    act: (p) => p.answer('sign-review', { verdict: 'send-back', reason: 'Look at complaints' }),
  },
  'it is missed': {
    before: async (p) => {
      await p.pass(92);
      p.at.clock.advance(11 * DAY);
    },
    act: (p) => p.at.sweep().then(() => p.machines.run()),
  },
  'its record is retired': {
    before: (p) => p.pass(92),
    act: async (p) => {
      const head = await p.at.store.need(SYSTEM);
      if (head.version.state !== 'retired') await take(p.at, head, 'retire', BY);
      await p.pass(1);
    },
  },
};

describe('wherever a process is killed, a review ends alike', () => {
  it.each(Object.entries(SCENES))('when %s', async (_, scene) => {
    expect(await killedInScene(scene, { play: () => play(), ends, isDone })).toBeGreaterThan(3);
  });
});
