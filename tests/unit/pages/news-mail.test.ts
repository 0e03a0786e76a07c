import { describe, expect, test } from 'vitest';
import { MAX_DIGEST_QUESTIONS } from '#core/limits.ts';
import { countWords } from '#functions/pages/format.ts';
import { renderDigestMail, renderUnfillableMail } from '#functions/pages/mail/lists.ts';
import {
  renderClarifiedMail,
  renderMissedMail,
  renderProgressMail,
  renderRepudiatedMail,
} from '#functions/pages/mail/news.ts';
import { renderReminderMail, renderRequestMail } from '#functions/pages/mail/request.ts';
import { renderSideMail } from '#functions/pages/mail/side.ts';
import {
  aClarifiedMail,
  aConditionMail,
  aDigestMail,
  aMissedMail,
  anUnfillableMail,
  aProgressMail,
  aQuestionMail,
  aReminderMail,
  aRepudiatedMail,
  aRequestMail,
} from '#tests/support/mail-views.ts';
import { everyTextBecomes } from './every-page.ts';

const long = everyTextBecomes(Array.from({ length: 500 }, () => 'word').join(' '));

describe('the mail that puts a question to whoever asked for approval', () => {
  const { subject, text } = renderSideMail(aQuestionMail());

  test('says who asks what, and by when', () => {
    expect(subject).toBe(
      'A question to you: Responsible use of AI, version 3, by Fri 27 Nov 17:00 CET',
    );
    expect(text).toContain('Ingrid Solheim (Chief Risk Officer) decides on your request');
    expect(text).toContain('Who checks the quarterly tests, and from when?');
    // It goes to the requester, whom replies reach: nobody else would get one.
    expect(text).not.toMatch(/\breply\b/iu);
  });
});

describe('the mail that asks for a condition to be met', () => {
  const { subject, text } = renderSideMail(aConditionMail());

  test('says what was promised, by when, and what lapses', () => {
    expect(subject).toBe(
      'Condition to be met: Responsible use of AI, version 3, by Tue 15 Dec 23:59 CET',
    );
    expect(text).toContain('Clause 4.2 is settled with both vendors');
    expect(text).toContain(
      'If it is missed: Vendors may not be given prompts of customers. What was approved is',
    );
  });
});

test.each([
  ['a question', renderSideMail(long(aQuestionMail()))],
  ['a condition', renderSideMail(long(aConditionMail()))],
])('%s of endless texts has at most 120 words before the link', (_, { text }) => {
  expect(countWords(text.slice(0, text.indexOf('https://')))).toBeLessThanOrEqual(120);
});

describe('a request that needs sign-in', () => {
  const { open } = aClarifiedMail();
  const link = { ...open, deadline: '2026-11-27T16:00:00.000Z', base: 'https://x', code: 'K7QD' };

  test.each([
    ['the first', renderRequestMail(aRequestMail({ signedIn: true }))],
    ['a reminder', renderReminderMail(aReminderMail({ signedIn: true }))],
  ])('says what the link is good for, and whom to ask: %s', (_, { text }) => {
    expect(text).toContain('Read the facts:');
    expect(text).toContain(
      'To decide you must sign in, which is not connected here yet: ask Astrid',
    );
    expect(text).toContain('Whoever has this link can read this');
    expect(text).not.toMatch(/and decide:|can answer for you/u);
  });

  test('says neither where a link is enough', () => {
    expect(renderRequestMail(aRequestMail()).text).not.toMatch(/sign in|can read this/u);
  });

  test('says the same once a question about it is answered', () => {
    const { text } = renderClarifiedMail(aClarifiedMail({ open: { ...link, signedIn: true } }));
    expect(text).toContain('Read the facts:');
    expect(text).not.toMatch(/and decide:|can answer for you/u);
  });
});

describe('the mail of an answer that does not end the matter', () => {
  test('says who answered what, how many agreed, and how to report it', () => {
    const { subject, text, html } = renderProgressMail(aProgressMail());
    expect(subject).toBe('Ingrid Solheim answered: Approve, Responsible use of AI, version 3');
    expect(text).toContain('So far 1 person has agreed; 2 must.');
    expect(text).toContain(aProgressMail().decisionDigest);
    expect(text).toContain('If you doubt that an answer is its person’s own, ask them');
    expect(text).not.toMatch(/\breply\b/iu);
    expect(html).not.toContain('<a ');
  });

  test('names nobody whose name was erased', () => {
    const by = { name: '', capacity: '' };
    expect(renderProgressMail(aProgressMail({ by })).subject).toMatch(/^somebody answered/u);
  });
});

describe('the mail that brings the answer to a question', () => {
  test('says both, and leads to the page while the decision is asked for', () => {
    const { text, html } = renderClarifiedMail(aClarifiedMail());
    expect(text).toContain('You asked: Who checks the quarterly tests');
    expect(text).toContain('Astrid Vik (Head of AI Governance) answered: Model validation does');
    expect(html.match(/<a /gu)).toHaveLength(1);
  });

  test('has no link once the decision is given', () => {
    const { open: _, ...done } = aClarifiedMail();
    expect(renderClarifiedMail(done).html).not.toMatch(/<a |K7QD/u);
  });
});

describe('the mail of a missed condition', () => {
  test('says what was missed, and that it is suspended', () => {
    const { subject, text } = renderMissedMail(aMissedMail());
    expect(subject).toBe('Condition missed: Responsible use of AI, version 3');
    expect(text).toContain('It is suspended until it is approved again.');
    expect(text).toContain('You own this condition.');
  });

  test('tells only the owner that they own it', () => {
    expect(renderMissedMail(aMissedMail({ isOwner: false })).text).not.toContain('You own');
  });
});

describe('the mail of a denied decision', () => {
  test.each([
    [true, 'The policy stops what rests on it'],
    [false, 'The policy stops nothing by itself.'],
  ])('names the decision, and what the policy does (stops: %s)', (stops, words) => {
    const { subject, text } = renderRepudiatedMail(aRepudiatedMail({ stops }));
    expect(subject).toBe('A decision was denied: Responsible use of AI, version 3');
    expect(text).toContain('stands in the name of Ingrid Solheim');
    expect(text).toContain(aRepudiatedMail().decision.digest);
    expect(text).toContain(words);
    expect(text).toContain('Treat it as an incident');
  });
});

test('the mail of a policy by which nobody can decide says what is short', () => {
  const { subject, text } = renderUnfillableMail(anUnfillableMail());
  expect(subject).toBe('Seats cannot be filled: Approval of policies');
  expect(text).toContain('Reviewers: 2 of 3 × Reviewer');
});

describe('a digest', () => {
  const { subject, text, html } = renderDigestMail(aDigestMail());

  test('has every question with its deadline and its own link', () => {
    expect(subject).toBe('2 questions wait for you, the first by Fri 27 Nov 17:00 CET');
    const codes = aDigestMail().questions.map(({ code }) => code);
    for (const code of codes) expect(html).toContain(`/t#${code}"`);
    expect(html.match(/<a /gu)).toHaveLength(codes.length);
    expect(text).toContain('Approve go-live, by Tue 1 December 2026, 17:00 CET. Code 9B2C');
  });

  test('never names a code in its subject', () => {
    expect(subject).not.toMatch(/K7QD|9B2C/u);
  });

  test('of as many questions as one holds is not cut by mail programs', () => {
    const [one] = aDigestMail().questions;
    if (one === undefined) throw new Error('The example has questions');
    const questions = Array.from({ length: MAX_DIGEST_QUESTIONS }, () => one);
    const mail = renderDigestMail(aDigestMail({ questions }));
    expect(Buffer.byteLength(mail.html)).toBeLessThanOrEqual(102 * 1024);
  });
});
