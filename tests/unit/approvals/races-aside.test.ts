import { describe, expect, it } from 'vitest';
import { missCondition } from '#core/approvals/conditions.ts';
import { putQuestion } from '#core/approvals/put-question.ts';
import { repudiate } from '#core/approvals/repudiate.ts';
import { isError } from '#core/errors.ts';
import { DAY, MINUTE } from '#core/time.ts';
import { ASTRID } from '#tests/support/people.ts';
import { answerAside, becomes, colleagues, MARIT, sideTask } from './cast.ts';
import { type Deed, interleaved } from './interleave.ts';
import { actionsOf, CRO, DPO, type Matter, matter, POLICY } from './matter.ts';
import { settled } from './settled.ts';

const CONDITION = {
  text: 'The stop is tried again',
  owner: ASTRID,
  due: '2026-11-30',
  lapses: 'The policy binds nobody until then',
};
const WITH = { choice: 'approve-with-conditions', conditions: [CONDITION] } as const;

const opened =
  (stage: object = {}) =>
  async (): Promise<Matter> => {
    const m = await matter(stage, { before: colleagues });
    await m.open();
    return m;
  };

const BOTH = { seats: [CRO, DPO] };

const after = (make: () => Promise<Matter>, deed: Deed) => async (): Promise<Matter> => {
  const m = await make();
  await deed(m);
  return m;
};

const yes: Deed = (m) => m.answer(0);
const otherYes: Deed = (m) => m.answer(1);
const passOn: Deed = (m) =>
  m.answer(0, { choice: 'pass-on', comment: 'Away', passTo: MARIT, absentUntil: '2026-12-31' });
const conflict: Deed = (m) =>
  m.answer(0, { choice: 'conflict-of-interest', comment: 'My sister sells it' });
const withConditions: Deed = (m) => m.answer(0, WITH);
const conclude: Deed = (m) => m.at.conclude(m.ref);
const runMachines: Deed = (m) => m.runMachines();
const sweep: Deed = (m) => m.at.sweep();
const deciderLeaves: Deed = (m) =>
  becomes(m.at, 'person/01936b2c-7b1e-7c3a-9f00-000000000001', 'left');
const ask: Deed = async (m) => {
  const code = await m.codeOf(0);
  await putQuestion(m.at, { code, question: 'Who stops it?', signature: 'Ingrid Solheim' });
};
const explain: Deed = (m) => answerAside(m, 'q1');
const fulfil: Deed = (m) => answerAside(m, 'c1');
const disown: Deed = async (m) => {
  const code = await m.codeOf(0);
  await repudiate(m.at, { code, comment: '', signature: 'Ingrid Solheim' });
};
const miss: Deed = async (m) => {
  const id = `condition/${m.ref.slice('approval/'.length)}-c1`;
  const head = await m.at.store.load(id);
  if (head !== undefined) await missCondition(m.at, head, m.at.clock.now());
};
const change: Deed = async (m) => {
  try {
    await m.editSubject();
  } catch (error) {
    if (!isError(error, 'Conflict')) throw error;
  }
};

const onCondition = after(after(opened(), withConditions), conclude);
const atItsDate = after(onCondition, async (m) => {
  await sideTask(m, 'c1');
  await m.pass(3);
  m.at.clock.advance(8 * DAY);
});

/** How it ended: the approval, the subject, and what became of the condition. */
async function howItEnds(m: Matter): Promise<string> {
  const { approval } = await settled(m);
  const { state } = await m.subject();
  const condition = await m.at.store.load(`condition/${m.ref.slice('approval/'.length)}-c1`);
  return [approval, state, condition?.version.state].filter(Boolean).join(' ');
}

type Pair = readonly [
  name: string,
  make: () => Promise<Matter>,
  slow: Deed,
  quick: Deed,
  ends: readonly string[],
];

const PAIRS: readonly Pair[] = [
  [
    'a pass-on and the other’s yes',
    opened({ ...BOTH, quorum: 1 }),
    passOn,
    otherYes,
    ['effective approved'],
  ],
  [
    'a conflict and the other’s yes',
    opened({ ...BOTH, quorum: 1 }),
    conflict,
    otherYes,
    ['effective approved'],
  ],
  ['a yes and its question', opened(), yes, ask, ['effective approved']],
  ['a question and a yes', opened(), ask, yes, ['effective approved']],
  ['a clarification and a yes', after(opened(), ask), explain, yes, ['effective approved']],
  ['a yes and a clarification', after(opened(), ask), yes, explain, ['effective approved']],
  [
    'a report and the conclusion',
    after(opened(), yes),
    disown,
    conclude,
    ['effective suspended', 'void draft'],
  ],
  [
    'the conclusion and a report',
    after(opened(), yes),
    conclude,
    disown,
    ['effective suspended', 'void draft'],
  ],
  [
    'a report and the other’s yes',
    after(opened({ ...BOTH, quorum: 2 }), yes),
    disown,
    otherYes,
    ['void draft'],
  ],
  [
    'the other’s yes and a report',
    after(opened({ ...BOTH, quorum: 2 }), yes),
    otherYes,
    disown,
    ['void draft'],
  ],
  [
    'a fulfilment and its miss',
    atItsDate,
    fulfil,
    miss,
    ['effective approved met', 'effective suspended met'],
  ],
  [
    'a miss and its fulfilment',
    atItsDate,
    miss,
    fulfil,
    ['effective approved met', 'effective suspended met'],
  ],
  [
    'a miss and a change of what was approved',
    atItsDate,
    miss,
    change,
    ['effective draft missed', 'effective suspended missed'],
  ],
  ['two misses', atItsDate, miss, miss, ['effective suspended missed']],
  ['two sweeps over a missed condition', atItsDate, sweep, sweep, ['effective suspended missed']],
  [
    'conclusions that open its condition',
    after(opened(), withConditions),
    conclude,
    conclude,
    ['effective approved open'],
  ],
];

describe('two who do something at once, one between any two steps of the other', () => {
  it.each(PAIRS)('%s', async (_, make, slow, quick, ends) => {
    const seen = new Set<string>();
    const points = await interleaved(await make(), slow, quick, async (m, at) => {
      const end = (await ends.at(0)?.endsWith('open')) ? stateNow(m) : howItEnds(m);
      seen.add(await end);
      expect([at, ends.includes(await end), await end]).toEqual([at, true, await end]);
      const suspended = (await actionsOf(m.at, POLICY)).filter((each) => each === 'suspend');
      expect(suspended.length).toBeLessThanOrEqual(1);
    });
    expect(points).toBeGreaterThan(1);
    expect([...seen].sort()).toEqual([...ends].sort());
  });

  it('an answer and the leaving of whoever gives it: recorded before, or not at all', async () => {
    const seen = new Set<string>();
    await interleaved(await opened()(), yes, deciderLeaves, async (m, at) => {
      const { head, content } = await m.theTask();
      seen.add(head.version.state);
      expect([at, content.decision === undefined]).toEqual([at, head.version.state === 'open']);
      const { answer } = (await m.theApproval()).content.stages[0]?.seats[0] ?? {};
      expect([at, answer === undefined]).toEqual([at, head.version.state === 'open']);
    });
    expect([...seen].sort()).toEqual(['decided', 'open']);
  });

  it('two devices, a yes and a pass-on: one of them is recorded', async () => {
    const seen = new Set<string>();
    await interleaved(await opened()(), yes, passOn, async (m, at) => {
      const { state, content } = await m.theApproval();
      const [vote] = content.stages[0]?.seats ?? [];
      const choice = vote?.answer?.choice ?? '';
      seen.add(choice);
      expect([at, state]).toEqual([at, choice === 'approve' ? 'decided' : 'open']);
      const absence = await m.at.store.load('delegation/01936b2c-7b1e-7c3a-9f00-000000000001');
      expect([at, absence === undefined]).toEqual([at, choice === 'approve']);
    });
    expect([...seen].sort()).toEqual(['approve', 'pass-on']);
  });

  it('a pass-on and the machine: the seat is filled anew once', async () => {
    await interleaved(await opened()(), passOn, runMachines, async (m, at) => {
      for (let minute = 0; minute < 5; minute++) {
        m.at.clock.advance(MINUTE);
        await m.at.sweep();
        await m.runMachines();
      }
      const { rounds } = (await m.theApproval()).content.stages[0]?.seats[0] ?? { rounds: [] };
      expect([at, rounds.map(({ why }) => why)]).toEqual([at, ['seated', 'delegated']]);
    });
  });
});

/** As it stands, where time would bring more. */
async function stateNow(m: Matter): Promise<string> {
  const { state } = await m.theApproval();
  const condition = await m.at.store.need(`condition/${m.ref.slice('approval/'.length)}-c1`);
  return `${state} ${(await m.subject()).state} ${condition.version.state}`;
}
