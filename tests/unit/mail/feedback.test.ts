import { beforeEach, describe, expect, it } from 'vitest';
import { takeFeedback } from '#core/mail/feedback.ts';
import { markLeft, owe, parseDelivery } from '#core/mail/outbox.ts';
import { SesEvent } from '#core/mail/ses-event.ts';
import { deliveryKey, keptKey } from '#core/store/keys.ts';
import { DAY, HOUR, later, MINUTE } from '#core/time.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { INGRID, LARS } from '#tests/support/people.ts';
import {
  aBounce,
  aComplaint,
  aDelay,
  aReject,
  BOUNCED_ADDRESS,
} from '#tests/support/ses-events.ts';
import { killedEverywhere } from '../approvals/kill.ts';
import { CRO, DPO, type Matter, matter } from '../approvals/matter.ts';

/** Ingrid is asked, and SES has taken her mail as `mail-1`. */
let m: Matter;
beforeEach(async () => {
  m = await matter();
  await m.open();
});

const take = (event: object, at: Matter = m) => takeFeedback(at.at, SesEvent.parse(event));
const task = async () => (await m.theTask()).head;
const delivery = async (kind = 'request', n = 1) => {
  const item = await m.at.table.get(deliveryKey((await task()).ref, kind, n));
  return item === undefined ? undefined : parseDelivery(item);
};
const dues = async () => (await task()).pending.filter((each) => each.for === 'unreachable');
const everything = () => JSON.stringify(m.at.table.all());

describe('a mail that will not be read', () => {
  it.each([
    ['a bounce', aBounce('mail-1'), 'bounced'],
    ['a bounce without mailbox', aBounce('mail-1', { subType: 'NoEmail' }), 'bounced'],
    ['a bounce of a kind not known yet', aBounce('mail-1', { subType: 'New' }), 'bounced'],
    ['a list of SES', aBounce('mail-1', { subType: 'Suppressed' }), 'suppressed'],
    [
      'the list of the account',
      aBounce('mail-1', { subType: 'OnAccountSuppressionList' }),
      'suppressed',
    ],
    ['a complaint', aComplaint('mail-1'), 'complained'],
    ['a complaint before', aComplaint('mail-1', 'OnAccountSuppressionList'), 'suppressed'],
    ['a rejection', aReject('mail-1'), 'rejected'],
  ])('for %s: it is noted, and its task due at once', async (_, event, said) => {
    const now = m.at.clock.now();
    const { ref, version } = await task();
    expect(await take(event)).toEqual({
      is: 'noted',
      said,
      delivery: { of: ref, kind: 'request', n: 1 },
      unreachable: true,
    });
    expect(await delivery()).toMatchObject({ feedback: said, feedbackAt: now });
    const head = await task();
    expect(head.pending).toContainEqual({ at: now, for: 'unreachable' });
    expect(await m.at.lists.dueBy(now, 10)).toMatchObject([{ ref, due: now }]);
    // What the sweep makes of it is a version, if anything is.
    expect(head.version).toEqual(version);
  });

  it('changes nothing else that is pending on its task', async () => {
    const before = (await task()).pending;
    await take(aBounce('mail-1'));
    expect((await task()).pending.filter((each) => each.for !== 'unreachable')).toEqual(before);
  });

  it('is noted once, whatever is said of it again', async () => {
    await take(aBounce('mail-1'));
    const noted = everything();
    m.at.clock.advance(MINUTE);
    for (const again of [aBounce('mail-1'), aComplaint('mail-1'), aDelay('mail-1')]) {
      expect(await take(again)).toMatchObject({ is: 'known', unreachable: false });
    }
    expect(everything()).toBe(noted);
  });

  it('is noted once of two at the same moment', async () => {
    const both = await Promise.all([take(aBounce('mail-1')), take(aBounce('mail-1'))]);
    expect(both.map(({ is }) => is).sort()).toEqual(['known', 'noted']);
    expect(await dues()).toHaveLength(1);
  });

  it('makes its task due once, also where the reminder is lost too', async () => {
    m.at.clock.advance(3 * DAY);
    await m.at.sweep();
    await m.at.deliverMail();
    expect((await delivery('reminder'))?.messageId).toBe('mail-2');
    await take(aBounce('mail-1'));
    const first = await dues();
    m.at.clock.advance(HOUR);
    expect(await take(aBounce('mail-2'))).toMatchObject({ is: 'noted' });
    expect((await delivery('reminder'))?.feedback).toBe('bounced');
    expect(await dues()).toEqual(first);
  });

  it('is noted in one write with the due: a process that dies leaves both or neither', async () => {
    const points = await killedEverywhere(m, async (life, act) => {
      if (!(await act(() => take(aBounce('mail-1'), life)))) await take(aBounce('mail-1'), life);
      const { head } = await life.theTask();
      const key = deliveryKey(head.ref, 'request', 1);
      return { pending: head.pending, delivery: await life.at.table.get(key) };
    });
    expect(points).toBe(2);
  });

  it('is decided anew where the task moves at that moment', async () => {
    const off = m.at.calls.before(async ({ name }) => {
      if (name !== 'table.write') return;
      off();
      await m.answer();
    });
    expect(await take(aBounce('mail-1'))).toMatchObject({ is: 'noted', unreachable: false });
    expect((await task()).version.state).toBe('decided');
    expect(await dues()).toEqual([]);
  });

  it('is tried again later where others never cease to write', async () => {
    m.at.calls.before(async ({ name, args: [writes] }) => {
      if (name !== 'table.write' || !JSON.stringify(writes).includes('feedback')) return;
      const head = await task();
      const at = later(head.pending[0]?.at ?? '', 1);
      await m.at.store.setPending(head, [{ at, for: 'deadline' }, ...head.pending.slice(1)]);
    });
    await expectError(take(aBounce('mail-1')), 'Transient');
    expect(await delivery()).toMatchObject({ feedback: undefined });
  });
});

describe('a mail that is lost when nobody waits for its answer', () => {
  it('is noted and no more where its task was answered meanwhile', async () => {
    await m.answer();
    expect(await take(aComplaint('mail-1'))).toMatchObject({ is: 'noted', unreachable: false });
    expect(await delivery()).toMatchObject({ feedback: 'complained' });
    expect(await dues()).toEqual([]);
  });

  it('is noted and no more where its task was closed meanwhile', async () => {
    m = await matter({ seats: [CRO, DPO], quorum: 1 });
    await m.open();
    await m.answer(1, { signature: 'Lars Bakke' });
    await m.pass(2);
    expect((await task()).version.state).toBe('closed');
    expect(await take(aBounce('mail-1'))).toMatchObject({ unreachable: false });
    expect(await dues()).toEqual([]);
  });

  it('is noted and no more where it asked nothing', async () => {
    await m.answer();
    await m.at.deliverMail();
    const key = deliveryKey((await task()).ref, 'receipt', 1);
    expect(await m.at.table.get(key)).toMatchObject({ messageId: 'mail-2' });
    expect(await take(aBounce('mail-2'))).toMatchObject({ is: 'noted', unreachable: false });
    expect(await dues()).toEqual([]);
  });

  it('is noted and no more where the task asks somebody else by now', async () => {
    const key = deliveryKey((await task()).ref, 'request', 1);
    await m.at.table.write([{ op: 'update', key, set: { to: LARS } }]);
    expect(await take(aBounce('mail-1'))).toMatchObject({ is: 'noted', unreachable: false });
    expect(await dues()).toEqual([]);
  });

  it('is noted and no more where it tells of an approval', async () => {
    await m.at.table.write([owe(m.ref, 'outcome', 1, INGRID)]);
    await m.at.table.write([
      { op: 'update', key: deliveryKey(m.ref, 'outcome', 1), set: { messageId: 'mail-1' } },
      {
        op: 'put',
        item: { ...(await messageItem()), of: m.ref, kind: 'outcome' },
      },
    ]);
    const before = (await m.at.store.need(m.ref)).pending;
    expect(await take(aBounce('mail-1'))).toMatchObject({ is: 'noted', unreachable: false });
    expect((await m.at.store.need(m.ref)).pending).toEqual(before);
  });
});

const messageItem = async () => {
  const found = m.at.table.all().find(({ pk }) => pk.startsWith('M#'));
  if (found === undefined) throw new Error('No mail is known by its id');
  return found;
};

describe('a digest that will not be read', () => {
  const KEY = deliveryKey(INGRID, 'digest', 1);

  /** A digest to Ingrid, `mail-9`, that gathers those tasks. */
  async function givenDigest(at: Matter, ...tasks: readonly string[]) {
    await at.at.table.write([owe(INGRID, 'digest', 1, INGRID)]);
    for (const one of tasks) {
      await at.at.table.write([{ op: 'put', item: { ...keptKey(INGRID, 1, one), task: one } }]);
    }
    const item = await at.at.table.get(KEY);
    if (item === undefined) throw new Error('No digest is owed');
    await at.at.table.write(markLeft(parseDelivery(item), at.at.clock.now(), 'mail-9'));
  }

  it('makes every question due that it gathered, and is noted', async () => {
    const { ref } = await task();
    await givenDigest(m, ref);
    expect(await take(aBounce('mail-9'))).toEqual({
      is: 'noted',
      said: 'bounced',
      delivery: { of: INGRID, kind: 'digest', n: 1 },
      unreachable: true,
    });
    expect(await dues()).toHaveLength(1);
    expect(await m.at.table.get(KEY)).toMatchObject({ feedback: 'bounced' });
    expect(await take(aBounce('mail-9'))).toMatchObject({ is: 'known' });
    expect(await dues()).toHaveLength(1);
  });

  it('makes nothing due that was answered meanwhile, or is not there', async () => {
    const { ref } = await task();
    await givenDigest(m, ref, 'task/nowhere');
    await m.answer();
    expect(await take(aComplaint('mail-9'))).toMatchObject({ is: 'noted', unreachable: false });
    expect(await dues()).toEqual([]);
  });

  it('makes nothing due by being put off', async () => {
    await givenDigest(m, (await task()).ref);
    expect(await take(aDelay('mail-9'))).toMatchObject({ is: 'noted', unreachable: false });
    expect(await dues()).toEqual([]);
  });

  it('makes all due, wherever a process dies that hears of it', async () => {
    await givenDigest(m, (await task()).ref);
    const points = await killedEverywhere(m, async (life, act) => {
      if (!(await act(() => take(aBounce('mail-9'), life)))) await take(aBounce('mail-9'), life);
      const { head } = await life.theTask();
      return { pending: head.pending, delivery: await life.at.table.get(KEY) };
    });
    expect(points).toBe(3);
  });

  it('is tried again where others never cease to write one of its tasks', async () => {
    await givenDigest(m, (await task()).ref);
    m.at.calls.before(async ({ name, args: [writes] }) => {
      if (name !== 'table.write' || !JSON.stringify(writes).includes('unreachable')) return;
      const head = await task();
      const at = later(head.pending[0]?.at ?? '', 1);
      await m.at.store.setPending(head, [{ at, for: 'deadline' }, ...head.pending.slice(1)]);
    });
    await expectError(take(aBounce('mail-9')), 'Transient');
    expect(await m.at.table.get(KEY)).not.toHaveProperty('feedback');
  });
});

describe('a mail that is put off', () => {
  it.each([
    ['a delay', aDelay('mail-1')],
    ['a full mailbox', aBounce('mail-1', { type: 'Transient', subType: 'MailboxFull' })],
    ['an absence', aBounce('mail-1', { type: 'Transient' })],
    ['a bounce that says nothing', aBounce('mail-1', { type: 'Undetermined' })],
  ])('by %s is counted, and its task goes on', async (_, event) => {
    const before = (await task()).pending;
    expect(await take(event)).toMatchObject({ is: 'noted', said: 'delayed', unreachable: false });
    expect(await delivery()).toMatchObject({ delays: 1, feedback: undefined });
    expect((await task()).pending).toEqual(before);
  });

  it('is counted once a notice, also where one comes twice or late', async () => {
    await take(aDelay('mail-1', '2026-11-24T06:05:00.000Z'));
    await take(aDelay('mail-1', '2026-11-24T06:20:00.000Z'));
    for (const at of ['2026-11-24T06:20:00.000Z', '2026-11-24T06:05:00.000Z']) {
      expect(await take(aDelay('mail-1', at))).toMatchObject({ is: 'known' });
    }
    expect(await delivery()).toMatchObject({ delays: 2, delayedAt: '2026-11-24T06:20:00.000Z' });
  });

  it.each([
    ['once by the same notice', '2026-11-24T06:05:00.000Z', 1],
    ['twice by two', '2026-11-24T06:06:00.000Z', 2],
  ])('is counted %s that come at the same moment', async (_, second, delays) => {
    await Promise.all([
      take(aDelay('mail-1', '2026-11-24T06:05:00.000Z')),
      take(aDelay('mail-1', second)),
    ]);
    expect(await delivery()).toMatchObject({ delays });
  });

  it('may be lost in the end, and then its task is due', async () => {
    await take(aDelay('mail-1'));
    expect(await take(aBounce('mail-1'))).toMatchObject({ is: 'noted', unreachable: true });
    expect(await delivery()).toMatchObject({ delays: 1, feedback: 'bounced' });
  });
});

describe('feedback to a mail that nobody here knows', () => {
  it('changes nothing', async () => {
    const before = everything();
    expect(await take(aBounce('mail-of-somebody-else'))).toEqual({
      is: 'stranger',
      said: 'bounced',
      unreachable: false,
    });
    expect(everything()).toBe(before);
  });

  it('is tried again where the mail is so young that its sender may not have noted it', async () => {
    const sent = later(m.at.clock.now(), -59_000);
    await expectError(take(aBounce('mail-9', { sent })), 'Transient');
    m.at.clock.advance(MINUTE);
    expect(await take(aBounce('mail-9', { sent }))).toMatchObject({ is: 'stranger' });
  });

  it('changes nothing after 30 days, though the table still knows the mail', async () => {
    m.at.clock.advance(30 * DAY + 1000);
    expect(await messageItem()).toBeDefined();
    expect(await take(aBounce('mail-1'))).toMatchObject({ is: 'stranger' });
    expect(await delivery()).toMatchObject({ feedback: undefined });
  });
});

describe('what SES publishes', () => {
  it('is read without the addresses and words that it carries', () => {
    for (const event of [aBounce('a'), aComplaint('a'), aReject('a'), aDelay('a')]) {
      expect(JSON.stringify(event)).toContain(BOUNCED_ADDRESS);
      expect(JSON.stringify(SesEvent.parse(event))).not.toMatch(/@|policy|smtp/i);
    }
  });

  it('never brings an address into the table', async () => {
    await take(aDelay('mail-1'));
    await take(aBounce('mail-1'));
    expect(everything()).not.toContain('@');
  });

  it('may date with other digits of a second than we do', () => {
    const event = SesEvent.parse(aDelay('a', '2026-11-24T07:06:00Z'));
    expect(event).toMatchObject({ deliveryDelay: { timestamp: '2026-11-24T07:06:00.000Z' } });
  });

  it.each([
    ['no type', { ...aBounce('a'), eventType: undefined }],
    ['a type that is not asked for', { ...aBounce('a'), eventType: 'Open' }],
    [
      'the type of feedback by identity',
      { ...aBounce('a'), notificationType: 'Bounce', eventType: '' },
    ],
    ['another type than its body', { ...aBounce('a'), eventType: 'DeliveryDelay' }],
    ['no mail', { ...aBounce('a'), mail: undefined }],
    ['no message id', aBounce('')],
    ['a message id without end', aBounce('m'.repeat(201))],
    [
      'a message id that is no text',
      { ...aReject('a'), mail: { ...aReject('a').mail, messageId: 1 } },
    ],
    ['a kind of bounce that is none', aBounce('a', { type: 'Eternal' })],
    ['a time that is none', aBounce('a', { at: 'yesterday' })],
    ['a time in words', aBounce('a', { at: 'Tue, 24 Nov 2026 06:00:00 GMT' })],
    ['a list', [aBounce('a')]],
    ['nothing', null],
  ])('is refused with %s', (_, event) => {
    expect(SesEvent.safeParse(event).success).toBe(false);
  });
});
