import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '#core/time.ts';
import { CRO, DPO, type Matter, matter } from '../approvals/matter.ts';
import { settled } from '../approvals/settled.ts';
import { type Door, door, ORIGIN } from './door.ts';

let start: Matter;
let d: Door;
beforeAll(async () => {
  start = await matter();
  await start.open();
});
beforeEach(async () => {
  d = await door(start, async () => undefined);
});

const state = async () => (await d.m.theApproval()).state;

describe('deciding', () => {
  it('gives a receipt with what was decided, and its digest', async () => {
    const { status, html } = await d.decide({ comment: 'Good <b>work</b>' });
    expect(status).toBe(200);
    expect(html).toContain('Your answer is recorded');
    expect(html).toContain('Good &lt;b&gt;work&lt;/b&gt;');
    expect(html).toContain((await d.m.theTask()).head.digest);
    expect(await state()).toBe('decided');
  });

  it('waits two seconds or so for the place in the log, and goes without', async () => {
    const { html } = await d.decide();
    const waited = d.slept.reduce((sum, each) => sum + each, 0);
    expect([waited >= 2000, waited < 4000]).toEqual([true, true]);
    expect(html).toContain('will be appended within moments');
  });

  it('says the place where the log has it, under a checkpoint that covers it', async () => {
    const root = 'c8c3JY3Uus6bQU+HR4do5NjwXGXKGAdg2z9jBhnF9uc=';
    d = await door(start, async () => `${ORIGIN}\n8\n${root}\n\n— x y\n`);
    let sequenced = false;
    d.m.at.calls.after(async ({ name }) => {
      if (name !== 'table.write' || sequenced) return;
      sequenced = true;
      const { head } = await d.m.theTask();
      const key = { pk: `R#${head.ref.replace('/', '#')}`, sk: 'N#00000002' };
      await d.m.at.table.write([{ op: 'update', key, set: { index: 7 } }]);
    });
    const { html } = await d.decide();
    expect(html).toContain(`entry 7 of ${ORIGIN}`);
    expect(html).toContain(root);
    expect(d.slept).toEqual([]);
  });

  it('gives the receipt also where the log cannot be read', async () => {
    d = await door(start, async () => {
      throw new Error('no bucket');
    });
    const { status, html } = await d.decide();
    expect([status, html.includes('Your answer is recorded')]).toEqual([200, true]);
  });

  it('gives the same receipt for the same answer, from any device, as often as it comes', async () => {
    const first = await d.decide();
    const second = await d.decide();
    expect(second).toEqual({ status: 200, html: first.html });
    expect((await d.m.at.store.history((await d.m.theTask()).head.ref, 10)).versions).toHaveLength(
      2,
    );
  });

  it('takes the same answer once of two devices at once', async () => {
    const both = await Promise.all([d.decide(), d.decide()]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await d.m.at.store.history((await d.m.theTask()).head.ref, 10)).versions).toHaveLength(
      2,
    );
  });

  it('keeps the first of two different answers, and says so', async () => {
    await d.decide();
    const { status, html } = await d.decide({ choice: 'reject', comment: 'No' });
    expect(status).toBe(409);
    expect(html).toContain('You have already answered');
    expect(html).toContain('“Reject”');
    expect((await d.m.theTask()).content.decision?.choice).toBe('approve');
  });

  it('keeps one of two different answers at once', async () => {
    const both = await Promise.all([d.decide(), d.decide({ choice: 'reject', comment: 'No' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is no secret to whoever signs with another name: it is a different answer', async () => {
    await d.decide();
    expect((await d.decide({ signature: 'Lars Bakke' })).status).toBe(409);
  });

  it('takes line ends as forms post them, and a name with an accent less', async () => {
    d = await door(start, async () => undefined);
    const { status } = await d.decide({ comment: 'a\r\nb', signature: 'ingrid  solheim' });
    expect(status).toBe(200);
    expect((await d.m.theTask()).content.decision?.comment).toBe('a\nb');
  });
});

describe('an answer that is not taken', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['no choice', { choice: '' }, 'choice'],
    ['an unknown choice', { choice: 'approve-all' }, 'choice'],
    ['a choice of another task', { choice: 'fulfil' }, 'choice'],
    ['no signature', { signature: '' }, 'Type your full name'],
    ['another name', { signature: 'Lars Bakke' }, 'not your name'],
    ['a no without a reason', { choice: 'reject', comment: '' }, 'needs a reason'],
    ['a comment too long', { comment: 'x'.repeat(4001) }, '4,001'],
    ['a control character', { comment: 'a\u0007b' }, 'cannot be seen'],
    ['a bidi override', { comment: 'a\u202Eb' }, 'cannot be seen'],
    ['a credential', { comment: 'AKIA1234567890ABCDEF' }, 'password or key'],
    ['facts that were not shown', { facts: 'f'.repeat(64) }, 'fact changed'],
    ['no facts', { facts: '' }, 'fact changed'],
  ])('for %s is asked again, and keeps what was typed', async (_, changes, words) => {
    const typed = { comment: 'My <reason>', ...changes };
    const { status, html } = await d.decide(typed);
    expect(status).toBe(422);
    expect(html).toContain('Not recorded yet');
    expect(html).toContain(words);
    if (typed.comment === 'My <reason>') expect(html).toContain('My &lt;reason&gt;');
    expect(d.effects()).toEqual([]);
    expect(await state()).toBe('open');
  });

  it('for a code that opens nothing says what opening it would', async () => {
    const unknown = await d.decide({ code: '0000-0000-0000-0000-0000' });
    const opened = await d.open('0000-0000-0000-0000-0000');
    expect(unknown).toEqual(opened);
    expect(unknown.status).toBe(404);
    expect(d.effects()).toEqual([]);
  });

  it('for an empty post is the same', async () => {
    const empty = await d.said(await d.decisions.request('/t/decide', d.posted({})));
    expect(empty).toEqual(await d.open(''));
  });

  it('because the subject has moved shows what stands now, and what was typed', async () => {
    await d.m.editSubject();
    const { status, html } = await d.decide({ comment: 'My reason' });
    expect(status).toBe(409);
    expect(html).toContain('It changed before you answered');
    expect(html).toContain('version 3');
    expect(html).toContain('My reason');
    expect((await settled(d.m)).approval).toBe('void');
  });

  it('because the matter has ended says what became of it', async () => {
    await d.m.editSubject();
    await d.m.at.conclude(d.m.ref);
    expect((await d.decide()).status).toBe(410);
  });

  it('because the deadline is past says so', async () => {
    d.m.at.clock.advance(5 * DAY);
    const { status, html } = await d.decide();
    expect(status).toBe(410);
    expect(html).toMatch(/The time to answer is over/);
    expect(d.effects()).toEqual([]);
  });

  it('because the policy demands to be signed in', async () => {
    const signedIn = await matter({ identity: 'signed-in' });
    await signedIn.open();
    d = await door(signedIn, async () => undefined);
    const { status, html } = await d.decide();
    expect(status).toBe(403);
    expect(html).toMatch(/sign in|signed in/i);
    expect(await state()).toBe('open');
  });

  it('because another has decided says that it is no longer needed', async () => {
    const two = await matter({ seats: [CRO, DPO], quorum: 1 });
    await two.open();
    d = await door(two, async () => undefined);
    await d.decide({}, 0);
    await d.m.pass(2);
    const { status, html } = await d.decide({}, 1);
    expect(status).toBe(410);
    expect(html).toMatch(/no longer needed/i);
  });

  it.each(['GET', 'PUT', 'DELETE'])('because it came by %s', async (method) => {
    const { status } = await d.said(await d.decisions.request('/t/decide', { method }));
    expect(status).toBe(404);
    expect(d.calls()).toEqual([]);
  });

  it('because of a fault of ours can be sent again as it was typed', async () => {
    d.m.at.table.writes.fail(1);
    const { status, html } = await d.decide({ comment: 'My "reason"\r\nin lines' });
    expect(status).toBe(503);
    expect(html).toContain('Sending it again is safe');
    expect(html).toMatch(/My &quot;reason&quot;\r?\nin lines/);
    expect(html).toContain('name="signature" value="Ingrid Solheim"');
    expect((await d.decide()).status).toBe(200);
  });

  it('quotes the reference of the request, and nothing else of it', async () => {
    const headers = { 'x-amzn-trace-id': `Root=1-67<b>${'x'.repeat(100)}`, 'user-agent': 'spy' };
    d.m.at.table.reads.fail(1);
    const form = { code: start.at.sentMatters[0]?.code ?? '' };
    const { html } = await d.said(await d.decisions.request('/t/decide', d.posted(form, headers)));
    expect(html).toContain('Root=1-67&lt;b&gt;');
    expect(html).not.toContain('x'.repeat(61));
    expect(html).not.toContain('spy');
  });
});

describe('whom the pages show', () => {
  it('are the requester and whoever else is asked, by name and capacity, and the decider in short', async () => {
    const two = await matter({ seats: [CRO, DPO], quorum: 2 });
    await two.open();
    d = await door(two, async () => undefined);
    const { html } = await d.open(await d.m.codeOf(0));
    expect(html).toContain('<b dir="auto">Ingrid S.</b>');
    expect(html).toContain('As Chief Risk Officer under');
    expect(html).toContain('Astrid Nygård');
    expect(html).toContain('Lars Bakke (Data Protection Officer)');
    expect(html).not.toContain('@halden');
  });

  it('never write out the name that signs there, not after a mistake nor on the receipt', async () => {
    const code = await d.m.codeOf();
    const mistaken = await d.decide({ signature: 'Ingrid' });
    expect(mistaken.status).toBe(422);
    const recorded = await d.decide();
    expect(recorded.status).toBe(200);
    const again = await d.open(code);
    for (const { html } of [mistaken, recorded, again]) {
      expect(html).toContain('Ingrid S.');
      expect(html).not.toContain('Solheim');
    }
  });

  it('shows nobody’s answer to whoever has not answered', async () => {
    const two = await matter({ seats: [CRO, DPO], quorum: 2 });
    await two.open();
    d = await door(two, async () => undefined);
    await d.decide({ comment: 'Between us' }, 1);
    const { html } = await d.open(await d.m.codeOf(0));
    expect(html).toContain('has answered');
    expect(html).not.toContain('Between us');
  });
});
