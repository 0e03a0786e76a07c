import { describe, expect, test } from 'vitest';
import { countWords } from '#functions/pages/format.ts';
import { renderClosedMail } from '#functions/pages/mail/closed.ts';
import { renderOutcomeMail } from '#functions/pages/mail/outcome.ts';
import { renderReceiptMail } from '#functions/pages/mail/receipt.ts';
import { renderReminderMail, renderRequestMail } from '#functions/pages/mail/request.ts';
import { renderSideMail } from '#functions/pages/mail/side.ts';
import {
  aClosedMail,
  aConditionMail,
  anOutcomeMail,
  aReceiptMail,
  aReminderMail,
  aRequestMail,
} from '#tests/support/mail-views.ts';
import {
  aFullReceipt,
  anAnswerReceipt,
  aPassOnReceipt,
  aReceipt,
  passedOn,
} from '#tests/support/views.ts';
import { everyMail, everyTextBecomes, readable } from './every-page.ts';

const LINK = 'https://ai.haldensavings.example/t#K7QD-3M9X-V2HT-8RWB-5ZNE';

/** What a mail's HTML says, the address of a link included, without the marks of a list. */
function saidByHtml(html: string): string[] {
  const linked = html.replace(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/gsu, '$2 $1');
  return wordsOf(readable(linked));
}

function wordsOf(text: string): string[] {
  return text
    .split(/\s+/u)
    .map((word) => word.replace(/:$/u, ''))
    .filter((word) => word !== '');
}

describe.each(Object.entries(everyMail()))('the mail %s', (_, { html, text, subject }) => {
  test('says the same in HTML and in text', () => {
    expect(saidByHtml(html)).toEqual(wordsOf(text));
  });

  test('loads nothing and tracks nothing', () => {
    expect(html).not.toMatch(/<(img|link|script|iframe|form|object)\b|\ssrc=|url\(|@import/iu);
  });

  test('says its language, and that its tables are layout', () => {
    expect(html).toMatch(/^<!doctype html><html lang="en-GB" dir="ltr">/u);
    const tables = html.match(/<table[^>]*>/gu) ?? [];
    for (const table of tables) expect(table).toContain('role="presentation"');
    expect(tables.length).toBeGreaterThan(0);
  });

  test('is at most 102 KB, beyond which mail programs cut it', () => {
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(102 * 1024);
  });

  test('has a subject of one line', () => {
    expect(subject).toMatch(/^\S.*\S$/u);
  });
});

describe('a request', () => {
  const { subject, html, text } = renderRequestMail(aRequestMail());

  test('names verb, object and deadline in its subject', () => {
    expect(subject).toBe(
      'Approve AI policy: Responsible use of AI, version 3, by Fri 27 Nov 17:00 CET',
    );
  });

  test.each([
    [
      'who asks, and in which capacity one is asked',
      'Astrid Vik (Head of AI Governance) asks you as Chief Risk Officer',
    ],
    ['the question', 'Should version 3 of the AI policy take effect on 1 December?'],
    ['why it is asked', 'Why Astrid Vik asks: The supervisor visits in December'],
    ['what changed', 'One duty added, one tightened'],
    ['the number that matters', '3 of 11 duties'],
    [
      'what happens if nobody answers, and when',
      'If nobody answers: Thu 26 Nov 17:00 CET: others are asked. Fri 27 Nov 17:00 CET: it lapses',
    ],
    ['whom a reply reaches', 'A reply to this mail reaches Astrid Vik.'],
    ['the code, for typing', 'K7QD-3M9X-V2HT-8RWB-5ZNE'],
  ])('says %s', (_, words) => {
    expect(text).toContain(words);
  });

  test('has one link, with the code in its fragment, and describes it', () => {
    expect(html.match(/<a /gu)).toHaveLength(1);
    expect(html).toMatch(new RegExp(`<a href="${LINK}"[^>]*>Read the facts and decide</a>`, 'u'));
    expect(text.split(LINK)).toHaveLength(2);
  });

  test('never names the code in its subject', () => {
    expect(subject).not.toContain('K7QD');
  });

  test('says that a reply reaches somebody only where it does', () => {
    const { replyTo: _, ...without } = aRequestMail();
    expect(renderRequestMail(without).text).not.toMatch(/\breply\b/iu);
  });

  test('tells a colleague who passed it on to them, and why', () => {
    const { text: told } = renderRequestMail(aRequestMail({ instead: passedOn }));
    expect(told).toContain('Berit Solberg passed this on to you: I sit on the board of Kundelys.');
    expect(text).not.toContain('passed this on');
  });
});

describe('at most 120 words', () => {
  const long = everyTextBecomes(Array.from({ length: 500 }, () => 'word').join(' '));

  test.each([
    ['a request', renderRequestMail(aRequestMail())],
    ['a reminder', renderReminderMail(aReminderMail())],
    ['a request of endless texts', renderRequestMail(long(aRequestMail()))],
    ['a reminder of endless texts', renderReminderMail(long(aReminderMail()))],
    [
      'a request of endless texts that was passed on',
      renderRequestMail(long(aRequestMail({ instead: passedOn }))),
    ],
  ])('stand before the link in %s', (_, { text }) => {
    const before = text.slice(0, text.indexOf('https://'));
    expect(countWords(before)).toBeLessThanOrEqual(120);
  });

  test('end in an ellipsis where a text was cut', () => {
    expect(renderRequestMail(long(aRequestMail())).text).toContain('word…');
    expect(renderRequestMail(aRequestMail()).text).not.toContain('…');
  });

  test('are few bytes too: an endless word is cut', () => {
    const { html } = renderRequestMail(everyTextBecomes('"'.repeat(4000))(aRequestMail()));
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(102 * 1024);
  });
});

describe('a reminder', () => {
  test('says that it is one and when one was asked', () => {
    const { text } = renderReminderMail(aReminderMail());
    expect(text).toContain('Reminder: you were asked on Tue 24 November 2026, 08:02 CET');
  });

  test('has the subject of the mail it reminds of, so that both are one conversation', () => {
    const { subject } = renderReminderMail(aReminderMail());
    expect(subject).toBe(`Re: ${renderRequestMail(aRequestMail()).subject}`);
    const asked = { asked: '2026-11-24T09:00:00.000Z' };
    const again = renderSideMail(aConditionMail({ reminded: asked })).subject;
    expect(again).toBe(`Re: ${renderSideMail(aConditionMail()).subject}`);
  });

  test.each([
    ['escalates', 'Without your answer others are asked instead on Thu 26 November 2026'],
    ['reminds', 'The next reminder comes on Thu 26 November 2026'],
    ['lapses', 'This is the last reminder. On Thu 26 November 2026, 17:00 CET the time is over.'],
  ] as const)('says what happens next, and when: %s', (say, words) => {
    const upcoming = { say, at: '2026-11-26T16:00:00.000Z' };
    expect(renderReminderMail(aReminderMail({ upcoming })).text).toContain(words);
  });
});

describe('a receipt by mail', () => {
  const decider = renderReceiptMail(aReceiptMail());
  const requester = renderReceiptMail(aReceiptMail({ audience: 'requester' }));

  test('gives both the digest, the place in the log and the newest checkpoint', () => {
    for (const { text } of [decider, requester]) {
      expect(text).toContain(aReceiptMail().decision.digest);
      expect(text).toContain('entry 1482 of haldensavings.example/assent/production');
      expect(text).toContain(aReceiptMail().checkpoint?.note.trim());
    }
  });

  test('asks the decider alone whether it was them', () => {
    expect(decider.text).toContain('Not you?');
    expect(requester.text).not.toContain('Not you?');
    expect(requester.subject).toBe(
      'Ingrid Solheim answered: Approve, Responsible use of AI, version 3',
    );
  });

  test('leads the decider alone to the receipt, where the answer can be reported', () => {
    expect(decider.html).toMatch(new RegExp(`<a href="${LINK}"[^>]*>Not you\\? See the`, 'u'));
    expect(decider.html.match(/<a /gu)).toHaveLength(1);
    expect(requester.html).not.toMatch(/<a |#[0-9A-Z]{4}-/u);
  });

  test('of an answer to a question leads to the receipt, and promises no report there', () => {
    const { text } = renderReceiptMail({ ...aReceiptMail(), ...anAnswerReceipt() });
    expect(text).toContain('See the receipt:');
    expect(text).toContain('say so at once to Ingrid Solheim (Chief Risk Officer).');
    expect(text).not.toMatch(/report it|goes on record/u);
  });

  test('says how to report it where it has no link', () => {
    const { link: _, ...without } = aReceiptMail();
    const { html, text } = renderReceiptMail(without);
    expect(html).not.toContain('<a ');
    expect(text).toContain('say so at once to Astrid Vik (Head of AI Governance).');
  });

  test.each([
    [aFullReceipt(), 'If missed: Vendors may not be given prompts'],
    [aPassOnReceipt(), 'Passed on to: Mari Lund (Data Protection Officer)'],
    [aPassOnReceipt(), 'Everything else too, until: 24 Dec 2026'],
    [aReceipt({ choice: 'fulfil', answered: 'Clause 4.2 is settled' }), 'Condition: Clause 4.2'],
    [aReceipt({ choice: 'answer', answered: 'Who tests?' }), 'To the question: Who tests?'],
  ])('says all that the answer brought with it (%#)', (receipt, words) => {
    expect(renderReceiptMail({ ...aReceiptMail(), ...receipt }).text).toContain(words);
  });

  test('is not cut by the longest comment', () => {
    const comment = `${'"'.repeat(3999)}.`;
    const { html, text } = renderReceiptMail(aReceiptMail({ comment }));
    expect(text).toContain(comment);
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(102 * 1024);
  });
});

describe('the mail that ends a question', () => {
  test.each([
    ['no-longer-needed', 'Your answer is no longer needed: Responsible use of AI, version 3'],
    ['lapsed', 'The time to answer is over: Responsible use of AI, version 3'],
    ['void', 'The matter changed before it was decided: Responsible use of AI, version 3'],
    ['withdrawn', 'The request was withdrawn: Responsible use of AI, version 3'],
    ['escalated', 'Somebody else was asked: Responsible use of AI, version 3'],
    ['passed-on', 'This was passed on: Responsible use of AI, version 3'],
    ['question-over', 'This answer is no longer needed: Responsible use of AI, version 3'],
  ] as const)('says so in its subject: %s', (reason, subject) => {
    const mail = renderClosedMail(aClosedMail({ reason }));
    expect(mail.subject).toBe(subject);
    expect(mail.text).toContain('There is nothing left for you to do');
    expect(mail.html).not.toContain('<a ');
  });
});

describe('the mail that tells what came of a request', () => {
  test.each([
    [
      'granted',
      'Approved: Responsible use of AI, version 3',
      'The approval of version 3 of AI policy “Responsible use of AI” has taken effect.',
    ],
    [
      'refused',
      'Not approved: Responsible use of AI, version 3',
      'The approvers rejected version 3',
    ],
    ['lapsed', 'Lapsed: Responsible use of AI, version 3', 'is not approved'],
    ['void', 'Void: Responsible use of AI, version 3', 'nobody’s answer counts'],
    ['withdrawn', 'Withdrawn: Responsible use of AI, version 3', 'was withdrawn'],
  ] as const)('says it in subject and text: %s', (result, subject, words) => {
    const mail = renderOutcomeMail(anOutcomeMail({ result }));
    expect(mail.subject).toBe(subject);
    expect(mail.text).toContain(words);
  });

  test.each(['refused', 'lapsed', 'void', 'withdrawn'] as const)(
    'never says that something took effect which did not: %s',
    (result) => {
      expect(renderOutcomeMail(anOutcomeMail({ result })).text).not.toContain('taken effect');
    },
  );

  test('says who answered what, and names the digest of the approval', () => {
    const { text } = renderOutcomeMail(anOutcomeMail());
    expect(text).toContain('Ingrid Solheim (Chief Risk Officer): Approve: Settle clause 4.2');
    expect(text).toContain(anOutcomeMail().approvalDigest);
  });
});
