import { describe, expect, it } from 'vitest';
import { delegationRef } from '#core/approvals/delegations.ts';
import { putQuestion } from '#core/approvals/put-question.ts';
import { repudiate } from '#core/approvals/repudiate.ts';
import type { Ref } from '#core/ids.ts';
import { DAY, MINUTE } from '#core/time.ts';
import { ASTRID, INGRID } from '#tests/support/people.ts';
import { colleagues, MARIT, SIGNATURES, sideTask } from './cast.ts';
import { type Act, killedEverywhere, type Life } from './kill.ts';
import { actionsOf, type Matter, matter } from './matter.ts';
import { settled } from './settled.ts';

const QUESTION = 'Who stops it on a Sunday?';
const CONDITION = {
  text: 'The stop is tried again',
  owner: ASTRID,
  due: '2026-11-30',
  lapses: 'The policy binds nobody until then',
};
const WITH = { choice: 'approve-with-conditions', conditions: [CONDITION] } as const;

/** Minutes pass; whatever of it is killed is not delivered again but by the next minute. */
async function pass(m: Matter, act: Act, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    m.at.clock.advance(MINUTE);
    await act(() => m.at.sweep());
    await act(() => m.runMachines());
    await act(() => m.at.deliverMail());
  }
}

/** Somebody posts a form, and does so again where all they saw was an error. */
async function posted(act: Act, post: () => Promise<{ is: string }>, is: string): Promise<void> {
  const deed = () => act(async () => expect((await post()).is).toBe(is));
  if (!(await deed())) expect(await deed()).toBe(true);
}

async function answered(m: Matter, act: Act, changes: object = {}): Promise<void> {
  const { content } = await m.theTask();
  const form = await m.formOf(0, { signature: SIGNATURES[content.person] ?? '', ...changes });
  await posted(act, () => m.at.answer(form), 'recorded');
}

async function answeredAside(m: Matter, act: Act, place: string, choice: string): Promise<void> {
  const { content, code } = await sideTask(m, place);
  const signature = SIGNATURES[content.person] ?? '';
  const comment = 'See the minutes';
  const form = m.at.form(code, content.facts, { choice, comment, signature });
  await posted(act, () => m.at.answer(form), 'recorded');
}

const aside = (m: Matter, type: string, place: string): Ref =>
  `${type}/${m.ref.slice('approval/'.length)}-${place}`;

const asked: Life = async (m, act) => {
  const code = await m.codeOf();
  const form = { code, question: QUESTION, signature: 'Ingrid Solheim' };
  await posted(act, () => putQuestion(m.at, form), 'asked');
  await pass(m, act, 4);
  await answeredAside(m, act, 'q1', 'answer');
  await pass(m, act, 4);
  const { questions } = (await m.theApproval()).content;
  await answered(m, act);
  await pass(m, act, 4);
  const end = await settled(m);
  return {
    ...end,
    questions: questions.map(({ id, answer }) => [id, answer?.text]),
    approvals: await actionsOf(m.at, m.ref),
    task: await actionsOf(m.at, aside(m, 'task', 'q1')),
  };
};

const passedOn: Life = async (m, act) => {
  const away = { choice: 'pass-on', passTo: MARIT, absentUntil: '2026-12-31' };
  await answered(m, act, { ...away, comment: 'On leave' });
  await pass(m, act, 6);
  await answered(m, act);
  await pass(m, act, 6);
  const end = await settled(m);
  return { ...end, delegations: await actionsOf(m.at, delegationRef(INGRID)) };
};

const fulfilled: Life = async (m, act) => {
  await answered(m, act, WITH);
  await pass(m, act, 6);
  await answeredAside(m, act, 'c1', 'fulfil');
  await pass(m, act, 4);
  const end = await settled(m);
  return { ...end, condition: await actionsOf(m.at, aside(m, 'condition', 'c1')) };
};

const missed: Life = async (m, act) => {
  await answered(m, act, WITH);
  await pass(m, act, 6);
  m.at.clock.advance(8 * DAY);
  await pass(m, act, 6);
  const end = await settled(m);
  return {
    ...end,
    condition: await actionsOf(m.at, aside(m, 'condition', 'c1')),
    task: await actionsOf(m.at, aside(m, 'task', 'c1')),
  };
};

/** Somebody disowns what was recorded as theirs, once it took effect or before. */
const disowned =
  (minutes: number): Life =>
  async (m, act) => {
    const code = await m.codeOf();
    await answered(m, act);
    await pass(m, act, minutes);
    const form = { code, comment: 'I was away', signature: 'Ingrid Solheim' };
    await posted(act, () => repudiate(m.at, form), 'reported');
    await pass(m, act, 8);
    const end = await settled(m);
    const { head } = await m.theTask();
    return { ...end, reports: await actionsOf(m.at, `repudiation/${head.version.id}`) };
  };

async function opened(stage: object = {}): Promise<Matter> {
  const m = await matter(stage, { before: colleagues });
  await m.open();
  return m;
}

describe('a process killed between any two outward calls ends as one that was not', () => {
  it.each<readonly [string, Life, number]>([
    ['with a question to whoever asked, and its answer', asked, 20],
    ['when it is passed on by somebody who is away', passedOn, 15],
    ['with a condition that is fulfilled', fulfilled, 15],
    ['with a condition that is missed', missed, 15],
    ['when a decision is disowned after it took effect', disowned(4), 10],
  ])('%s', async (_, life, least) => {
    expect(await killedEverywhere(await opened(), life)).toBeGreaterThan(least);
  });

  it('when a decision is disowned before its machine has come', async () => {
    expect(await killedEverywhere(await opened(), disowned(0))).toBeGreaterThan(8);
  });
});
