import { beforeEach, describe, expect, it } from 'vitest';
import { renderMail } from '#functions/mail/render.ts';
import { given, INGRID } from '#tests/support/people.ts';
import { BERIT, LOOK_INTO, NAMES, type Piece, piece, TOVE } from '../work/piece.ts';

const SETTINGS = { base: 'https://assent.halden.example', origin: 'halden.example/assent/test' };

let p: Piece;
beforeEach(async () => {
  p = await piece();
  await p.open();
});

/** The mails of work so far, as they were worded. */
const mails = async () =>
  Promise.all(
    p.at.sentWork.map(async (matter) => ({
      kind: matter.delivery.kind,
      to: matter.delivery.to,
      code: matter.code,
      ...(await renderMail(matter, SETTINGS)),
    })),
  );

describe('the mail that asks for work', () => {
  it('says what is asked, of what, until when, and has one link', async () => {
    const [request] = await mails();
    expect(request?.subject).toBe('Answer: Income drifts, by Tue 24 Nov 14:00 CET');
    expect(request?.text).toContain('Halden Savings Bank asks you as Incident Lead to act:');
    expect(request?.text).toContain('What do you say on Income drifts?');
    expect(request?.text).toContain(`https://assent.halden.example/t#${request?.code}`);
    expect(request?.text.match(/\/t#/gu)).toHaveLength(1);
  });

  it('writes the name that signs out nowhere, in none of its mails', async () => {
    await p.pass(3 * 60);
    await p.answer();
    await p.at.deliverMail();
    const all = await mails();
    expect(all.map(({ kind }) => kind)).toEqual(['request', 'reminder', 'receipt']);
    for (const { text, html, subject } of all) {
      expect(text + html + subject).not.toContain(NAMES[BERIT]);
    }
  });

  it('promises no reply: a service asked, and nobody reads what it is sent', async () => {
    const [request] = await mails();
    expect(request?.text).not.toContain('reply');
    expect(p.at.mailer.sent[0]?.replyTo).toBeUndefined();
  });

  it('has a reply reach whoever asked, where a person did', async () => {
    p = await piece();
    await p.open({ requester: INGRID });
    const [request] = await mails();
    expect(request?.text).toContain('A reply to this mail reaches Ingrid Solheim.');
    expect(p.at.mailer.sent[0]?.replyTo).toBe('ingrid.solheim@halden.example');
  });

  it('says to whoever is asked next why', async () => {
    await p.answer({ choice: 'pass-on', passTo: TOVE, comment: 'I am on leave', posted: {} });
    await p.at.deliverMail();
    const asked = (await mails()).findLast(({ kind }) => kind === 'request');
    expect(asked?.to).toBe(TOVE);
    expect(asked?.text).toContain('Berit Solberg passed this on to you: I am on leave.');
  });

  it('stands in one thread with all that is mailed of the same record', async () => {
    await p.pass(4 * 60);
    const threads = new Set(p.at.mailer.sent.map(({ thread }) => thread));
    expect([...threads]).toEqual(['01936b2c-7b1e-7c3a-9f00-0000000000f1']);
  });
});

describe('what comes after', () => {
  it('is told to whoever did not answer, once', async () => {
    await p.pass(4 * 60);
    const closed = (await mails()).filter(({ kind }) => kind === 'closed');
    expect(closed.map(({ to }) => to)).toEqual([BERIT]);
    expect(closed[0]?.text).toContain('Your answer on version 1 of Incident “Income drifts”');
    expect(closed[0]?.text).toContain('There is nothing left for you to do');
  });

  it('is not told to whoever was never asked', async () => {
    p = await piece();
    const { openWork } = await import('#core/work/open-work.ts');
    await openWork({ ...p.at, read: p.read }, await p.wanted());
    p.at.bell.take();
    p.at.clock.advance(4 * 60 * 60_000);
    await p.at.sweep();
    await p.at.deliverMail();
    expect((await mails()).map(({ kind, to }) => [kind, to])).toEqual([['request', INGRID]]);
  });

  it('is a receipt with the digest of the answer, and the link to it', async () => {
    await p.answer();
    await p.at.deliverMail();
    const { head } = await p.theTask();
    const receipt = (await mails()).at(-1);
    expect(receipt?.text).toContain(head.digest);
    expect(receipt?.text).toContain(`/t#${receipt?.code}`);
  });

  it('that is overdue is said once', async () => {
    p = await piece({ escalateTo: undefined });
    await p.open();
    await p.pass(4 * 60);
    await p.pass(60);
    const late = (await mails()).filter(({ kind }) => kind === 'reminder');
    expect(late).toHaveLength(1);
    expect(late[0]?.text).toContain('is overdue. It is still to be done.');
  });
});

describe('beyond what a person is mailed in a day', () => {
  it('work waits for the digest, with a link of its own', async () => {
    p = await piece({ deadline: { amount: 5, unit: 'days' }, reminders: [] });
    for (let n = 1; n <= 12; n++) await p.open({ place: n, kind: LOOK_INTO });
    expect(p.at.sentWork).toHaveLength(10);
    await p.pass(24 * 60);
    const [digest] = p.at.sentOthers;
    if (digest?.about !== 'digest') throw new Error('no digest');
    expect(digest.questions).toHaveLength(2);
    const { text } = await renderMail(digest, SETTINGS);
    expect(text).toContain('What do you say on Income drifts?');
    expect(text.match(/\/t#/gu)).toHaveLength(2);
  });
});

describe('in German', () => {
  it('every mail of work is worded so', async () => {
    p = await piece();
    await given(p.at.store, {
      type: 'person',
      id: BERIT.slice('person/'.length),
      state: 'active',
      content: {
        name: NAMES[BERIT],
        email: '06@halden.example',
        language: 'de',
        zone: 'Europe/Berlin',
      },
      links: [{ rel: 'holds', to: 'role/incident-lead' }],
    });
    await p.open();
    const [request] = await mails();
    expect(request?.subject).toBe('Antworten: Income drifts, bis Di. 24. Nov. 14:00 MEZ');
    expect(request?.text).toContain('bittet Sie als Incident Lead, tätig zu werden');
  });
});
