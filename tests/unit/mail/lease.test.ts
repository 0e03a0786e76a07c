import { beforeEach, describe, expect, it } from 'vitest';
import { claim, LEASE_MS } from '#core/mail/claim.ts';
import { readMailed } from '#core/mail/daily.ts';
import { parseDelivery } from '#core/mail/outbox.ts';
import { sendOwed } from '#core/mail/send.ts';
import { deliveryKey } from '#core/store/keys.ts';
import { retryingTable } from '#core/store/retrying.ts';
import { later, MINUTE } from '#core/time.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { INGRID } from '#tests/support/people.ts';
import { interleaved } from '../approvals/interleave.ts';
import { killedEverywhere } from '../approvals/kill.ts';
import { type Matter, matter } from '../approvals/matter.ts';

/** Ingrid is to be asked, and her mail is owed. */
let m: Matter;
beforeEach(async () => {
  m = await matter();
  await m.runMachines();
});

const taskOf = async (of: Matter) => (await of.theTask()).head.ref;
const send = async (of: Matter) => of.at.mailOf(await taskOf(of));
const delivery = async (of: Matter) => {
  const item = await of.at.table.get(deliveryKey(await taskOf(of), 'request', 1));
  if (item === undefined) throw new Error('No mail is owed');
  return parseDelivery(item);
};
const dues = async (of: Matter) => (await of.theTask()).head.pending.map((each) => each.for);

describe('of two who send the same mail', () => {
  it('one sends it, wherever the other comes in between', async () => {
    const points = await interleaved(m, send, send, async (life, at) => {
      expect([at, life.at.mailer.sent.length]).toEqual([at, 1]);
      expect((await delivery(life)).sent).toBeDefined();
    });
    expect(points).toBeGreaterThan(10);
  });

  it('one sends it where both begin at the same moment, and it is due no more', async () => {
    const both = await Promise.all([send(m), send(m)]);
    expect(both.map(({ sent }) => sent).sort()).toEqual([0, 1]);
    expect(m.at.mailer.sent).toHaveLength(1);
    await send(m);
    expect(await dues(m)).not.toContain('mail');
  });

  it('the other leaves it due, for it may yet be lost', async () => {
    const taken = await claim(m.at, await delivery(m));
    expect(taken).toMatchObject({ lease: { until: later(m.at.clock.now(), LEASE_MS) } });
    expect(await send(m)).toEqual({ sent: 0, undeliverable: [], rest: false });
    expect(m.at.mailer.sent).toEqual([]);
    expect(await dues(m)).toContain('mail');
  });

  it('the second takes it when the first has been silent for a minute', async () => {
    await claim(m.at, await delivery(m));
    m.at.clock.advance(LEASE_MS - 1);
    await send(m);
    expect(m.at.mailer.sent).toEqual([]);
    m.at.clock.advance(1);
    await send(m);
    expect(m.at.mailer.sent).toHaveLength(1);
  });

  it('one takes it over of two who come when the time is up', async () => {
    await claim(m.at, await delivery(m));
    m.at.clock.advance(LEASE_MS);
    const seen = await delivery(m);
    expect(await claim(m.at, seen)).toMatchObject({ lease: { by: expect.any(String) } });
    expect(await claim(m.at, seen)).toBe('theirs');
  });

  it('none takes what has left', async () => {
    await send(m);
    m.at.clock.advance(LEASE_MS);
    expect(await claim(m.at, await delivery(m))).toBe('theirs');
  });
});

describe('a mail that was taken', () => {
  it('is known as one’s own where the answer to that was lost', async () => {
    const patience = { sleep: async () => {}, random: m.at.random };
    const table = retryingTable(m.at.table, patience);
    const seen = await delivery(m);
    m.at.table.writes.loseAnswers(1);
    const taken = await claim({ ...m.at, table }, seen);
    expect(taken).toMatchObject({ of: seen.of });
    expect((await delivery(m)).lease).toEqual(
      taken === 'theirs' || taken === 'moved' ? 0 : taken.lease,
    );
  });

  it('is not taken where what goes with it is refused', async () => {
    const other = { ...deliveryKey(INGRID, 'digest', 1) };
    await m.at.table.write([{ op: 'put', item: other }]);
    const also = { op: 'put', item: other, when: [{ is: 'absent' }] } as const;
    expect(await claim(m.at, await delivery(m), [also])).toBe('moved');
    expect((await delivery(m)).lease).toBeUndefined();
  });

  it('is sent in the end wherever its sender dies, and twice only between sending and noting', async () => {
    const doubled: string[] = [];
    const points = await killedEverywhere(m, async (life, act) => {
      const survived = await act(() => send(life));
      for (let minute = 0; minute < 5; minute++) await life.pass(1);
      const { length } = life.at.mailer.sent;
      expect(length).toBeGreaterThanOrEqual(1);
      if (length > 1) doubled.push(`${length}`);
      if (survived) expect(length).toBe(1);
      return [(await delivery(life)).sent !== undefined, await dues(life)];
    });
    expect(points).toBeGreaterThan(5);
    expect(doubled).toEqual(['2']);
  });

  it('is sent once where the mailer was down when it was taken', async () => {
    m.at.mailer.faults.fail(1);
    await expectError(send(m), 'Transient');
    expect((await delivery(m)).lease).toMatchObject({ unsent: true });
    await send(m);
    expect(m.at.mailer.sent).toHaveLength(1);
    expect((await readMailed(m.at.table, INGRID)).questions).toBe(1);
  });

  it('is given back at once where no words were found for it', async () => {
    const ports = { ...m.at, checkpoint: async () => undefined, sleep: async () => {} };
    const render = (): never => {
      throw new Error('no words');
    };
    await expect(sendOwed({ ...ports, render }, await taskOf(m))).rejects.toThrow('no words');
    expect((await delivery(m)).lease).toMatchObject({ unsent: true });
    await send(m);
    expect(m.at.mailer.sent).toHaveLength(1);
  });

  it('waits for its time where nobody knows whether it left', async () => {
    m.at.mailer.faults.loseAnswers(1);
    await expectError(send(m), 'Transient');
    await send(m);
    expect(m.at.mailer.sent).toHaveLength(1);
    m.at.clock.advance(2 * MINUTE);
    await send(m);
    expect(m.at.mailer.sent).toHaveLength(2);
  });

  it('that may have left is followed by its end', async () => {
    m.at.mailer.faults.loseAnswers(1);
    await expectError(send(m), 'Transient');
    await m.editSubject();
    await m.at.conclude(m.ref);
    m.at.clock.advance(2 * MINUTE);
    await send(m);
    expect(m.at.sentMatters.map(({ delivery: { kind } }) => kind)).toEqual(['request', 'closed']);
  });

  it('is left to the other where taking it fails', async () => {
    const ports = { ...m.at, checkpoint: async () => undefined, sleep: async () => {} };
    const render = () => ({ subject: 's', html: 'h', text: 't' });
    let first = true;
    m.at.calls.before(async ({ name, args: [writes] }) => {
      if (!first || name !== 'table.write' || !JSON.stringify(writes).includes('lease')) return;
      first = false;
      await send(m);
    });
    const of = await taskOf(m);
    expect(await sendOwed({ ...ports, render }, of)).toMatchObject({ sent: 0 });
    expect(m.at.mailer.sent).toHaveLength(1);
  });
});
