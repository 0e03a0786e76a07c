import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '#core/approvals/answer.ts';
import { approvalContent } from '#core/approvals/ask.ts';
import type { TaskContent } from '#core/records/task.ts';
import { DAY, later, MINUTE } from '#core/time.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { INGRID, SETUP } from '#tests/support/people.ts';
import { again, type Matter, matter } from './matter.ts';

let start: Matter;
let m: Matter;
beforeAll(async () => {
  start = await matter();
  await start.open();
});
beforeEach(async () => {
  m = await again(start);
});

/** What was written since, besides nothing. */
const writes = () => m.at.calls.trace.filter((name) => name === 'table.write').length;

describe('an answer that is recorded', () => {
  it('is the closing version of the task, with all that it rests on', async () => {
    m.at.clock.advance(MINUTE);
    const comment = 'Good, but watch duty 1';
    await m.answer(0, { comment, opened: later(m.at.clock.now(), -30_000) });
    const { head, content } = await m.theTask();
    expect(head.version).toMatchObject({
      version: 2,
      action: 'decide',
      state: 'decided',
      actor: INGRID,
      via: 'link',
      reason: comment,
    });
    expect(content.epoch).toBe(2);
    expect(content.closed).toEqual({ at: m.at.clock.now(), why: 'decided' });
    expect(content.decision).toEqual({
      choice: 'approve',
      comment,
      facts: content.facts,
      opened: later(m.at.clock.now(), -30_000),
      policy: content.policy,
      signature: { $detached: expect.stringMatching(/^[\w-]{43}$/) },
      subject: content.subject,
    });
  });

  it('stands at its seat, pinned, and closes the stage', async () => {
    await m.answer();
    const { head } = await m.theTask();
    const [stage] = (await m.theApproval()).content.stages;
    expect(stage?.closed).toEqual({ at: m.at.clock.now(), result: 'granted' });
    expect(stage?.seats[0]?.answer).toEqual({
      choice: 'approve',
      by: INGRID,
      at: m.at.clock.now(),
      task: { type: 'task', id: head.version.id, version: 2, digest: head.digest },
    });
  });

  it('needs no reason where it is a yes, and carries none then', async () => {
    await m.answer();
    expect((await m.theTask()).head.version.reason).toBeNull();
    expect((await m.theTask()).content.decision).not.toHaveProperty('comment');
  });

  it.each<[string, Partial<Form>, Partial<NonNullable<TaskContent['decision']>>]>([
    ['with line ends as forms post them', { comment: 'a\r\nb\r\n' }, { comment: 'a\nb' }],
    [
      'with markup, kept as text',
      { comment: '<b>no</b> & "yes"' },
      { comment: '<b>no</b> & "yes"' },
    ],
    ['with 4,000 characters', { comment: 'x'.repeat(4000) }, { comment: 'x'.repeat(4000) }],
    ['without a claim of when it was opened', { opened: '' }, {}],
    ['with such a claim that is no time', { opened: 'yesterday' }, {}],
    ['with such a claim that lies ahead', { opened: '2099-01-01T00:00:00.000Z' }, {}],
  ])('%s', async (_, changes, decision) => {
    expect((await m.answer(0, changes)).is).toBe('recorded');
    const { content } = await m.theTask();
    expect(content.decision).toMatchObject(decision);
    if ('opened' in changes) expect(content.decision).not.toHaveProperty('opened');
  });

  it.each(['INGRID  SOLHEIM', ' ingrid\tsolheim ', 'Íngrid Sólheim'])(
    'is signed %j',
    async (signature) => {
      expect((await m.answer(0, { signature })).is).toBe('recorded');
    },
  );

  it.each([
    ['in small letters', (code: string) => code.toLowerCase()],
    ['without hyphens', (code: string) => code.replaceAll('-', '')],
    ['with spaces', (code: string) => ` ${code.replaceAll('-', ' ')} `],
  ])('comes with the code %s', async (_, typed) => {
    expect((await m.answer(0, { code: typed(await m.codeOf()) })).is).toBe('recorded');
  });

  it('is recorded where nobody could be rung', async () => {
    m.at.machines.faults.fail(10);
    m.at.bell.faults.fail(10);
    expect((await m.answer()).is).toBe('recorded');
    expect((await m.theApproval()).state).toBe('decided');
  });

  it('is not recorded where the table is down, and may be given again', async () => {
    const form = await m.formOf();
    m.at.table.writes.fail(1);
    await expectError(m.at.answer(form), 'Transient');
    expect((await m.theApproval()).state).toBe('open');
    expect((await m.at.answer(form)).is).toBe('recorded');
  });

  it('is found again where its answer was lost on the way', async () => {
    const form = await m.formOf();
    m.at.table.writes.loseAnswers(1);
    await expectError(m.at.answer(form), 'Transient');
    expect(await m.at.answer(form)).toMatchObject({ is: 'recorded', again: true });
  });
});

describe('an answer that is not recorded', () => {
  it('names every mistake at once', async () => {
    const answered = await m.answer(0, {
      choice: '',
      comment: 'x'.repeat(4001),
      signature: '',
      facts: '',
    });
    expect(answered).toMatchObject({
      is: 'problems',
      problems: [
        { field: 'choice', problem: 'missing' },
        { field: 'comment', problem: 'too-long' },
        { field: 'signature', problem: 'missing' },
        { field: 'facts', problem: 'moved' },
      ],
    });
    expect(writes()).toBe(0);
  });

  it.each<[string, Partial<Form>, object]>([
    ['a control character', { comment: 'a\u0007b' }, { field: 'comment', problem: 'unreadable' }],
    ['a bidi override', { comment: 'a\u202Eb' }, { field: 'comment', problem: 'unreadable' }],
    ['a lone surrogate', { comment: 'a\ud800' }, { field: 'comment', problem: 'unreadable' }],
    ['a choice of another task', { choice: 'fulfil' }, { field: 'choice', problem: 'unknown' }],
    ['a choice in other case', { choice: 'Approve' }, { field: 'choice', problem: 'unknown' }],
    [
      'a choice that objects inherit',
      { choice: 'constructor' },
      { field: 'choice', problem: 'unknown' },
    ],
    [
      'a no with blanks for a reason',
      { choice: 'reject', comment: ' \r\n ' },
      { field: 'comment', problem: 'missing' },
    ],
    [
      'a name of accents without end',
      { signature: `Ingrid${'\u0301'.repeat(300)} Solheim` },
      { field: 'signature', problem: 'not-your-name' },
    ],
    [
      'a name with a zero-width space',
      { signature: 'Ingrid\u200b Solheim' },
      { field: 'signature', problem: 'not-your-name' },
    ],
    [
      'a name with a control character',
      { signature: 'Ingrid\u0007 Solheim' },
      { field: 'signature', problem: 'not-your-name' },
    ],
    [
      'the name that signs for a comment as well',
      { comment: ' ingrid SOLHEIM\r\n' },
      { field: 'comment', problem: 'only-name' },
    ],
    ['the digest of other facts', { facts: 'f'.repeat(64) }, { field: 'facts', problem: 'moved' }],
    ['a credential', { comment: 'use AKIA1234' }, { field: 'comment', problem: 'credential' }],
  ])('has %s', async (_, changes, problem) => {
    expect(await m.answer(0, changes)).toMatchObject({ is: 'problems', problems: [problem] });
    expect(writes()).toBe(0);
    expect((await m.theApproval()).state).toBe('open');
  });

  it.each([
    ['nothing', ''],
    ['something else', 'hello'],
    ['a code that was never given', '0000-0000-0000-0000-0000'],
  ])('comes with %s for a code', async (_, code) => {
    expect(await m.answer(0, { code })).toEqual({ is: 'unknown' });
    expect(writes()).toBe(0);
  });

  it('comes with a code one character off', async () => {
    const code = await m.codeOf();
    const other = code.startsWith('0') ? '1' : '0';
    expect(await m.answer(0, { code: other + code.slice(1) })).toEqual({ is: 'unknown' });
  });

  it('comes at the deadline, though nobody has said yet that it lapsed', async () => {
    m.at.clock.advance(5 * DAY - 1);
    const early = await again(m);
    expect((await early.answer()).is).toBe('recorded');
    m.at.clock.advance(1);
    expect(await m.answer()).toMatchObject({ is: 'closed', opened: { late: true } });
    expect(writes()).toBe(0);
  });

  it('comes with a code of an older epoch', async () => {
    const form = await m.formOf();
    const { head, content } = await m.theTask();
    const raised = await m.at.store.draft({
      ...SETUP,
      type: 'task',
      id: head.version.id,
      before: head,
      action: 'edit',
      state: 'open',
      content: { ...content, epoch: 2 },
      links: [],
    });
    await m.at.store.commit([raised]);
    expect(await m.at.answer(form)).toMatchObject({ is: 'closed', opened: { late: false } });
  });

  it('comes where the policy demands to be signed in', async () => {
    const signedIn = await matter({ identity: 'signed-in' });
    await signedIn.open();
    expect((await signedIn.answer()).is).toBe('sign-in');
    expect((await signedIn.theApproval()).state).toBe('open');
  });

  it('comes from somebody whom a duty bars by now', async () => {
    const head = await m.at.store.need(m.ref);
    const content = approvalContent(head);
    const barred = await m.at.store.draft({
      ...SETUP,
      type: 'approval',
      id: head.version.id,
      before: head,
      action: 'edit',
      state: 'open',
      content: { ...content, excluded: [{ person: INGRID, duty: 'last-editor' }] },
      links: head.version.links,
    });
    await m.at.store.commit([barred]);
    expect((await m.answer()).is).toBe('barred');
    expect((await m.theApproval()).state).toBe('open');
  });

  it('comes from somebody whose name was erased', async () => {
    const form = await m.formOf();
    m.at.table.restore([], 'personal');
    expect((await m.at.answer(form)).is).toBe('left');
    expect((await m.theApproval()).state).toBe('open');
  });
});
