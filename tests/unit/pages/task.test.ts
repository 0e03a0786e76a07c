import { describe, expect, test } from 'vitest';
import { MAX_COLLEAGUES } from '#core/approvals/colleagues.ts';
import { countWords } from '#functions/pages/format.ts';
import { readingMinutes } from '#functions/pages/reading.ts';
import { renderTask } from '#functions/pages/task.tsx';
import type { ProblemCode } from '#functions/pages/views.ts';
import { aFullTask, anApprovalTask, passedOn } from '#tests/support/views.ts';
import { readable } from './every-page.ts';

function part(html: string, from: string, to: string): string {
  const start = html.indexOf(from);
  expect(start).toBeGreaterThan(-1);
  return readable(html.slice(start, html.indexOf(to, start)));
}

function firstScreen(html: string): string {
  return part(html, '<section id="first"', '</section>');
}

function inputs(html: string): string[] {
  return html.match(/<input[^>]*>/gu) ?? [];
}

describe('the first screen of a task', () => {
  const text = firstScreen(renderTask(anApprovalTask()));

  test('has at most 150 words', () => {
    expect(countWords(text)).toBeLessThanOrEqual(150);
  });

  test.each([
    ['the question', 'Should version 3 of the AI policy take effect on 1 December?'],
    ['the exact version', 'AI policy “Responsible use of AI”, version 3'],
    ['its fingerprint', '4c1f 9e02 b7d8 315a'],
    ['what approving causes', 'Version 3 takes effect on 1 December for 412 staff and 9 vendors.'],
    ['what rejecting causes', 'Version 2 stays in force; Astrid Vik gets your reason.'],
    ['what silence causes', 'The request lapses; version 3 is not approved.'],
    ['why it is asked', 'Why Astrid Vik asks The supervisor visits in December and asks for'],
    ['the deadline in the reader’s zone', 'Fri 27 November 2026, 17:00 CET'],
    ['the capacity in which one is asked', 'Chief Risk Officer under “Approval of policies”'],
    ['that one is independent', 'You neither asked for, edited nor own this.'],
    ['how long it takes to read', '2 min to read'],
  ])('says %s', (_, words) => {
    expect(text).toContain(words);
  });

  test('claims no independence that the server did not find', () => {
    const { authority } = anApprovalTask();
    const html = renderTask(anApprovalTask({ authority: { ...authority, independent: false } }));
    expect(firstScreen(html)).not.toContain('You neither asked');
  });

  test('counts the reading time from the facts, one minute at least', () => {
    expect(readingMinutes(anApprovalTask({ facts: [], unknown: [] }))).toBe(1);
    const unknown = [Array.from({ length: 1000 }, () => 'word').join(' ')];
    expect(readingMinutes(anApprovalTask({ facts: [], unknown }))).toBe(6);
  });
});

describe('whoever is asked for somebody else', () => {
  test.each([
    ['delegated', 'Berit Solberg passed this on to you: I sit on the board of Kundelys.'],
    ['absent', 'You stand in for Berit Solberg, who is away: I sit on the board of Kundelys.'],
    ['conflict', 'Berit Solberg has a conflict of interest, so you are asked instead'],
    ['escalated', 'Berit Solberg had not answered, so you are asked instead'],
    ['unreachable', 'Our mails did not reach Berit Solberg, so you are asked instead'],
    ['left', 'Berit Solberg has left, so you are asked instead'],
  ] as const)('is told so on the first screen: %s', (why, words) => {
    const view = anApprovalTask({ instead: { ...passedOn, why } });
    expect(firstScreen(renderTask(view))).toContain(words);
  });

  test('has the whole of a long reason one click away', () => {
    const reason = { text: 'I sit on the…', whole: 'I sit on the board of Kundelys.' };
    const html = renderTask(anApprovalTask({ instead: { ...passedOn, reason } }));
    expect(html).toContain('<details><summary>Read all of it</summary>');
    expect(firstScreen(html)).toContain('to you: I sit on the… Read all of it I sit on the board');
  });
});

describe('the facts of a task', () => {
  const view = aFullTask();
  const html = renderTask(view);
  const text = readable(html);

  test('stand with the unfavourable ones first, then what is not known, then the others', () => {
    const order = ['Clashes with other policies', 'Rests on people alone', 'not known', 'Why now'];
    const places = order.map((words) => text.indexOf(words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test.each(view.facts.map((fact) => [fact.label, fact] as const))(
    'show “%s” with its source and date',
    (label, fact) => {
      const at = text.indexOf(label);
      const dated = text.slice(at).match(/Source: (.*?), as of (\d+ \w+ \d{4})/u);
      expect(dated?.[1]).toBe(fact.source.label);
      expect(html).toContain(`<time datetime="${fact.asOf}">${dated?.[2]}</time>`);
    },
  );

  test('that are lists show their marks where they have any, else plain points', () => {
    const [fact] = view.facts;
    if (fact === undefined) throw new Error('The example has facts');
    const listed = { ...fact, value: [{ text: 'One duty' }, { text: 'Two duties' }] };
    expect(html).toContain('<ul class="lines"><li dir="auto"><span class="mark">Added</span>');
    expect(renderTask(anApprovalTask({ facts: [listed] }))).toContain(
      '<ul class="plain"><li dir="auto"><span>One duty</span></li>',
    );
  });

  test('mark what is out of date, and nothing else', () => {
    expect(text.split('Out of date')).toHaveLength(2);
    expect(text).toContain('Rests on people alone Out of date');
  });

  test('mark what changed after the mail, with what the mail’s facts said', () => {
    expect(text).toContain('Clashes with other policies Changed since the mail');
    expect(text).toContain('In the mail it was: No clash is known.');
    expect(readable(renderTask(anApprovalTask()))).not.toContain('Changed since the mail');
  });

  test('have their evidence on the page, closed, one click away', () => {
    expect(html).toContain('<details><summary>Evidence: the two clauses side by side</summary>');
    expect(text).toContain('Data retention, 7.1');
    expect(html).not.toContain('<details open=""><summary>Evidence');
    expect(html).not.toContain('<details open><summary>Evidence');
  });

  test('never leave the box of what is not known empty', () => {
    const box = part(renderTask(anApprovalTask({ unknown: [] })), 'id="unknown"', '</section>');
    expect(box).toContain('Nobody named anything as unknown. That is unusual');
  });

  test('say so where none speaks against the subject', () => {
    const favourable = view.facts.filter((fact) => fact.unfavourable !== true);
    expect(readable(renderTask(anApprovalTask({ facts: favourable })))).toContain(
      'None of the facts gathered speaks against it.',
    );
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'JaVaScRiPt:alert(1)',
    '//evil.example',
    '',
  ])('never make a link of the source address %j', (href) => {
    const [fact] = view.facts;
    if (fact === undefined) throw new Error('The example has facts');
    const facts = [{ ...fact, source: { label: 'A source', href } }];
    expect(renderTask(anApprovalTask({ facts }))).toContain('<bdi>A source</bdi>, as of');
    expect(renderTask(anApprovalTask({ facts }))).not.toContain('target="_blank"');
  });
});

describe('who else is asked', () => {
  test('shows that somebody answered, and not what, unless the policy shows it', () => {
    const text = readable(renderTask(anApprovalTask()));
    expect(text).toContain('Jonas Berge (Head of Legal) has answered');
    expect(readable(renderTask(aFullTask()))).toContain('(Head of Legal) answered “Approve”');
  });

  test('says that one decides alone where one does', () => {
    expect(readable(renderTask(anApprovalTask({ others: [] })))).toContain('Nobody else is asked.');
  });
});

describe('the decision form', () => {
  const html = renderTask(anApprovalTask());

  test('preselects nothing', () => {
    expect(inputs(html).join()).not.toMatch(/\schecked/u);
    expect(inputs(html).filter((input) => input.includes('type="radio"'))).toHaveLength(5);
    expect(html).not.toMatch(/<option[^>]* selected/u);
  });

  test('carries code, digest of the facts and the time of opening, hidden', () => {
    const hidden = inputs(html).filter((input) => input.includes('type="hidden"'));
    expect(hidden).toEqual([
      '<input type="hidden" name="code" value="K7QD-3M9X-V2HT-8RWB-5ZNE"/>',
      `<input type="hidden" name="facts" value="${anApprovalTask().factsDigest}"/>`,
      '<input type="hidden" name="opened" value="2026-11-24T08:15:42.000Z"/>',
    ]);
  });

  test('never puts the code where it could be seen or leave in an address', () => {
    expect(html.split('K7QD-3M9X')).toHaveLength(2);
    expect(readable(html)).not.toContain('K7QD-3M9X');
  });

  test('demands a signature for every choice, and types none itself', () => {
    const signature = inputs(html).find((input) => input.includes('name="signature"'));
    expect(signature).toMatch(/ value="" required/u);
  });

  test('says that a comment is permanent and which answers need one', () => {
    const form = part(html, '<form', '</form>');
    expect(form).toContain(
      'Needed for: Reject · Pass on to somebody else · I have a conflict of interest.',
    );
    expect(form).toContain('up to 4,000 characters. It is kept for good');
    expect(form).toContain('leave personal data out');
  });

  test('offers exactly the choices of the view', () => {
    const choices = anApprovalTask().choices.filter(({ value }) => !value.startsWith('approve-'));
    const offered = inputs(renderTask(anApprovalTask({ choices })))
      .filter((input) => input.includes('type="radio"'))
      .map((input) => input.match(/value="([^"]*)"/u)?.[1]);
    expect(offered).toEqual(['approve', 'reject', 'pass-on', 'conflict-of-interest']);
  });
});

test('the largest page of a task is at most 30 KB', () => {
  // Whoever asked and whoever owns what is decided may own a condition as well.
  const people = Array.from({ length: MAX_COLLEAGUES + 2 }, (_, n) => ({
    ref: `person/01936b2c-7b1e-7c3a-9f00-0000000000${10 + n}`,
    name: `Ingeborg Marie Solheim ${n}`,
    capacity: 'Data Protection Officer',
  }));
  const colleagues = people.slice(0, MAX_COLLEAGUES);
  for (const locale of ['en', 'de']) {
    const reader = { locale, timeZone: 'Europe/Oslo' };
    const html = renderTask(aFullTask({ reader, colleagues, owners: people }));
    expect(Buffer.byteLength(html), locale).toBeLessThanOrEqual(30 * 1024);
  }
});

describe('an answer sooner than reading takes', () => {
  test.each([
    [90, 'at least 90 seconds of reading'],
    [60, 'at least 1 minute of reading'],
    [300, 'at least 5 minutes of reading'],
  ])('is said to be taken and listed: %i seconds', (minimumReadingSeconds, words) => {
    const text = readable(renderTask(anApprovalTask({ minimumReadingSeconds })));
    expect(text).toContain(words);
    expect(text).toContain('An answer given sooner is accepted, and listed for the auditors.');
  });

  test('is not spoken of where the policy names no time', () => {
    const text = readable(renderTask(anApprovalTask({ minimumReadingSeconds: 0 })));
    expect(text).not.toContain('of reading');
  });
});

describe('a form sent back', () => {
  const entered = { choice: 'reject', comment: '\n  Not yet.\n', signature: 'Ingrid' };

  test.each([
    ['choice-missing', 'choice-0', 'Choose one of the answers.'],
    ['choice-unknown', 'choice-0', 'That answer is not one of those offered.'],
    ['comment-missing', 'comment', 'This answer needs a reason.'],
    ['comment-too-long', 'comment', 'Shorten the comment to 4,000 characters.'],
    ['comment-credential', 'comment', 'seems to hold a password or key'],
    ['comment-only-name', 'comment', 'The comment is only your name.'],
    ['comment-unreadable', 'comment', 'holds characters that cannot be seen'],
    ['signature-missing', 'signature', 'Type your full name as your signature.'],
    ['signature-differs', 'signature', 'If it stands wrong on record, have it corrected there.'],
    ['colleague-missing', 'passTo', 'Choose to whom you pass this on.'],
    ['colleague-unwanted', 'passTo', 'but chose another answer'],
    ['colleague-unknown', 'passTo', 'This person cannot be asked now.'],
    ['colleague-seated', 'passTo', 'is asked in this approval already'],
    ['colleague-barred', 'passTo', 'This person asked for, edited or owns'],
    ['colleague-circle', 'passTo', 'their questions come back to you'],
    ['until-not-a-date', 'absentUntil', 'as a date, such as 2026-12-31'],
    ['until-past', 'absentUntil', 'is over'],
    ['question-missing', 'ask-question', 'Type your question.'],
    ['question-too-long', 'ask-question', 'Shorten the question to 4,000 characters.'],
    ['question-credential', 'ask-question', 'seems to hold a password or key'],
    ['question-unreadable', 'ask-question', 'holds characters that cannot be seen'],
    ['question-unsent', 'ask-question', 'pressed the button that decides'],
    ['questions-full', 'ask-question', 'No more questions can be put'],
  ] as const)('says at its field what %s means', (problem, field, words) => {
    const html = renderTask(anApprovalTask({ problems: [problem], entered }));
    expect(part(html, `<p class="error" id="${field}-error"`, '</p>')).toContain(words);
    expect(html).toMatch(new RegExp(`aria-describedby="${field}-error`, 'u'));
    expect(html.match(/autofocus/gu)).toHaveLength(1);
  });

  test('keeps what was typed, to the letter', () => {
    const html = renderTask(anApprovalTask({ problems: ['signature-differs'], entered }));
    expect(html).toContain('>\n\n  Not yet.\n</textarea>');
    expect(html).toMatch(/value="reject"[^>]* checked/u);
    expect(html).toMatch(/name="signature" value="Ingrid"/u);
  });

  test('says how long a comment is that is too long', () => {
    const long = { ...entered, comment: 'x'.repeat(4321) };
    const html = renderTask(anApprovalTask({ problems: ['comment-too-long'], entered: long }));
    expect(readable(html)).toContain('It has 4,321 now.');
  });

  test('lists every mistake above the form, each with the way to its field', () => {
    const problems: ProblemCode[] = ['choice-missing', 'signature-missing'];
    const html = renderTask(anApprovalTask({ problems }));
    expect(html).toContain('<a href="#choice-0">Choose one of the answers.</a>');
    expect(html).toContain('<a href="#signature">Type your full name as your signature.</a>');
    expect(html).toMatch(/<title>Not recorded yet: /u);
  });

  test.each(['conditions-missing', 'conditions-unwanted'] as const)(
    'says above the conditions what %s means',
    (problem) => {
      const html = renderTask(anApprovalTask({ problems: [problem], entered }));
      expect(html).toContain('<p class="error" id="conditions-error">');
      // Whoever chose another answer must see the conditions all the same.
      expect(html).toContain('<div class="more shown" id="conditions">');
    },
  );

  test('says which field of which condition is wrong, and opens its row', () => {
    const view = aFullTask({
      conditionProblems: [
        { row: 2, field: 'owner', problem: 'not-offered' },
        { row: 1, field: 'due', problem: 'past' },
      ],
    });
    const html = renderTask(view);
    expect(html).toContain('<a href="#condition-2-owner">Condition 2, “By whom”');
    expect(html).toMatch(/<input type="date" id="condition-1-due"[^>]*aria-invalid="true"/u);
    expect(html).toMatch(/name="condition-1-due" value="2026-12-15"/u);
  });

  test('keeps conditions, the colleague and the question as they were typed', () => {
    const html = renderTask(aFullTask({ problems: ['signature-differs'] }));
    expect(html).toMatch(/name="condition-1-text"[^>]*>\n*Legal settles clause 4.2/u);
    expect(html).toContain('value="person/01936b2c-7b1e-7c3a-9f00-000000000005" selected');
    expect(html).toMatch(/name="absentUntil" value="2026-12-24"/u);
    expect(html).toMatch(/name="question"[^>]*>\n*Who pays\?/u);
  });

  test('asks the decision anew where a fact moved: what was written is kept', () => {
    const html = renderTask(anApprovalTask({ problems: ['facts-moved'], entered }));
    expect(inputs(html).join()).not.toMatch(/\s(checked|autofocus)/u);
    expect(html).toMatch(/name="signature" value=""/u);
    expect(html).toContain('Not yet.');
    expect(readable(html)).toContain('your answer was not recorded');
  });
});
