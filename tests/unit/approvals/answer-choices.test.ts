import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '#core/approvals/answer.ts';
import { isSame } from '#core/approvals/same-answer.ts';
import { contentOf } from '#core/records/content-of.ts';
import { task as taskType } from '#core/records/task.ts';
import { later } from '#core/time.ts';
import { ASTRID, INGRID, LARS } from '#tests/support/people.ts';
import { becomes, colleagues, goesTo, MARIT, owedBy } from './cast.ts';
import { again, CRO, DPO, type Matter, matter } from './matter.ts';
import { settled } from './settled.ts';

const A_CONDITION = {
  text: 'The stop is tried again with the new release',
  owner: ASTRID,
  due: '2026-12-15',
  lapses: 'The policy binds nobody until then',
};
const WITH = { choice: 'approve-with-conditions', conditions: [A_CONDITION] } as const;
const PASS = { choice: 'pass-on', comment: 'I am away until Monday', passTo: MARIT } as const;
const CONFLICT = { choice: 'conflict-of-interest', comment: 'My sister sells it' } as const;

let start: Matter;
let m: Matter;
beforeAll(async () => {
  start = await matter({ seats: [CRO, DPO], quorum: 1 }, { before: colleagues });
  await start.open();
});
beforeEach(async () => {
  m = await again(start);
});

const writes = () => m.at.calls.trace.filter((name) => name === 'table.write').length;
const decisionOf = async (seat = 0) => (await m.theTask(seat)).content.decision;

async function expectProblem(changes: Partial<Form>, problem: object): Promise<void> {
  expect(await m.answer(0, changes)).toMatchObject({
    is: 'problems',
    problems: [problem],
    rows: [],
  });
  expect(writes()).toBe(0);
}

async function expectRow(changes: object, problem: object): Promise<void> {
  const conditions = [{ ...A_CONDITION, ...changes }];
  const answered = await m.answer(0, { ...WITH, conditions });
  expect(answered).toMatchObject({ is: 'problems', problems: [], rows: [problem] });
  expect(writes()).toBe(0);
}

describe('a yes with conditions', () => {
  it('is a yes, and its conditions stand in decision and approval', async () => {
    expect((await m.answer(0, WITH)).is).toBe('recorded');
    const condition = {
      text: A_CONDITION.text,
      owner: ASTRID,
      // The end of that day in Oslo, where the decider is.
      due: '2026-12-15T22:59:59.999Z',
      lapses: A_CONDITION.lapses,
    };
    expect((await decisionOf())?.conditions).toEqual([condition]);
    const { head } = await m.theTask();
    const { state, content } = await m.theApproval();
    expect(state).toBe('decided');
    const setBy = { type: 'task', id: head.version.id, version: 2, digest: head.digest };
    expect(content.conditions).toEqual([{ id: 'c1', ...condition, setBy }]);
  });

  it('adds up with those of the others, numbered over the whole approval', async () => {
    const both = await matter({ seats: [CRO, DPO], quorum: 2 });
    await both.open();
    const second = { ...A_CONDITION, text: 'Another' };
    await both.answer(0, { ...WITH, conditions: [A_CONDITION, second] });
    await both.answer(1, { ...WITH, conditions: [second] });
    const { content } = await both.theApproval();
    expect(content.conditions.map(({ id, text }) => [id, text])).toEqual([
      ['c1', A_CONDITION.text],
      ['c2', 'Another'],
      ['c3', 'Another'],
    ]);
    expect(new Set(content.conditions.map(({ setBy }) => setBy.id)).size).toBe(2);
  });

  it('passes over rows that are empty, and counts the others as they stand', async () => {
    const empty = { text: ' ', owner: '', due: '', lapses: '' };
    await m.answer(0, { ...WITH, conditions: [empty, A_CONDITION, empty] });
    expect((await decisionOf())?.conditions).toHaveLength(1);
    const conditions = [empty, { ...A_CONDITION, due: '' }];
    const other = await again(start);
    expect(await other.answer(0, { ...WITH, conditions })).toMatchObject({
      rows: [{ row: 2, field: 'due', problem: 'missing' }],
    });
  });

  it('may be due today', async () => {
    const conditions = [{ ...A_CONDITION, due: m.at.clock.now().slice(0, 10) }];
    expect((await m.answer(0, { ...WITH, conditions })).is).toBe('recorded');
  });

  it.each<[string, object, object]>([
    ['without a text', { text: ' \r\n' }, { row: 1, field: 'text', problem: 'missing' }],
    ['of 1,001 characters', { text: 'x'.repeat(1001) }, { field: 'text', problem: 'too-long' }],
    ['with a bidi override', { text: 'a\u202Eb' }, { field: 'text', problem: 'unreadable' }],
    ['that holds a credential', { text: 'AKIA1234' }, { field: 'text', problem: 'credential' }],
    ['without an owner', { owner: '' }, { field: 'owner', problem: 'missing' }],
    ['owned by nobody', { owner: 'Astrid' }, { field: 'owner', problem: 'not-offered' }],
    ['owned by somebody not offered', { owner: LARS }, { field: 'owner', problem: 'not-offered' }],
    ['without a date', { due: '' }, { field: 'due', problem: 'missing' }],
    ['due soon', { due: 'soon' }, { field: 'due', problem: 'not-a-date' }],
    ['due on 30 February', { due: '2027-02-30' }, { field: 'due', problem: 'not-a-date' }],
    ['due on a day that is over', { due: '2026-11-22' }, { field: 'due', problem: 'past' }],
    ['due in six years', { due: '2032-12-01' }, { field: 'due', problem: 'too-far' }],
    ['that lapses nothing', { lapses: '' }, { field: 'lapses', problem: 'missing' }],
    ['that lapses too much', { lapses: 'x'.repeat(501) }, { field: 'lapses', problem: 'too-long' }],
    ['lapsing a credential', { lapses: 'AKIA1' }, { field: 'lapses', problem: 'credential' }],
  ])('is not recorded with one %s', async (_, changes, problem) => {
    await expectRow(changes, problem);
  });

  it('names the mistakes of every row', async () => {
    const conditions = [{ ...A_CONDITION, owner: '' }, A_CONDITION, { ...A_CONDITION, due: 'x' }];
    expect(await m.answer(0, { ...WITH, conditions })).toMatchObject({
      rows: [
        { row: 1, field: 'owner', problem: 'missing' },
        { row: 3, field: 'due', problem: 'not-a-date' },
      ],
    });
  });

  it('tells a credential in the comment from one in a condition', async () => {
    const comment = 'AKIA1234';
    const problems = [{ field: 'comment', problem: 'credential' }];
    expect(await m.answer(0, { ...WITH, comment })).toMatchObject({ problems, rows: [] });
    const conditions = [A_CONDITION, { ...A_CONDITION, lapses: 'AKIA' }];
    expect(await m.answer(0, { ...WITH, comment, conditions })).toMatchObject({
      problems,
      rows: [{ row: 2, field: 'lapses', problem: 'credential' }],
    });
  });

  it('is not recorded where whoever owns one has left', async () => {
    await becomes(m.at, ASTRID, 'left');
    expect(await m.answer(0, WITH)).toMatchObject({
      is: 'problems',
      rows: [{ row: 1, field: 'owner', problem: 'not-offered' }],
    });
  });

  it('is not recorded without any condition', async () => {
    await expectProblem({ ...WITH, conditions: [] }, { field: 'conditions', problem: 'missing' });
  });

  it('is not recorded where another answer is chosen, lest conditions are lost', async () => {
    const problem = { field: 'conditions', problem: 'unwanted' };
    await expectProblem({ choice: 'approve', conditions: [A_CONDITION] }, problem);
  });

  it('is another answer where one of its conditions differs', async () => {
    await m.answer(0, WITH);
    expect(await m.answer(0, WITH)).toMatchObject({ is: 'recorded', again: true });
    for (const changes of [{ text: 'Other' }, { due: '2026-12-16' }, { owner: MARIT }]) {
      const conditions = [{ ...A_CONDITION, ...changes }];
      expect((await m.answer(0, { ...WITH, conditions })).is).toBe('different');
    }
    expect((await m.answer(0, { choice: 'approve' })).is).toBe('different');
  });
});

describe('a conflict of interest', () => {
  it('is on record with its reason, and has the seat filled anew', async () => {
    expect((await m.answer(0, CONFLICT)).is).toBe('recorded');
    expect((await m.theApproval()).state).toBe('open');
    await m.pass(1);
    const { rounds } = (await m.theApproval()).content.stages[0]?.seats[0] ?? { rounds: [] };
    expect(rounds.map(({ why }) => why)).toEqual(['seated', 'conflict']);
  });

  it('needs its reason', async () => {
    const problem = { field: 'comment', problem: 'missing' };
    await expectProblem({ ...CONFLICT, comment: '' }, problem);
  });
});

describe('who is told of an answer', () => {
  const task = async (seat: number) => (await m.theTask(seat)).head.ref;

  it.each([
    ['passes it on', PASS],
    ['has a conflict', CONFLICT],
  ])('is whoever %s, and whoever asked', async (_, changes) => {
    await m.answer(0, changes);
    expect(owedBy(m, await task(0))).toEqual([
      `progress 1 ${ASTRID}`,
      `receipt 1 ${INGRID}`,
      `request 1 ${INGRID}`,
    ]);
  });

  it('is whoever asked by the outcome alone where the answer decides', async () => {
    await m.answer(0);
    expect(owedBy(m, await task(0))).toEqual([`receipt 1 ${INGRID}`, `request 1 ${INGRID}`]);
    await settled(m);
    expect(owedBy(m, m.ref)).toEqual([`outcome 1 ${ASTRID}`]);
  });
});

describe('one outcome', () => {
  it('is told to whoever says yes after the quorum', async () => {
    await m.answer(0);
    const late = await m.answer(1);
    expect(late.is).toBe('closed');
    await settled(m);
    expect((await m.answer(1)).is).toBe('closed');
    expect((await m.theTask(1)).content.closed?.why).toBe('no-longer-needed');
  });
});

describe('somebody who may answer no more', () => {
  it('is told that they have left, and has the seat looked at', async () => {
    await becomes(m.at, INGRID, 'left');
    expect((await m.answer()).is).toBe('left');
    expect(m.at.machines.rung).toHaveLength(1);
    await m.pass(1);
    const { rounds } = (await m.theApproval()).content.stages[0]?.seats[0] ?? { rounds: [] };
    expect(rounds.map(({ why }) => why)).toEqual(['seated', 'left']);
  });

  it('is told so also where they leave at this very moment', async () => {
    let left = false;
    m.at.calls.before(async ({ name }) => {
      if (name !== 'table.write' || left) return;
      left = true;
      await becomes(m.at, INGRID, 'left');
    });
    expect((await m.answer()).is).toBe('left');
    expect((await m.theTask()).head.version.state).toBe('open');
  });

  it('is barred where they stand in for the requester since', async () => {
    await goesTo(m.at, ASTRID, INGRID);
    expect((await m.answer()).is).toBe('barred');
    expect(writes()).toBe(1);
  });

  it('may answer where that delegation is about other records, or over', async () => {
    await goesTo(m.at, ASTRID, INGRID, { types: ['ai-system'] });
    expect((await m.answer()).is).toBe('recorded');
    const other = await again(start);
    await goesTo(other.at, ASTRID, INGRID, { until: later(other.at.clock.now(), 1000) });
    other.at.clock.advance(1000);
    expect((await other.answer()).is).toBe('recorded');
  });
});

describe('a typed question', () => {
  it('is not passed over by whoever decides', async () => {
    await expectProblem({ question: 'Who stops it?' }, { field: 'question', problem: 'unsent' });
  });
});

describe('the same answer', () => {
  it('is one that says the same in all but its signature', async () => {
    await m.answer(0, WITH);
    const task = contentOf(taskType, (await m.theTask()).head);
    const given = {
      choice: 'approve-with-conditions',
      comment: '',
      signature: 'x',
      conditions: task.decision?.conditions ?? [],
      rows: [1],
      passTo: undefined,
      absentUntil: undefined,
    } as const;
    expect(isSame(task, given, task.facts)).toBe(true);
    expect(isSame(task, given, 'f'.repeat(64))).toBe(false);
    for (const other of [
      { choice: 'approve' },
      { comment: 'x' },
      { conditions: [] },
      { passTo: MARIT },
      { absentUntil: task.deadline },
    ] as const) {
      expect(isSame(task, { ...given, ...other }, task.facts)).toBe(false);
    }
  });
});
