import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_MAILS_A_RUN } from '#core/limits.ts';
import { sendAll } from '#core/mail/send-all.ts';
import { DAY, HOUR, MINUTE } from '#core/time.ts';
import { type Matter, matter } from '../approvals/matter.ts';
import { type Asked, asked, sendPorts } from './many.ts';

/** A deadline so near that no digest could wait for it. */
const SOON = { deadline: { amount: 20, unit: 'hours' }, reminders: [] };

describe('one run of the function mail', () => {
  let a: Asked;
  beforeEach(async () => {
    a = await asked(3, SOON);
  });

  it('sends so many mails at most, and names the records that are left', async () => {
    await a.more(MAX_MAILS_A_RUN);
    const first = await a.send();
    expect(first.sent).toBe(MAX_MAILS_A_RUN);
    expect(first.rest).toEqual(a.tasks.slice(MAX_MAILS_A_RUN));
    expect((await a.send(first.rest)).sent).toBe(3);
    expect(a.toIngrid()).toHaveLength(MAX_MAILS_A_RUN + 3);
  });

  it('leaves what it does not reach due', async () => {
    await a.more(MAX_MAILS_A_RUN);
    await a.send();
    const { pending } = await a.at.store.need(a.tasks.at(-1) ?? '');
    expect(pending.map((each) => each.for)).toContain('mail');
  });

  it('ends after a minute, wherever it is', async () => {
    const off = a.at.calls.after(({ name }) => {
      if (name === 'mailer.send') a.at.clock.advance(MINUTE);
    });
    const { sent, rest } = await a.send();
    off();
    expect({ sent, rest }).toEqual({ sent: 1, rest: a.tasks.slice(1) });
    expect((await a.send(rest)).sent).toBe(2);
  });

  it('ends where the mailer is throttled, and asks it no more', async () => {
    a.at.mailer.faults.fail(1);
    const { sent, rest, failures } = await a.send();
    expect({ sent, rest }).toEqual({ sent: 0, rest: [] });
    expect(failures).toMatchObject([{ of: a.tasks[0], error: { code: 'Transient' } }]);
    expect(a.at.calls.trace.filter((name) => name === 'mailer.send')).toHaveLength(1);
    a.at.clock.advance(2 * MINUTE);
    expect((await a.send()).sent).toBe(3);
  });

  it('goes on where one mail cannot be made', async () => {
    const ports = sendPorts(a.at);
    const render: typeof ports.render = (given) => {
      if (given.delivery.of === a.tasks[0]) throw new Error('no words');
      return ports.render(given);
    };
    const { sent, failures } = await sendAll({ ...ports, render }, a.tasks);
    expect(sent).toBe(2);
    expect(failures.map(({ of }) => of)).toEqual([a.tasks[0]]);
  });

  it.each(['policy/ai-policy', 'task/nobody'])('goes on past %s, which owes none', async (of) => {
    const { sent, failures } = await a.send([of, ...a.tasks]);
    expect(sent).toBe(3);
    expect(failures.map((each) => each.of)).toEqual(of === 'task/nobody' ? [] : [of]);
  });

  it('sends nothing of a record that owes nothing any more', async () => {
    await a.send();
    expect(await a.send()).toEqual({ sent: 0, undeliverable: [], failures: [], rest: [] });
  });
});

describe('a mail provider that is down for a day', () => {
  let m: Matter;
  const down = () =>
    m.at.calls.before(({ name }) => {
      if (name === 'mailer.send') m.at.mailer.faults.fail(1);
    });
  const tryFor = async (hours: number) => {
    for (let hour = 0; hour < hours; hour++) {
      m.at.clock.advance(HOUR);
      await m.at.sweep();
      await m.runMachines();
      const records = m.at.bell
        .take()
        .flatMap(({ fn, payload }) => (fn === 'mail' ? (payload as { of: string[] }).of : []));
      await sendAll(sendPorts(m.at), records);
    }
  };

  it('makes everything leave afterwards, once', async () => {
    m = await matter();
    await m.runMachines();
    const up = down();
    await tryFor(24);
    expect(m.at.mailer.sent).toEqual([]);
    up();
    await tryFor(3);
    expect(m.at.mailer.sent).toHaveLength(1);
    await m.answer();
    await tryFor(3);
    expect(m.at.mailer.sent.map(({ subject }) => subject)).toEqual([
      'request',
      'receipt',
      'outcome',
    ]);
  });

  it('makes nobody be reminded of what was answered meanwhile', async () => {
    m = await matter();
    await m.open();
    m.at.clock.advance(2 * DAY + 23 * HOUR);
    const up = down();
    await tryFor(4);
    await m.answer();
    await tryFor(20);
    up();
    await tryFor(3);
    expect(m.at.mailer.sent.map(({ subject }) => subject.split(' ')[0]).sort()).toEqual([
      'outcome',
      'receipt',
      'request',
    ]);
  });

  it('makes nobody be asked what has lapsed meanwhile, nor told its end', async () => {
    m = await matter({ deadline: { amount: 12, unit: 'hours' }, reminders: [] });
    await m.runMachines();
    const up = down();
    await tryFor(24);
    up();
    await tryFor(3);
    expect((await m.theApproval()).state).toBe('lapsed');
    expect(m.at.mailer.sent.map(({ subject }) => subject)).toEqual(['outcome']);
  });
});
