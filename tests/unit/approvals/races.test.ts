import { describe, expect, it } from 'vitest';
import { withdraw } from '#core/approvals/withdraw.ts';
import { isError } from '#core/errors.ts';
import { DAY, HOUR } from '#core/time.ts';
import { ASTRID } from '#tests/support/people.ts';
import { type Deed, interleaved } from './interleave.ts';
import { again, CRO, DPO, type Matter, matter } from './matter.ts';
import { type Ending, settled } from './settled.ts';

const opened =
  (stage: object = {}) =>
  async (): Promise<Matter> => {
    const m = await matter(stage);
    await m.open();
    return m;
  };

const BOTH = { seats: [CRO, DPO] };
const atDeadline = async () => {
  const m = await opened()();
  m.at.clock.advance(5 * DAY);
  return m;
};
const decided = async () => {
  const m = await opened()();
  await m.answer();
  return m;
};

/** Done by somebody who takes it well when another was faster. */
const mayLose =
  (deed: Deed): Deed =>
  async (m) => {
    try {
      return await deed(m);
    } catch (error) {
      if (isError(error, 'Conflict') || isError(error, 'Refused')) return error.code;
      throw error;
    }
  };

const yes: Deed = (m) => m.answer(0);
const no: Deed = (m) => m.refuse(0);
const secondYes: Deed = (m) => m.answer(1);
const conclude: Deed = (m) => m.at.conclude(m.ref);
const change = mayLose((m) => m.editSubject());
const otherTerms = mayLose((m) => m.changeTerms());
const takeBack = mayLose((m) =>
  withdraw(m.at, m.ref, { actor: ASTRID, via: 'api', reason: 'Not ready' }),
);
const sweep: Deed = (m) => m.at.sweep();
const runMachines: Deed = (m) => m.runMachines();
const secondMachine: Deed = async (m) => {
  await m.at.machines.start('approval', `approval-${m.ref.slice('approval/'.length)}-2`, {});
  await m.runMachines();
};
const lapse: Deed = async (m) => {
  await m.at.sweep();
  await m.runMachines();
};
const mail: Deed = (m) => m.at.deliverMail();

type Pair = readonly [
  name: string,
  make: () => Promise<Matter>,
  slow: Deed,
  quick: Deed,
  endings: readonly Ending['approval'][],
];

const PAIRS: readonly Pair[] = [
  ['two devices, the same answer', opened(), yes, yes, ['effective']],
  ['two devices, two answers', opened(), yes, no, ['effective', 'rejected']],
  ['two seats, both needed', opened({ ...BOTH, quorum: 2 }), yes, secondYes, ['effective']],
  ['two seats, one needed', opened({ ...BOTH, quorum: 1 }), yes, secondYes, ['effective']],
  ['an answer and the lapse', atDeadline, yes, lapse, ['lapsed']],
  ['the lapse and an answer', atDeadline, lapse, yes, ['lapsed']],
  ['an answer and a change of its subject', opened(), yes, change, ['void']],
  ['a change of its subject and an answer', opened(), change, yes, ['void']],
  ['an answer and other terms', opened(), yes, otherTerms, ['void', 'effective']],
  ['an answer and the withdrawal', opened(), yes, takeBack, ['effective', 'withdrawn']],
  ['the withdrawal and an answer', opened(), takeBack, yes, ['effective', 'withdrawn']],
  ['two conclusions', decided, conclude, conclude, ['effective']],
  ['a conclusion and a change of its subject', decided, conclude, change, ['effective', 'void']],
  ['a change of its subject and a conclusion', decided, change, conclude, ['effective', 'void']],
  ['a conclusion and other terms', decided, conclude, otherTerms, ['effective']],
  [
    'a conclusion and the other seat’s answer',
    async () => {
      const m = await opened({ ...BOTH, quorum: 1 })();
      await m.answer(1);
      return m;
    },
    conclude,
    yes,
    ['effective'],
  ],
  ['the gate’s opening and the withdrawal', matter, runMachines, takeBack, ['withdrawn']],
  ['the withdrawal and the gate’s opening', matter, takeBack, runMachines, ['withdrawn']],
  ['the gate’s opening and a change of its subject', matter, runMachines, change, ['void']],
  ['a second machine and an answer', opened(), secondMachine, yes, ['effective']],
  ['mail and an answer', decided, mail, conclude, ['effective']],
  ['mail twice', decided, mail, mail, ['effective']],
];

describe('two who do something at once, one between any two steps of the other', () => {
  it.each(PAIRS)('%s', async (_, make, slow, quick, endings) => {
    const seen = new Set<string>();
    const points = await interleaved(await make(), slow, quick, async (m, at) => {
      const { approval } = await settled(m);
      seen.add(approval);
      expect([at, endings.includes(approval)]).toEqual([at, true]);
    });
    expect(points).toBeGreaterThan(1);
    // Each of the endings is reached at some point: none of them is only said.
    expect([...seen].sort()).toEqual([...endings].sort());
  });
});

describe('two sweeps at once', () => {
  it.each([
    ['over a mail that nobody heard of', 3 * 60_000],
    ['over a reminder', 3 * DAY + HOUR],
    ['over the deadline', 5 * DAY],
  ])('%s do what one does', async (_, after) => {
    const late = async () => {
      const m = await matter();
      await m.runMachines();
      if (after > DAY) await m.at.deliverMail();
      m.at.clock.advance(after);
      return m;
    };
    const start = await late();
    const alone = await again(start);
    await sweep(alone);
    const expected = await rung(alone);
    const points = await interleaved(start, sweep, sweep, async (m, at) => {
      expect([at, await rung(m)]).toEqual([at, expected]);
    });
    expect(points).toBeGreaterThan(1);
  });

  /** What came of it: mails by kind, machines started, tokens rung. */
  async function rung(m: Matter) {
    const bells = m.at.bell.rings.filter(({ fn }) => fn === 'mail');
    await m.at.deliverMail();
    const mails = m.at.sentMatters.map(({ delivery }) => `${delivery.kind} ${delivery.n}`);
    return {
      mails: mails.sort(),
      bells,
      executions: m.at.machines.executions.length,
      rung: m.at.machines.rung.length,
    };
  }
});
