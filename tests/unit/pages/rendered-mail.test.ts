import { beforeAll, describe, expect, test } from 'vitest';
import { putQuestion } from '#core/approvals/put-question.ts';
import { repudiate } from '#core/approvals/repudiate.ts';
import type { MailMatter } from '#core/mail/matter.ts';
import { approvalPolicy } from '#core/records/approval-policy.ts';
import { contentOf } from '#core/records/content-of.ts';
import { renderMail } from '#functions/mail/render.ts';
import type { MailContent } from '#functions/pages/mail/views.ts';
import { ASTRID } from '#tests/support/people.ts';
import { answerAside, colleagues } from '#tests/unit/approvals/cast.ts';
import { CRO, DPO, type Matter, matter, NAMES } from '#tests/unit/approvals/matter.ts';
import { readable } from './every-page.ts';

const SETTINGS = { base: 'https://ai.halden.example', origin: 'halden.example/assent/test' };
const QUESTION = 'Who stops it on a Sunday?';

/** Every mail of a life with a question, a condition that is missed, and a denied decision. */
async function everyMatter(): Promise<readonly MailMatter[]> {
  const two = await matter({ seats: [CRO, DPO], quorum: 2 }, { before: colleagues });
  await two.open();
  await askBy(two, 0);
  await two.at.deliverMail();
  await answerAside(two, 'q1');
  await two.answer(0, { comment: 'Good' });
  await two.at.deliverMail();
  await two.pass(1);

  const one = await matter({}, { before: colleagues });
  await one.open();
  one.at.clock.set('2026-11-27T12:00:00.000Z');
  await one.pass(1);
  const conditions = [
    { text: 'The stop is tried', owner: ASTRID, due: '2026-12-15', lapses: 'It binds nobody' },
  ];
  await one.answer(0, { choice: 'approve-with-conditions', conditions });
  await one.pass(2);
  one.at.clock.set('2026-12-15T23:00:00.000Z');
  await one.pass(1);
  const receipt = one.at.sentMatters.findLast(({ delivery }) => delivery.kind === 'receipt');
  const code = receipt?.code ?? '';
  await repudiate(one.at, { code, comment: 'Not me', signature: 'Ingrid Solheim' });
  await one.at.deliverMail();

  const over = await matter({ seats: [CRO, DPO], quorum: 1 }, { before: colleagues });
  await over.open();
  await over.answer(0);
  await over.pass(1);
  return [...two.at.sentMatters, ...one.at.sentMatters, ...over.at.sentMatters];
}

async function askBy(m: Matter, seat: number) {
  const signature = NAMES[(await m.theTask(seat)).content.person] ?? '';
  return putQuestion(m.at, { code: await m.codeOf(seat), question: QUESTION, signature });
}

let matters: readonly MailMatter[];
beforeAll(async () => {
  matters = await everyMatter();
});

const render = (found: MailMatter, language = 'en'): Promise<MailContent> =>
  renderMail({ ...found, to: { ...found.to, language } }, SETTINGS);

const of = (kind: string, seat = ''): MailMatter => {
  const found = matters.find(
    (each) =>
      each.delivery.kind === kind &&
      each.about === 'approval' &&
      (seat === '' || each.task?.content.seat.startsWith(seat) === true),
  );
  if (found === undefined) throw new Error(`No mail of kind ${kind}`);
  return found;
};

describe('every mail of an approval’s life', () => {
  test('is of each kind that an approval brings', () => {
    const kinds = new Set<string>(matters.map(({ delivery }) => delivery.kind));
    expect([...kinds].sort()).toEqual([
      'clarified',
      'closed',
      'condition-missed',
      'outcome',
      'progress',
      'receipt',
      'reminder',
      'repudiated',
      'request',
    ]);
  });

  test.each(['en', 'de'])('has its words in %s, and no key of ours', async (language) => {
    for (const each of matters) {
      const { subject, html, text } = await render(each, language);
      expect(subject).toMatch(/^\S.*AI policy/u);
      expect(html).toContain(`<html lang="${language}-`);
      expect(text + readable(html)).not.toMatch(/"say"|\{|undefined|\[object|person\//u);
    }
  });

  test('carries a link exactly where there is something to open', async () => {
    for (const each of matters) {
      const code = each.about === 'approval' ? each.code : undefined;
      expect((await render(each)).html.includes('<a '), each.delivery.kind).toBe(
        code !== undefined,
      );
    }
  });
});

describe('the words of a mail', () => {
  test.each([
    ['request', 's', 'Astrid Nygård (Head of AI) asks you as Chief Risk Officer:'],
    ['request', 's', 'It lays down 1 duty.'],
    ['request', 's', 'What changed: Never approved before'],
    [
      'request',
      'q',
      'Ingrid Solheim (Chief Risk Officer) decides on your request, and asks first:',
    ],
    ['request', 'q', QUESTION],
    ['request', 'c', 'The stop is tried'],
    ['request', 'c', 'It binds nobody. What was approved is suspended.'],
    ['reminder', 's', 'This is the last reminder.'],
    ['receipt', 's', 'Not you?'],
    ['progress', 's', 'So far 1 person has agreed; 2 must.'],
    ['clarified', '', `You asked: ${QUESTION}`],
    ['outcome', '', 'has taken effect'],
    ['closed', 's', 'Enough others have answered'],
    ['condition-missed', '', 'The stop is tried. By Astrid N.'],
    ['repudiated', '', 'stands in the name of Ingrid Solheim'],
    ['repudiated', '', 'The policy stops what rests on it'],
  ])('of kind %s (%s) say: %s', async (kind, seat, words) => {
    expect((await render(of(kind, seat))).text).toContain(words);
  });
});

test('the mail of a policy that cannot be worked with names its stages', async () => {
  const found = of('request', 's');
  if (found.about !== 'approval') throw new Error('not of an approval');
  const { head, content } = await policyOf();
  const { delivery, to, organisation } = found;
  const mail = await renderMail(
    { about: 'policy', delivery, to, organisation, policy: { head, content } },
    SETTINGS,
  );
  expect(mail.text).toContain('Executive: 1 of 1 × Chief risk officer');
});

test('a digest has the question of each task, with a link of its own', async () => {
  const asked = matters.flatMap((each) =>
    each.about === 'approval' && each.delivery.kind === 'request' && each.task !== undefined
      ? [{ task: each.task, approval: each.approval, shown: each.shown, requester: undefined }]
      : [],
  );
  const questions = asked.map((each, n) => ({ ...each, code: `K7QD-3M9X-V2HT-8RWB-5ZN${n}` }));
  const { delivery, to, organisation } = of('request', 's');
  const mail = await renderMail(
    { about: 'digest', delivery, to, organisation, questions },
    SETTINGS,
  );
  expect(mail.html.match(/<a /gu)).toHaveLength(questions.length);
  expect(mail.text).toContain('Do you approve AI policy as a policy of the organisation?');
  expect(mail.text).toContain(QUESTION);
});

async function policyOf() {
  const m = await matter();
  const head = await m.at.store.need('approval-policy/policy-request-approval');
  return { head, content: contentOf(approvalPolicy, head) };
}
