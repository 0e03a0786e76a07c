import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCode } from '#core/approvals/open-task.ts';
import { putQuestion } from '#core/approvals/put-question.ts';
import { repudiate } from '#core/approvals/repudiate.ts';
import { erasePerson } from '#core/changes/erase.ts';
import type { ApprovalMatter } from '#core/mail/matter.ts';
import { owe } from '#core/mail/outbox.ts';
import { DAY } from '#core/time.ts';
import { renderMail } from '#functions/mail/render.ts';
import { ASTRID, INGRID, LARS, SETUP } from '#tests/support/people.ts';
import { answerAside, colleagues, JONAS, MARIT, sideTask } from '../approvals/cast.ts';
import { again, CRO, DPO, type Matter, matter, NAMES, TERMS } from '../approvals/matter.ts';

const QUESTION = 'Who stops it on a Sunday?';
const CONDITION = {
  text: 'The stop is tried again',
  owner: ASTRID,
  due: '2026-12-15',
  lapses: 'The policy binds nobody until then',
};

let start: Matter;
let m: Matter;
beforeAll(async () => {
  start = await matter({ seats: [CRO, DPO], quorum: 2 }, { before: colleagues });
  await start.open();
});
beforeEach(async () => {
  m = await again(start);
});
// Whatever is gathered has words, and they bring the link.
afterEach(async () => {
  for (const matter of [...m.at.sentMatters, ...m.at.sentOthers]) {
    const settings = { base: 'https://ai.halden.example', origin: 'halden.example/assent' };
    const { html, text } = await renderMail(matter, settings);
    const code = matter.about === 'approval' ? (matter.code ?? '') : '';
    for (const words of [html, text]) expect(words).toContain(code);
  }
});

const newest = (kind: string): ApprovalMatter => {
  const found = m.at.sentMatters.findLast(({ delivery }) => delivery.kind === kind);
  if (found === undefined) throw new Error(`No mail of kind ${kind}`);
  return found;
};
const kinds = () => m.at.sentMatters.map(({ delivery }) => delivery.kind);
const code = async (seat = 0) => m.codeOf(seat);
const opens = async (matter: ApprovalMatter) => {
  const opened = await openCode(m.at, matter.code ?? '', m.at.clock.now());
  return opened.is === 'unknown' ? undefined : opened.opened.head.ref;
};
async function ask(seat = 0) {
  const signature = NAMES[(await m.theTask(seat)).content.person] ?? '';
  return putQuestion(m.at, { code: await code(seat), question: QUESTION, signature });
}
const names = (matter: ApprovalMatter) => [...matter.people.keys()].sort();

describe('a question to a seat', () => {
  it('brings everybody whom its page names, under the task', async () => {
    const request = m.at.sentMatters.find(({ to }) => to.ref === INGRID);
    if (request === undefined) throw new Error('Ingrid was not asked');
    const { people, shown } = request;
    expect(shown?.people.length).toBeGreaterThan(2);
    expect(names(request)).toEqual([...new Set([...(shown?.people ?? []), INGRID, ASTRID])].sort());
    expect(people.get(MARIT)?.name).toBe('Marit Holm');
    const opened = await openCode(m.at, await code(), m.at.clock.now());
    if (opened.is !== 'task') throw new Error(opened.is);
    expect(Object.keys(opened.opened.names.names).sort()).toEqual(
      expect.arrayContaining([INGRID, ASTRID, MARIT, JONAS]),
    );
  });

  it('leaves out who was erased, in the mail and under the task', async () => {
    const erased = await matter({}, { before: colleagues });
    const author = { ...SETUP, reason: 'He asked for it' };
    await erased.runMachines();
    await erasePerson(erased.at, await erased.at.store.need(JONAS), author);
    await erased.at.deliverMail();
    expect(erased.at.sentMatters[0]?.people.has(JONAS)).toBe(false);
    expect(JSON.stringify(erased.at.table.all('personal'))).not.toContain('Jonas');
  });

  it('tells nothing of the log: it is no decision', () => {
    expect(newest('request')).toMatchObject({ index: undefined, checkpoint: undefined });
  });
});

describe('a receipt', () => {
  it('has a link that opens the answer again, where it can be disowned', async () => {
    await m.answer(0);
    await m.at.deliverMail();
    const receipt = newest('receipt');
    expect(await opens(receipt)).toBe((await m.theTask(0)).head.ref);
    const signature = 'Ingrid Solheim';
    const said = await repudiate(m.at, { code: receipt.code ?? '', comment: 'Not me', signature });
    expect(said.is).toBe('reported');
  });

  it('has a link that outlives a late answer by as long as any other', async () => {
    await m.answer(0);
    m.at.clock.advance(60 * DAY);
    await m.at.deliverMail();
    m.at.clock.advance(80 * DAY);
    const opened = await openCode(m.at, newest('receipt').code ?? '', m.at.clock.now());
    expect(opened.is).toBe('task');
  });
});

describe('the progress of an approval', () => {
  it('is told to whoever asked, with all that was answered', async () => {
    await m.answer(0, { comment: 'Good' });
    await m.at.deliverMail();
    const progress = newest('progress');
    expect(progress.to.ref).toBe(ASTRID);
    expect(progress.code).toBeUndefined();
    expect(progress.answers).toEqual([
      {
        by: INGRID,
        name: 'Ingrid Solheim',
        capacity: 'Chief Risk Officer',
        choice: 'approve',
        comment: 'Good',
      },
    ]);
    expect(progress.task?.content.decision?.choice).toBe('approve');
  });

  it('is not told where the outcome has overtaken it', async () => {
    await m.answer(0);
    await m.answer(1);
    await m.at.conclude(m.ref);
    await m.at.deliverMail();
    expect(kinds()).toContain('outcome');
    expect(kinds()).not.toContain('progress');
  });
});

describe('a question to whoever asked for approval', () => {
  beforeEach(async () => {
    await ask();
    await m.at.deliverMail();
  });

  it('is mailed to them, with the question and who put it', async () => {
    const request = newest('request');
    expect(request.to.ref).toBe(ASTRID);
    expect(request.question).toMatchObject({ id: 'q1', by: INGRID, text: QUESTION });
    expect(request.people.get(INGRID)?.name).toBe('Ingrid Solheim');
    expect(await opens(request)).toBe((await sideTask(m, 'q1')).head.ref);
  });

  it('is not asked any more where it is answered before the mail leaves', async () => {
    await ask(1);
    await answerAside(m, 'q1');
    const { head } = await sideTask(m, 'q1');
    await m.at.table.write([owe(head.ref, 'reminder', 1, ASTRID)]);
    const before = kinds().length;
    await m.at.mailOf(head.ref);
    expect(kinds().slice(before)).not.toContain('reminder');
  });

  it('is not asked any more where the approval is over', async () => {
    const { head } = await sideTask(m, 'q1');
    await m.at.table.write([owe(head.ref, 'reminder', 1, ASTRID)]);
    await m.editSubject();
    await m.at.conclude(m.ref);
    await m.at.mailOf(head.ref);
    expect(kinds()).not.toContain('reminder');
  });

  it('comes back answered to whoever put it, with a link to what they have yet to decide', async () => {
    await answerAside(m, 'q1');
    await m.at.deliverMail();
    const clarified = newest('clarified');
    expect(clarified.to.ref).toBe(INGRID);
    expect(clarified.question?.answer).toMatchObject({ by: ASTRID, text: expect.any(String) });
    expect(clarified.task?.head.ref).toBe((await m.theTask(0)).head.ref);
    expect(await opens(clarified)).toBe((await m.theTask(0)).head.ref);
  });

  it('comes back without a link to whoever has decided meanwhile', async () => {
    await m.answer(0);
    await answerAside(m, 'q1');
    await m.at.deliverMail();
    expect(newest('clarified')).toMatchObject({
      task: undefined,
      shown: undefined,
      code: undefined,
    });
    expect(newest('clarified').organisation).toBe('Halden Savings Bank');
  });

  it('does not come back where all is over', async () => {
    await answerAside(m, 'q1');
    await m.editSubject();
    await m.at.conclude(m.ref);
    await m.at.deliverMail();
    expect(kinds()).not.toContain('clarified');
  });
});

describe('a condition', () => {
  beforeEach(async () => {
    m = await matter({}, { before: colleagues });
    await m.open();
    await m.answer(0, { choice: 'approve-with-conditions', conditions: [CONDITION] });
    await m.pass(2);
  });

  it('is put to its owner after the approval took effect', async () => {
    const request = newest('request');
    expect(request.approval.head.version.state).toBe('effective');
    expect(request.to.ref).toBe(ASTRID);
    expect(request.condition).toMatchObject({ id: 'c1', text: CONDITION.text });
    expect(await opens(request)).toBe((await sideTask(m, 'c1')).head.ref);
  });

  it('is reminded of before it is due', async () => {
    m.at.clock.set('2026-12-12T23:00:00.000Z');
    await m.pass(1);
    expect(newest('reminder').condition?.id).toBe('c1');
  });

  it('is told to whoever asked when it is fulfilled, long after the approval ended', async () => {
    const other = await matter({}, { before: colleagues });
    await other.open();
    m = other;
    const conditions = [{ ...CONDITION, owner: MARIT }];
    await m.answer(0, { choice: 'approve-with-conditions', conditions });
    await m.pass(2);
    expect((await answerAside(m, 'c1')).is).toBe('recorded');
    await m.at.deliverMail();
    const progress = newest('progress');
    expect([progress.to.ref, progress.condition?.id]).toEqual([ASTRID, 'c1']);
    expect(progress.people.get(MARIT)?.name).toBe('Marit Holm');
  });

  it('that is missed is told, and not asked for any more', async () => {
    const { head } = await sideTask(m, 'c1');
    m.at.clock.set('2026-12-15T23:00:00.000Z');
    await m.at.table.write([owe(head.ref, 'reminder', 5, ASTRID)]);
    await m.pass(1);
    expect(kinds().filter((kind) => kind === 'condition-missed')).toHaveLength(1);
    expect(newest('condition-missed')).toMatchObject({
      to: { ref: ASTRID },
      condition: { id: 'c1' },
    });
    expect(m.at.sentMatters.map(({ delivery }) => `${delivery.kind} ${delivery.n}`)).not.toContain(
      'reminder 5',
    );
  });
});

describe('a decision that was not its person’s', () => {
  it('is told to whoever asked, with what was reported and what the policy makes of it', async () => {
    await m.answer(0);
    await m.at.deliverMail();
    const signature = 'Ingrid Solheim';
    await repudiate(m.at, { code: newest('receipt').code ?? '', comment: 'Not me', signature });
    await m.at.deliverMail();
    const told = newest('repudiated');
    expect(told.to.ref).toBe(ASTRID);
    expect(told.report?.content).toMatchObject({ person: INGRID, comment: 'Not me' });
    expect(told.report?.whenDisowned).toBe('suspend');
    expect(told.people.get(INGRID)?.name).toBe('Ingrid Solheim');
    expect(told.code).toBeUndefined();
  });
});

describe('a policy whose seats nobody fills', () => {
  it('is told to its owner, in a mail about the policy', async () => {
    const head = await m.at.store.need(TERMS);
    const mail = { at: m.at.clock.now(), for: 'mail' };
    await m.at.store.setPending(head, [mail], [owe(TERMS, 'unfillable', 20_000, LARS)]);
    expect(await m.at.mailOf(TERMS)).toMatchObject({ sent: 1 });
    expect(m.at.sentOthers).toMatchObject([
      { about: 'policy', to: { ref: LARS }, policy: { content: { name: 'Approval of policies' } } },
    ]);
    expect((await m.at.store.need(TERMS)).pending).toEqual([]);
  });
});

describe('mails', () => {
  it('of one approval stand together, and call for no reply from a machine', async () => {
    await m.answer(0);
    await m.at.deliverMail();
    const threads = m.at.mailer.sent.map(({ thread }) => thread);
    expect(new Set(threads)).toEqual(new Set([m.ref.slice('approval/'.length)]));
    for (const { headers } of m.at.mailer.sent) {
      expect(headers).toEqual({
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'OOF, AutoReply',
      });
    }
  });
});
