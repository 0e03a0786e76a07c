import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mayAsk } from '#core/approvals/may-ask.ts';
import { openCode } from '#core/approvals/open-task.ts';
import { putQuestion } from '#core/approvals/put-question.ts';
import { withdraw } from '#core/approvals/withdraw.ts';
import { DAY } from '#core/time.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { ASTRID, INGRID, LARS } from '#tests/support/people.ts';
import { answerAside, becomes, owedBy, sideTask } from './cast.ts';
import { actionsOf, again, CRO, DPO, type Matter, matter, NAMES } from './matter.ts';
import { settled } from './settled.ts';

const QUESTION = 'Who stops it on a Sunday?';

let start: Matter;
let m: Matter;
beforeAll(async () => {
  start = await matter({ seats: [CRO, DPO], quorum: 2 });
  await start.open();
});
beforeEach(async () => {
  m = await again(start);
});

async function ask(of: Matter, question = QUESTION, seat = 0, changes: object = {}) {
  const { content } = await of.theTask(seat);
  const signature = NAMES[content.person] ?? '';
  const code = await of.codeOf(seat);
  return putQuestion(of.at, { code, question, signature, ...changes });
}

const questions = async (of: Matter) => (await of.theApproval()).content.questions;

describe('a question to whoever asked for approval', () => {
  it('is on record, and put to them as a task with the same facts', async () => {
    const asked = await ask(m, ` ${QUESTION}\r\n`);
    expect(asked).toMatchObject({ is: 'asked', again: false });
    const now = m.at.clock.now();
    expect(await questions(m)).toEqual([{ id: 'q1', by: INGRID, asked: now, text: QUESTION }]);
    const { version } = await m.at.store.need(m.ref);
    expect(version).toMatchObject({ action: 'ask', state: 'open', actor: INGRID, via: 'link' });
    const { head, content } = await sideTask(m, 'q1');
    const asker = await m.theTask(0);
    expect(head.version.state).toBe('open');
    expect(content).toMatchObject({
      ...{ person: ASTRID, asks: QUESTION, seat: 'q1', gate: 'stage-1', identity: 'link' },
      ...{ facts: asker.content.facts, deadline: asker.content.deadline },
    });
    expect(owedBy(m, head.ref)).toEqual([`request 1 ${ASTRID}`]);
  });

  it('reaches them by a link of its own, which opens the same matter', async () => {
    await ask(m);
    await m.at.deliverMail();
    const { code } = await sideTask(m, 'q1');
    const found = await openCode(m.at, code, m.at.clock.now());
    const asker = await openCode(m.at, await m.codeOf(0), m.at.clock.now());
    if (found.is !== 'task' || asker.is !== 'task') throw new Error('not open');
    expect(found.opened.shown.facts).toBe(asker.opened.shown.facts);
    expect(found.opened.shown).toMatchObject({ capacity: 'Head of AI', people: [ASTRID, INGRID] });
  });

  it('stops no deadline, and changes nothing that is pending', async () => {
    const before = await m.at.store.need(m.ref);
    await ask(m);
    const after = await m.at.store.need(m.ref);
    expect(after.pending).toEqual(before.pending);
    m.at.clock.advance(5 * DAY);
    await m.pass(2);
    expect((await settled(m)).approval).toBe('lapsed');
    expect((await sideTask(m, 'q1')).content.closed?.why).toBe('lapsed');
  });

  it('is one, however often the same person puts it', async () => {
    await ask(m);
    expect(await ask(m, `${QUESTION} `)).toMatchObject({ is: 'asked', again: true });
    expect(await questions(m)).toHaveLength(1);
    await ask(m, 'Another?');
    await ask(m, QUESTION, 1);
    expect((await questions(m)).map(({ id, by }) => [id, by])).toEqual([
      ['q1', INGRID],
      ['q2', INGRID],
      ['q3', LARS],
    ]);
  });

  it('is put once from two devices at once, and twice by two people', async () => {
    await Promise.all([ask(m), ask(m), ask(m, QUESTION, 1)]);
    expect((await questions(m)).map(({ by }) => by).sort()).toEqual([INGRID, LARS]);
  });

  it.each<[string, object, object]>([
    ['nothing', { question: ' \r\n' }, { field: 'question', problem: 'missing' }],
    ['4,001 characters', { question: 'x'.repeat(4001) }, { problem: 'too-long' }],
    ['a control character', { question: 'a\u0007' }, { problem: 'unreadable' }],
    ['a credential', { question: 'Is AKIA1234 yours?' }, { problem: 'credential' }],
    ['the asker’s name alone', { question: 'Ingrid Solheim' }, { problem: 'only-name' }],
    ['no signature', { signature: '' }, { field: 'signature', problem: 'missing' }],
    ['somebody else’s name', { signature: 'Lars Bakke' }, { problem: 'not-your-name' }],
  ])('is not put with %s', async (_, changes, problem) => {
    const asked = await ask(m, QUESTION, 0, changes);
    expect(asked).toMatchObject({ is: 'problems', problems: [problem] });
    expect(await questions(m)).toEqual([]);
  });

  it('is not put to a service, nor to somebody who has left', async () => {
    const service = await matter();
    await service.open();
    const found = await openCode(service.at, await service.codeOf(0), service.at.clock.now());
    if (found.is !== 'task') throw new Error('not open');
    const { opened } = found;
    expect(mayAsk(opened)).toBe(true);
    for (const requester of ['service/pipeline', INGRID]) {
      expect(mayAsk({ ...opened, approval: { ...opened.approval, requester } })).toBe(false);
    }
    await becomes(service.at, ASTRID, 'left');
    expect(await ask(service)).toMatchObject({
      is: 'problems',
      problems: [{ field: 'question', problem: 'unknown' }],
    });
  });

  it('is not put once fifty were', async () => {
    for (let n = 1; n <= 50; n++) await ask(m, `Question ${n}?`);
    expect(await questions(m)).toHaveLength(50);
    expect(await ask(m, 'One more?')).toMatchObject({ problems: [{ problem: 'full' }] });
    expect(await ask(m, 'Question 7?')).toMatchObject({ is: 'asked', again: true });
  });

  it('leaves room for the answers of those who decide, however much is asked', async () => {
    let full = false;
    for (let n = 1; n <= 50 && !full; n++) {
      full = (await ask(m, `${n} ${'ß'.repeat(3990)}`)).is === 'problems';
    }
    expect(full).toBe(true);
    await m.at.deliverMail();
    const said: string[] = [];
    for (const { id } of await questions(m)) {
      said.push((await answerAside(m, id, { comment: '漢'.repeat(4000) })).is);
    }
    expect(said).toContain('problems');
    const comment = '漢'.repeat(4000);
    expect((await m.answer(0, { comment })).is).toBe('recorded');
    expect((await m.answer(1, { comment })).is).toBe('recorded');
    expect((await m.theApproval()).state).toBe('decided');
  });

  it.each<[string, (of: Matter) => Promise<unknown>, string]>([
    ['has answered', (of) => of.answer(0), 'closed'],
    ['has left', (of) => becomes(of.at, INGRID, 'left'), 'left'],
    ['comes after the deadline', async (of) => of.at.clock.advance(5 * DAY), 'closed'],
    [
      'comes after the request was withdrawn',
      (of) => withdraw(of.at, of.ref, { actor: ASTRID, via: 'api', reason: 'Not ready' }),
      'closed',
    ],
  ])('is not put by whoever %s', async (_, deed, is) => {
    await deed(m);
    expect((await ask(m)).is).toBe(is);
  });

  it('is not put with a code that opens nothing, nor with that of another task', async () => {
    expect(await ask(m, QUESTION, 0, { code: 'x' })).toEqual({ is: 'unknown' });
    await ask(m);
    await m.at.deliverMail();
    const { code } = await sideTask(m, 'q1');
    expect((await ask(m, 'And?', 0, { code })).is).toBe('closed');
  });

  it('is not put by link where the policy asks for a sign-in', async () => {
    const signedIn = await matter({ identity: 'signed-in' });
    await signedIn.open();
    expect((await ask(signedIn)).is).toBe('sign-in');
  });

  it('is told to nobody where the bell is silent, and mailed by the sweep', async () => {
    m.at.bell.faults.fail(1);
    expect((await ask(m)).is).toBe('asked');
    await m.pass(3);
    expect((await sideTask(m, 'q1')).code).not.toBe('');
  });

  it('is not put where the table is down, and may be put again', async () => {
    m.at.table.writes.fail(1);
    await expectError(ask(m), 'Transient');
    expect(await ask(m)).toMatchObject({ is: 'asked', again: false });
  });
});

describe('the answer to a question', () => {
  beforeEach(async () => {
    await ask(m);
    await m.at.deliverMail();
  });

  it('is on record in task and approval, where everybody asked sees it', async () => {
    m.at.clock.advance(DAY);
    expect((await answerAside(m, 'q1')).is).toBe('recorded');
    const text = 'Since Monday, see the minutes';
    const [question] = await questions(m);
    expect(question?.answer).toEqual({ by: ASTRID, at: m.at.clock.now(), text });
    const { head, content } = await sideTask(m, 'q1');
    expect(content.decision).toMatchObject({ choice: 'answer', comment: text });
    expect(head.version).toMatchObject({ state: 'decided', actor: ASTRID, via: 'link' });
    expect(await actionsOf(m.at, m.ref)).toEqual(['create', 'ask', 'clarify']);
    expect((await m.theApproval()).state).toBe('open');
  });

  it('is confirmed to whoever gave it, and told to whoever asked', async () => {
    await answerAside(m, 'q1');
    const { head } = await sideTask(m, 'q1');
    expect(owedBy(m, head.ref)).toEqual([
      `clarified 1 ${INGRID}`,
      `receipt 1 ${ASTRID}`,
      `request 1 ${ASTRID}`,
    ]);
  });

  it('is a vote of nobody', async () => {
    await answerAside(m, 'q1');
    expect((await m.theApproval()).content.stages[0]?.seats.map(({ answer }) => answer)).toEqual([
      undefined,
      undefined,
    ]);
    for (const choice of ['approve', 'reject', 'fulfil', 'pass-on', '']) {
      const other = await again(m);
      expect((await answerAside(other, 'q1', { choice })).is).toBe('different');
    }
  });

  it.each<[string, object, object]>([
    ['nothing', { comment: '' }, { field: 'comment', problem: 'missing' }],
    ['4,001 characters', { comment: 'x'.repeat(4001) }, { problem: 'too-long' }],
    ['a credential', { comment: 'AKIA1234' }, { field: 'comment', problem: 'credential' }],
    ['the choice of a vote', { choice: 'approve' }, { field: 'choice', problem: 'unknown' }],
    ['their name alone', { comment: 'Astrid Nygard' }, { problem: 'only-name' }],
    ['the name of whoever asked', { signature: 'Ingrid Solheim' }, { problem: 'not-your-name' }],
  ])('is not recorded with %s', async (_, changes, problem) => {
    const answered = await answerAside(m, 'q1', changes);
    expect(answered).toMatchObject({ is: 'problems', problems: [problem] });
    expect((await questions(m))[0]?.answer).toBeUndefined();
  });

  it('is the same again, and another one a conflict', async () => {
    await answerAside(m, 'q1');
    expect(await answerAside(m, 'q1')).toMatchObject({ is: 'recorded', again: true });
    expect((await answerAside(m, 'q1', { comment: 'Nobody' })).is).toBe('different');
  });

  it('is recorded beside a vote that lands at the same moment', async () => {
    const both = await Promise.all([answerAside(m, 'q1'), m.answer(0)]);
    expect(both.map(({ is }) => is)).toEqual(['recorded', 'recorded']);
    expect((await questions(m))[0]?.answer).toBeDefined();
    expect((await m.theApproval()).content.stages[0]?.seats[0]?.answer).toBeDefined();
  });

  it('is wanted no more once the approval has ended, which is told', async () => {
    await m.answer(0);
    await m.answer(1);
    expect((await answerAside(m, 'q1')).is).toBe('closed');
    await settled(m);
    const { head, content } = await sideTask(m, 'q1');
    expect([head.version.state, content.closed?.why]).toEqual(['closed', 'no-longer-needed']);
    expect(owedBy(m, head.ref)).toContain(`closed 1 ${ASTRID}`);
  });

  it('is not taken from somebody who has left', async () => {
    await becomes(m.at, ASTRID, 'left');
    expect((await answerAside(m, 'q1')).is).toBe('left');
  });
});
