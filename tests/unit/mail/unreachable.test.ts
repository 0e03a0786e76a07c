import { beforeEach, describe, expect, it } from 'vitest';
import { erasePerson } from '#core/changes/erase.ts';
import { parseDelivery } from '#core/mail/outbox.ts';
import { noteUnreachable } from '#core/mail/unreachable.ts';
import { DAY, HOUR } from '#core/time.ts';
import { INGRID, LARS, SETUP } from '#tests/support/people.ts';
import { killedEverywhere } from '../approvals/kill.ts';
import { type Matter, matter } from '../approvals/matter.ts';

const TO_INGRID = 'ingrid.solheim@halden.example';

let m: Matter;
beforeEach(async () => {
  m = await matter();
  await m.runMachines();
});

const task = async (of = m) => (await of.theTask()).head;
const send = async (of = m) => of.at.mailOf((await task(of)).ref);
const dues = async (of = m) =>
  (await task(of)).pending.filter((each) => each.for === 'unreachable');
const eraseIngrid = async (of = m) =>
  erasePerson(of.at, await of.at.store.need(INGRID), { ...SETUP, reason: 'She asked for it' });
const deliveries = (of = m) =>
  of.at.table
    .all()
    .filter(({ sk }) => sk.startsWith('D#'))
    .map(parseDelivery);

describe('a question that reaches nobody', () => {
  it('makes its task due at once where its person was erased', async () => {
    await eraseIngrid();
    const { version } = await task();
    expect(await send()).toMatchObject({ undeliverable: [INGRID] });
    expect(await dues()).toEqual([{ at: m.at.clock.now(), for: 'unreachable' }]);
    expect((await task()).version).toEqual(version);
    expect(m.at.mailer.sent).toEqual([]);
  });

  it('makes its task due at once where the address is refused', async () => {
    m.at.mailer.refuse(TO_INGRID);
    expect(await send()).toMatchObject({ undeliverable: [INGRID] });
    expect(await dues()).toHaveLength(1);
    expect(deliveries()).toMatchObject([{ messageId: 'refused' }]);
  });

  it('makes it due where somebody is erased between question and reminder', async () => {
    await m.at.deliverMail();
    await eraseIngrid();
    m.at.clock.advance(3 * DAY + HOUR);
    await m.at.sweep();
    await m.at.deliverMail();
    expect(await dues()).toHaveLength(1);
    expect(m.at.mailer.sent).toHaveLength(1);
  });

  it('makes it due once, however many mails are lost', async () => {
    m.at.mailer.refuse(TO_INGRID);
    await send();
    const first = await dues();
    m.at.clock.advance(3 * DAY + HOUR);
    const { ref, pending } = await task();
    const reminder = pending.find((each) => each.for.startsWith('reminder-'));
    expect(reminder).toBeDefined();
    expect(await noteUnreachable(m.at.store, ref, INGRID, m.at.clock.now())).toBe('due');
    expect(await dues()).toEqual(first);
  });

  it('is noted with the due in one write, wherever the sender dies', async () => {
    m.at.mailer.refuse(TO_INGRID);
    await killedEverywhere(m, async (life, act) => {
      life.at.mailer.refuse(TO_INGRID);
      await act(() => send(life));
      life.at.clock.advance(HOUR);
      await send(life);
      expect(life.at.mailer.sent).toEqual([]);
      return [(await dues(life)).length, deliveries(life).map(({ messageId }) => messageId)];
    });
  });
});

describe('a mail that reaches nobody, of which nothing hangs', () => {
  it('makes nothing due where it is a receipt', async () => {
    await m.at.deliverMail();
    await m.answer();
    m.at.mailer.refuse(TO_INGRID);
    expect(await send()).toMatchObject({ undeliverable: [INGRID] });
    expect(await dues()).toEqual([]);
  });

  it('makes nothing due where the task was answered meanwhile', async () => {
    await m.at.deliverMail();
    await m.answer();
    const { ref } = await task();
    expect(await noteUnreachable(m.at.store, ref, INGRID, m.at.clock.now())).toBe('not-waiting');
    expect(await dues()).toEqual([]);
  });

  it('makes nothing due where the task asks somebody else', async () => {
    const { ref } = await task();
    expect(await noteUnreachable(m.at.store, ref, LARS, m.at.clock.now())).toBe('not-waiting');
    expect(await noteUnreachable(m.at.store, 'task/nobody', INGRID, m.at.clock.now())).toBe(
      'not-waiting',
    );
  });
});
