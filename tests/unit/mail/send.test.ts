import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { openCode } from '#core/approvals/open-task.ts';
import { LEASE_MS } from '#core/mail/claim.ts';
import type { MailMatter } from '#core/mail/matter.ts';
import { parseDelivery } from '#core/mail/outbox.ts';
import { reader } from '#core/mail/reader.ts';
import { checkOwner, sendOwed } from '#core/mail/send.ts';
import { codeKey, messageKey } from '#core/store/keys.ts';
import { codeDigest } from '#core/tasks/code.ts';
import { DAY, HOUR, later, MINUTE } from '#core/time.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { INGRID } from '#tests/support/people.ts';
import { CRO, DPO, type Matter, matter } from '../approvals/matter.ts';

const TO_INGRID = 'ingrid.solheim@halden.example';
const TO_ASTRID = 'astrid.nygard@halden.example';

let m: Matter;
beforeEach(async () => {
  m = await matter();
  await m.runMachines();
});

const task = async () => (await m.theTask()).head.ref;
const send = async () => m.at.mailOf(await task());
const codes = () => m.at.sentMatters.flatMap(({ code }) => (code === undefined ? [] : [code]));
const deliveries = () =>
  m.at.table
    .all()
    .filter(({ sk }) => sk.startsWith('D#'))
    .map(parseDelivery);

describe('the question', () => {
  it('goes to whoever is seated, and a reply to whoever asks', async () => {
    expect(await send()).toEqual({ sent: 1, undeliverable: [], rest: false });
    expect(m.at.mailer.sent).toHaveLength(1);
    expect(m.at.mailer.sent[0]).toMatchObject({ to: TO_INGRID, replyTo: TO_ASTRID });
  });

  it('is sent once, and noted with the mailer’s id', async () => {
    await send();
    expect(await send()).toEqual({ sent: 0, undeliverable: [], rest: false });
    expect(deliveries()).toMatchObject([
      { kind: 'request', n: 1, to: INGRID, sent: m.at.clock.now(), messageId: 'mail-1' },
    ]);
    expect((await m.theTask()).head.pending.map((each) => each.for)).not.toContain('mail');
  });

  it('is found by the mailer’s id for 30 days, the id itself kept as a digest', async () => {
    await send();
    const [delivery] = deliveries();
    const key = messageKey(createHash('sha256').update('mail-1').digest('hex'));
    expect(await m.at.table.get(key)).toEqual({
      ...key,
      of: delivery?.of,
      kind: 'request',
      n: 1,
      to: INGRID,
      ttl: Date.parse(later(m.at.clock.now(), 30 * DAY)) / 1000,
    });
  });

  it('carries a code of which the table keeps the digest, until long after the deadline', async () => {
    await send();
    const [code = ''] = codes();
    expect(m.at.mailer.sent[0]?.text).toContain(code);
    const { content, head } = await m.theTask();
    const expires = later(content.deadline, 90 * DAY);
    expect(await m.at.table.get(codeKey(codeDigest(code)))).toMatchObject({
      task: head.ref,
      person: INGRID,
      epoch: 1,
      expires,
      ttl: Date.parse(expires) / 1000,
    });
    m.at.table.expire(later(expires, -1000));
    expect((await openCode(m.at, code, later(expires, -1000))).is).toBe('expired');
    m.at.table.expire(later(expires, 1000));
    expect((await openCode(m.at, code, later(expires, 1000))).is).toBe('unknown');
  });

  it('is sent again where noting it failed, and both codes work', async () => {
    let failed = false;
    m.at.calls.after(({ name }) => {
      if (name !== 'mailer.send' || failed) return;
      failed = true;
      throw new Error('killed');
    });
    await expect(send()).rejects.toThrow('killed');
    await send();
    expect(m.at.mailer.sent).toHaveLength(1);
    m.at.clock.advance(LEASE_MS);
    await send();
    expect(m.at.mailer.sent).toHaveLength(2);
    const [first = '', second = ''] = codes();
    expect(first).not.toBe(second);
    for (const code of [first, second]) {
      expect((await openCode(m.at, code, m.at.clock.now())).is).toBe('task');
    }
    expect((await m.answer(0, { code: first })).is).toBe('recorded');
    expect(await m.answer(0, { code: second })).toMatchObject({ is: 'recorded', again: true });
  });

  it('stays due while the mailer is down', async () => {
    m.at.mailer.faults.fail(1);
    await expectError(send(), 'Transient');
    expect(deliveries()[0]?.sent).toBeUndefined();
    expect((await m.theTask()).head.pending.map((each) => each.for)).toContain('mail');
    m.at.bell.take();
    m.at.clock.advance(2 * MINUTE);
    await m.at.sweep();
    await m.at.deliverMail();
    expect(m.at.mailer.sent).toHaveLength(1);
  });

  it('is noted as refused where the address is not taken', async () => {
    m.at.mailer.refuse(TO_INGRID);
    expect(await send()).toEqual({ sent: 0, undeliverable: [INGRID], rest: false });
    expect(deliveries()[0]).toMatchObject({ messageId: 'refused' });
    expect(m.at.table.all().filter(({ pk }) => pk.startsWith('M#'))).toEqual([]);
    expect(await send()).toEqual({ sent: 0, undeliverable: [], rest: false });
  });

  it('is noted as undeliverable where the person’s values were erased', async () => {
    const others = m.at.table.all('personal').filter(({ pk }) => !pk.includes('000000000001'));
    m.at.table.restore(others, 'personal');
    expect(await send()).toEqual({ sent: 0, undeliverable: [INGRID], rest: false });
    expect(deliveries()[0]).toMatchObject({ messageId: 'undeliverable' });
    expect(m.at.mailer.sent).toEqual([]);
  });

  it('names nobody to reply to where the requester was erased', async () => {
    const others = m.at.table.all('personal').filter(({ pk }) => !pk.includes('000000000002'));
    m.at.table.restore(others, 'personal');
    await send();
    expect(m.at.mailer.sent[0]).not.toHaveProperty('replyTo');
  });

  it('is not sent where it is over before it leaves; and nobody is told the end of it', async () => {
    await m.editSubject();
    await m.at.conclude(m.ref);
    m.at.bell.take();
    expect(await send()).toEqual({ sent: 0, undeliverable: [], rest: false });
    expect(m.at.sentMatters).toEqual([]);
    expect(codes()).toEqual([]);
    const task = deliveries().filter(({ of }) => of.startsWith('task/'));
    expect(task.map(({ kind, messageId }) => [kind, messageId])).toEqual([
      ['closed', 'not-needed'],
      ['request', 'not-needed'],
    ]);
  });
});

describe('a reminder', () => {
  const reminded = async () => {
    await m.at.deliverMail();
    m.at.clock.advance(3 * DAY + HOUR);
    await m.at.sweep();
  };

  it('has a code of its own; the older one works as well', async () => {
    await reminded();
    await m.at.deliverMail();
    expect(m.at.sentMatters.map(({ delivery }) => delivery.kind)).toEqual(['request', 'reminder']);
    expect(new Set(codes()).size).toBe(2);
    for (const code of codes()) {
      expect((await openCode(m.at, code, m.at.clock.now())).is).toBe('task');
    }
  });

  it('is not sent after the answer, though it was owed before', async () => {
    await reminded();
    m.at.bell.take();
    await m.answer();
    await m.at.deliverMail();
    expect(m.at.sentMatters.map(({ delivery }) => delivery.kind)).toEqual(['request', 'receipt']);
  });
});

describe('the mails after an answer', () => {
  it('are a receipt to whoever decided, and the outcome to whoever asked', async () => {
    await m.at.deliverMail();
    await m.answer(0, { comment: 'Good' });
    await m.pass(2);
    expect(m.at.mailer.sent.map(({ to, subject }) => [to, subject.split(' ')[0]])).toEqual([
      [TO_INGRID, 'request'],
      [TO_INGRID, 'receipt'],
      [TO_ASTRID, 'outcome'],
    ]);
    const outcome = m.at.sentMatters.at(-1);
    expect(outcome?.answers).toEqual([
      {
        by: INGRID,
        name: 'Ingrid Solheim',
        capacity: 'Chief Risk Officer',
        choice: 'approve',
        comment: 'Good',
      },
    ]);
    expect(outcome?.organisation).toBe('Halden Savings Bank');
  });

  it('say of an erased decider that they are erased', async () => {
    await m.at.deliverMail();
    await m.answer();
    const others = m.at.table.all('personal').filter(({ pk }) => !pk.includes('000000000001'));
    m.at.table.restore(others, 'personal');
    await m.pass(2);
    const outcome = m.at.sentMatters.findLast(({ delivery }) => delivery.kind === 'outcome');
    expect(outcome?.answers.map(({ name }) => name)).toEqual(['erased']);
  });

  it('tell the others that they are no longer needed', async () => {
    const two = await matter({ seats: [CRO, DPO], quorum: 1 });
    await two.open();
    await two.answer(0);
    await two.pass(2);
    expect(two.at.mailer.newestTo('lars.bakke@halden.example').subject).toContain('closed');
    expect((await two.theTask(1)).content.closed?.why).toBe('no-longer-needed');
  });

  it('wait a few seconds for the place in the log, and go without it', async () => {
    await m.at.deliverMail();
    await m.answer();
    const matters: MailMatter[] = [];
    let slept = 0;
    const sending = {
      ...m.at,
      checkpoint: async () => undefined,
      sleep: async (milliseconds: number) => {
        slept += milliseconds;
      },
      render: (given: MailMatter) => {
        matters.push(given);
        return { subject: 'x', text: 'x', html: 'x' };
      },
    };
    await sendOwed(sending, await task());
    expect(matters).toMatchObject([{ index: undefined, checkpoint: undefined }]);
    expect(slept).toBeGreaterThanOrEqual(5000);
    expect(slept).toBeLessThan(10_000);
  });
});

describe('who is written to', () => {
  it('is a person with a name and an address, and nobody else', async () => {
    expect(await reader(m.at.store, INGRID)).toEqual({
      ref: INGRID,
      name: 'Ingrid Solheim',
      email: TO_INGRID,
      language: 'en',
      zone: 'Europe/Oslo',
    });
    expect(await reader(m.at.store, 'service/setup')).toBeUndefined();
    expect(await reader(m.at.store, 'person/nobody')).toBeUndefined();
  });

  it.each(['policy/ai-policy', 'system/heartbeat', 'condition/a', 'tasks/a', 'task', ''])(
    'is asked of no %j',
    async (of) => {
      await expectError((async () => checkOwner(of))(), 'Invalid');
    },
  );

  it.each(['task/a', 'approval/a', 'approval-policy/a', 'person/a'])('is asked of %s', (of) => {
    expect(checkOwner(of)).toBe(of);
  });
});
