import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { owe } from '#core/mail/outbox.ts';
import { factsKey, recordPartition } from '#core/store/keys.ts';
import { type CorePorts, corePorts, makeDue } from './support/core-ports.ts';
import { type Live, startLive } from './support/live.ts';
import { changeEnvironment, forge, setStream, stopExecution } from './support/machine-control.ts';
import { ASTRID, codeIn, INGRID, taskOf, threadOf } from './support/thread.ts';
import { verifyBucket } from './support/verify-bucket.ts';
import { waitUntil } from './support/wait-until.ts';

let live: Live;
let thread: ReturnType<typeof threadOf>;
let ports: CorePorts;

beforeAll(async () => {
  live = await startLive();
  thread = threadOf(live);
  ports = corePorts(live.assent);
});
afterAll(() => live?.stop());

/** The token of the execution that waits at a record, once one does that is not `before`. */
function waiter(of: string, before?: string): Promise<string> {
  return waitUntil(`somebody to wait at ${of}`, async () => {
    const partition = recordPartition(of);
    const { items } = await ports.table.query({ partition, prefix: 'W#', limit: 10 });
    const token = items[0]?.token;
    return typeof token === 'string' && token !== before ? token : undefined;
  });
}

/** What the token of an execution that has ended is on AWS: one that nobody knows. */
async function forgetToken(of: string): Promise<void> {
  const partition = recordPartition(of);
  const { items } = await ports.table.query({ partition, prefix: 'W#', limit: 10 });
  for (const { pk, sk } of items) {
    const token = '00000000-0000-0000-0000-000000000000';
    await ports.table.write([{ op: 'update', key: { pk, sk }, set: { token } }]);
  }
}

const mailsAbout = (name: string) =>
  live
    .mails()
    .filter(({ subject }) => subject.includes(name))
    .map(({ subject, to }) => `${subject.split(':')[0]} to ${to}`)
    .toSorted();

describe('the log', () => {
  test('is rung by the sweep where the stream never rings', async () => {
    await setStream(live.assent, false);
    const { ref, logIndex } = await thread.givenPolicy('silent-policy', 'Silent policy');
    expect(logIndex).toBeNull();
    await live.sweep();
    expect(await thread.logged(ref)).toBeGreaterThan(0);
    await setStream(live.assent, true);
    const { ok, wrong } = await verifyBucket(live.assent);
    expect({ ok, wrong }).toEqual({ ok: true, wrong: [] });
  });
});

describe('an execution that is killed while people decide', () => {
  test('is followed by the next attempt, and the answer takes effect', async () => {
    const { approval, code } = await thread.asked('Killed policy');
    await waiter(approval);
    await stopExecution(live.assent, approval, 1);
    expect(await makeDue(ports, approval, /^execution-1$/)).toBe(true);
    await live.sweep();
    expect((await ports.store.need(approval)).pending.map((each) => each.for)).toContain(
      'execution-2',
    );
    await thread.decide(await thread.open(code));
    await thread.reaches(approval, 'effective');
  });

  test.each([
    ['on AWS, where its token ends with it', 'Unnoticed policy', true],
    ['where its token may still be rung', 'Unheard policy', false],
  ])('loses no answer that came before anybody noticed: %s', async (_, name, ends) => {
    const { approval, subject, code } = await thread.asked(name);
    await waiter(approval);
    await stopExecution(live.assent, approval, 1);
    if (ends) await forgetToken(approval);
    const receipt = await thread.decide(await thread.open(code));
    expect(receipt.status).toBe(200);
    expect((await thread.get(approval)).version.state).toBe('decided');
    expect(await makeDue(ports, approval, /^execution-1$/)).toBe(true);
    await Promise.all([live.sweep(), live.sweep()]);
    await thread.reaches(approval, 'effective');
    expect((await thread.get(subject)).version).toMatchObject({ state: 'approved', version: 3 });
  });

  test('does not come back where it went on by itself in the meantime', async () => {
    const { approval, code } = await thread.asked('Lively policy');
    await waiter(approval);
    expect(await makeDue(ports, approval, /^execution-1$/)).toBe(true);
    await live.sweep();
    expect((await ports.store.need(approval)).pending.map((each) => each.for)).toContain(
      'execution-1',
    );
    await thread.decide(await thread.open(code));
    await thread.reaches(approval, 'effective');
  });
});

test('a forged answer to the machine finds nothing approved, and people decide as before', async () => {
  const { approval, subject, code } = await thread.asked('Forged policy');
  const token = await waiter(approval);
  await forge(live.assent, token, {
    outcome: 'effective',
    concluded: { outcome: 'effective' },
    choice: 'approve',
  });
  await waiter(approval, token);
  expect((await thread.get(approval)).version).toMatchObject({ state: 'open', version: 1 });
  expect((await thread.get(subject)).version.state).toBe('in-approval');
  await thread.decide(await thread.open(code));
  await thread.reaches(approval, 'effective');
});

test('mails that could not be sent for a while go out once they can', async () => {
  const giveBack = await changeEnvironment(live.assent, 'mail', {
    ASSENT_MAIL_FROM: 'Assent <assent@not-verified.example>',
  });
  const { ref } = await thread.givenPolicy('muted-policy', 'Muted policy');
  const approval = await thread.ask(ref);
  const task = taskOf(approval);
  await waitUntil('the question', () => ports.store.load(task));
  try {
    // Whoever was rung may hold the mail at this moment: then the other has nothing to fail at.
    await waitUntil('a mail that fails', async () => {
      const { failed } = await live.invoke('mail', { of: [task] });
      return failed ? true : undefined;
    });
    expect(mailsAbout('Muted policy')).toEqual([]);
  } finally {
    await giveBack();
  }
  expect(await makeDue(ports, task, /^mail$/)).toBe(true);
  await live.sweep();
  const mail = await thread.mailTo(INGRID, /Muted policy/);
  await thread.decide(await thread.open(codeIn(mail)));
  await thread.reaches(approval.ref, 'effective');
});

test('a mail that cannot be written holds up nobody else', async () => {
  const bad = await thread.asked('Broken policy');
  const good = await thread.asked('Sound policy');
  const ingrid = await thread.holderOf('chief-risk-officer');
  for (const { task } of [bad, good]) await ports.table.write([owe(task, 'reminder', 1, ingrid)]);
  const shown = await ports.table.get(factsKey(bad.task));
  if (shown === undefined) throw new Error('The task shows nothing');
  await ports.table.write([{ op: 'put', item: { ...shown, facts: 'damaged' } }]);
  await waitUntil('a mail that fails', async () => {
    const { failed } = await live.invoke('mail', { of: [bad.task, good.task] });
    return failed ? true : undefined;
  });
  await thread.mailTo(INGRID, /^Re: .*Sound policy/);
  expect(mailsAbout('Broken policy')).toHaveLength(1);
  await ports.table.write([{ op: 'put', item: shown }]);
  expect(await live.invoke('mail', { of: [bad.task] })).toMatchObject({ failed: false });
  await thread.mailTo(INGRID, /^Re: .*Broken policy/);
});

test('a subject edited between page and answer is decided by nobody, and everybody is told', async () => {
  const { approval, subject, task, code } = await thread.asked('Edited policy');
  const page = await thread.open(code);
  await thread.change(subject, { binds: 'Nobody' });
  const answer = await thread.decide(page, { comment: 'Fine with me' });
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('It changed before you answered');
  expect(answer.text).toContain('Fine with me');
  await thread.reaches(approval, 'void');
  await thread.reaches(task, 'closed');
  expect((await thread.get(subject)).version).toMatchObject({ state: 'draft', version: 3 });
  await thread.mailTo(ASTRID, /^Void: Edited policy/);
  await thread.mailTo(INGRID, /^The matter changed.*Edited policy/);
  expect((await thread.decide(page)).status).toBe(410);
  expect((await thread.open(code)).text).toContain('The matter changed before it was decided');
});

test('a changed approval policy voids what was asked under the old one', async () => {
  const { approval, code } = await thread.asked('Outdated policy');
  const page = await thread.open(code);
  const { version } = await thread.get('approval-policy/policy-request-approval');
  await thread.change('approval-policy/policy-request-approval', {
    whyNow: `${version.content.whyNow}; read again`,
  });
  await thread.take('approval-policy/policy-request-approval', 'adopt');
  const answer = await thread.decide(page, { comment: 'Fine with me' });
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('The approval policy that says who decides');
  expect(answer.text).toContain('Fine with me');
  expect(answer.text).not.toContain('Somebody changed');
  await thread.reaches(approval, 'void');
});

describe('two answers at the same moment, from two devices', () => {
  const decisions = async (task: string) =>
    (await thread.history(task)).filter(({ version }) => version.action === 'decide');

  test('are one decision where they are the same, and both get its receipt', async () => {
    const { approval, task, code } = await thread.asked('Twice policy');
    const pages = await Promise.all([thread.open(code), thread.open(code)]);
    const receipts = await Promise.all(pages.map((page) => thread.decide(page)));
    await thread.reaches(approval, 'effective');
    const [decision, ...more] = await decisions(task);
    expect(more).toEqual([]);
    for (const { status, text } of receipts) {
      expect(status).toBe(200);
      expect(text).toContain(decision?.digest);
    }
  });

  test('are one decision where they differ, and the other is told that it came second', async () => {
    const { approval, task, code } = await thread.asked('Torn policy');
    const page = await thread.open(code);
    const answers = await Promise.all([
      thread.decide(page),
      thread.decide(page, { choice: 'reject', comment: 'Too weak' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const state = answers[0]?.status === 200 ? 'effective' : 'rejected';
    await thread.reaches(approval, state);
    expect(await decisions(task)).toHaveLength(1);
  });
});

test('a question that nobody answers is reminded of once, then lapses, and everybody is told', async () => {
  await thread.givenApprovalPolicy('limited', {
    deadline: { amount: 8, unit: 'seconds' },
    reminders: [{ amount: 6, unit: 'seconds' }],
  });
  const { ref } = await thread.givenSystem('chat-helper', 'Chat helper', 'limited');
  const approval = await thread.take(ref, 'request-go-live');
  const { text, subject } = await thread.mailTo(INGRID, /^Approve go-live: Chat helper/);
  const reminder = await waitUntil('the reminder', async () => {
    await Promise.all([live.sweep(), live.sweep()]);
    return live.mails().find((mail) => /^Re: Approve go-live: Chat helper/.test(mail.subject));
  });
  expect(codeIn(reminder)).not.toBe(codeIn({ text }));
  expect(reminder.subject).toContain(subject);
  await waitUntil('the end of the time to answer', async () => {
    await live.sweep();
    const { version } = await thread.get(approval.ref);
    return version.state === 'lapsed' ? true : undefined;
  });
  expect((await thread.get(ref)).version.state).toBe('draft');
  await thread.reaches(taskOf(approval), 'closed');
  await thread.mailTo(ASTRID, /^Lapsed: Chat helper/);
  await thread.mailTo(INGRID, /^The time to answer is over: Chat helper/);
  expect(mailsAbout('Chat helper')).toEqual([
    `Approve go-live to ${INGRID}`,
    `Lapsed to ${ASTRID}`,
    `Re to ${INGRID}`,
    `The time to answer is over to ${INGRID}`,
  ]);
  for (const dead of [codeIn({ text }), codeIn(reminder)]) {
    expect((await thread.open(dead)).text).toContain('The time to answer is over');
  }
});
