import { describe, expect, it } from 'vitest';
import { causesOf, openItemOf } from '#core/incidents/causes.ts';
import { contentOf } from '#core/records/content-of.ts';
import { task as taskType } from '#core/records/task.ts';
import { HOUR } from '#core/time.ts';
import { killedInScene, type Scene } from '#tests/support/kill.ts';
import { ASTRID, INGRID } from '#tests/support/people.ts';
import { leadTo, type Play, play, SAID } from './play.ts';

const TYPES = [
  'incident',
  'corrective-action',
  'regulatory-clock',
  'legal-hold',
  'ai-system',
  'approval',
] as const;

/** How everything stands, whatever moment it was written at. */
async function standing(p: Play) {
  const { store, lists, table } = p.at;
  const all = async (type: string) => {
    const { records } = await lists.byType(type, { limit: 100 });
    return Promise.all(records.map(({ ref }) => store.need(ref)));
  };
  const states = await Promise.all(
    TYPES.map(async (type) =>
      (await all(type)).map(({ version: { state } }) => `${type} ${state}`),
    ),
  );
  const tasks = (await all('task')).map((head) => {
    const { kind, person } = contentOf(taskType, head);
    return `${kind} ${person.slice(-1)} ${head.version.state}`;
  });
  const incidents = await all('incident');
  const open = await Promise.all(
    incidents.map(async (head) => {
      const causes = await causesOf(store, head);
      return Promise.all(causes.map(async (cause) => (await openItemOf(table, cause))?.is ?? 'no'));
    }),
  );
  const links = incidents.map(({ version }) => version.links.map(({ rel }) => rel).sort());
  const signals = incidents.map((head) => p.contentOf(head).signals);
  return { states, tasks: tasks.sort(), open, links, signals };
}

/** What the sweep makes good, in the time that it needs for it. */
async function settle(p: Play): Promise<void> {
  for (let run = 0; run < 4; run++) await p.pass(5);
}

/** Where it was taken, nobody is asked any more. */
const isDone = (error: unknown) =>
  String(error).includes('is asked') || String(error).includes('is not asked');

/** How everything stands once the sweep has come. */
async function ends(p: Play) {
  await settle(p);
  return standing(p);
}

/** An answer, and what machines make of it. */
const answers =
  (kind: string, fields: Record<string, string>) =>
  async (p: Play): Promise<void> => {
    await p.post(kind, fields);
    await p.machines.go();
  };

const to = (state: string) => async (p: Play) => {
  await p.opened();
  await leadTo(p, state);
};

const SCENES: Readonly<Record<string, Scene<Play>>> = {
  'it is opened, and triage is asked for': {
    before: (p) => p.signal(),
    act: async (p) => {
      await p.at.sweep();
      await p.machines.go();
    },
  },
  'it is confirmed, and its system suspended': {
    before: (p) => p.opened(),
    act: answers('triage-incident', { ...SAID.triage, use: 'suspended' }),
  },
  'it is dismissed': {
    before: (p) => p.opened(),
    act: answers('triage-incident', { verdict: 'dismiss', reason: 'A test of the alarm' }),
  },
  'it is merged into another': {
    before: async (p) => {
      await p.opened();
      await p.answer('triage-incident', SAID.triage);
      await p.opened({ cause: 'age' });
    },
    act: async (p) => {
      const [first] = await p.incidents();
      const merge = { verdict: 'merge', mergeInto: first?.ref ?? '', reason: 'The same form' };
      await answers('triage-incident', merge)(p);
    },
  },
  'its duties to report are decided': {
    before: async (p) => {
      await to('confirmed')(p);
      p.at.clock.advance(HOUR);
    },
    act: answers('decide-reportability', {
      reportable: 'yes',
      'duties-gdpr-art33-authority': 'yes',
      'duties-euaia-art73-general': 'yes',
      aware: '2026-11-24 07:30',
      reason: 'Personal data were wrong',
    }),
  },
  'its correction is planned': {
    before: to('explained'),
    act: answers('plan-correction', SAID.plan),
  },
  'its last action is done': {
    before: async (p) => {
      await to('correcting')(p);
      await p.answer('decide-reportability', SAID.notReportable);
    },
    act: answers('carry-out-action', SAID.carryOut),
  },
  'it is summed up, and asks to be closed': {
    before: to('corrected'),
    act: answers('sum-up-incident', SAID.sumUp),
  },
  'it is closed': {
    before: async (p) => {
      await to('in-closure')(p);
      await p.decide(INGRID);
    },
    act: async (p) => {
      await p.vote(ASTRID);
      await p.machines.go();
    },
  },
  'a window of it is counted': {
    before: async (p) => {
      await p.opened();
      p.at.clock.advance(2 * HOUR);
    },
    act: (p) => p.at.sweep(),
  },
};

describe('wherever a process is killed, an incident ends alike where', () => {
  it.each(Object.entries(SCENES))('%s', async (_, scene) => {
    expect(await killedInScene(scene, { play: () => play(), ends, isDone })).toBeGreaterThan(3);
  });
});
