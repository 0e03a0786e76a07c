import { describe, expect, test } from 'vitest';
import { renderClosed } from '#functions/pages/closed.tsx';
import { renderMoved } from '#functions/pages/moved.tsx';
import { renderProblem } from '#functions/pages/problem.tsx';
import { renderConflict, renderReceipt } from '#functions/pages/receipt.tsx';
import type { ClosedReason } from '#functions/pages/views.ts';
import {
  aClosedMatter,
  aConflict,
  aFullReceipt,
  aMovedSubject,
  anAnswerReceipt,
  aPassOnReceipt,
  aReceipt,
} from '#tests/support/views.ts';
import { readable } from './every-page.ts';

describe('a receipt', () => {
  const text = readable(renderReceipt(aReceipt()));

  test.each([
    ['the answer', 'You answered “Approve”'],
    ['the exact version', 'AI policy “Responsible use of AI”, version 3'],
    ['the digest of that version', aReceipt().subject.digest],
    ['the digest of the facts shown', aReceipt().factsDigest],
    ['when', 'Tue 24 November 2026, 09:21 CET'],
    ['when, as the record has it', '2026-11-24T08:21:07.412Z'],
    ['how the decider was identified', 'possession of the mailbox'],
    ['the digest of the decision', aReceipt().decision.digest],
    ['its place in the log', 'entry 1482 of haldensavings.example/assent/production'],
    ['the newest checkpoint', 'c8c3JY3Uus6bQU+HR4do5NjwXGXKGAdg2z9jBhnF9uc='],
    ['what happens now', 'It takes effect once everything has been checked again'],
    ['whom to tell that it was not one’s own', 'say so at once to Astrid Vik'],
    ['who hears of it', 'Astrid Vik (Head of AI Governance) is told.'],
  ])('says %s', (_, words) => {
    expect(text).toContain(words);
  });

  test('never says approved: only the conclusion approves', () => {
    expect(text).not.toMatch(/\bapproved\b/iu);
  });

  test('keeps a checkpoint’s lines as they are', () => {
    expect(renderReceipt(aReceipt())).toContain(`<pre>${aReceipt().checkpoint?.note}</pre>`);
  });

  test('says that the log will have it, where it has it not yet', () => {
    const { place: _, checkpoint: __, ...early } = aReceipt();
    const page = readable(renderReceipt(early));
    expect(page).toContain('will be appended within moments');
    expect(page).not.toContain('entry ');
  });

  test('promises no reply, since not every mail can be replied to', () => {
    expect(text).not.toMatch(/\brepl(y|ies)\b/iu);
  });

  test('is the same for the same answer', () => {
    expect(renderReceipt(aReceipt())).toBe(renderReceipt(aReceipt()));
  });

  test('holds no code', () => {
    expect(renderReceipt(aReceipt())).not.toMatch(/name="code"|[0-9A-Z]{4}(-[0-9A-Z]{4}){4}/u);
  });
});

describe('a receipt with more to it', () => {
  const html = renderReceipt(aFullReceipt());
  const text = readable(html);

  test.each([
    ['each condition, its owner and its date', 'By Jonas Berge (Head of Legal), until Tue 15 Dec'],
    ['what lapses', 'If missed: Vendors may not be given prompts'],
    ['what the others said', '(Head of Legal) answered “Approve” Agreed in Legal.'],
    ['who has yet to answer', '(Data Protection Officer) has not answered yet'],
    ['the exception that was used', 'A mailed link is enough, though sign-in is due'],
    ['when the owners are asked', 'is asked once the approval takes effect'],
  ])('says %s', (_, words) => {
    expect(text).toContain(words);
  });

  test('of passing on names who is asked now, and until when', () => {
    const page = readable(renderReceipt(aPassOnReceipt()));
    expect(page).toContain('Mari Lund (Data Protection Officer) is asked in your place');
    expect(page).toContain('Everything else too, until 24 Dec 2026');
  });

  test('takes "that was not me" in a form of its own, closed, with a name to sign', () => {
    expect(html).toContain('<details><summary>I did not give this answer</summary>');
    expect(html).toContain('<form method="post" action="/t/repudiate"');
    expect(html).toMatch(/name="signature" value="" required/u);
  });

  test('opens that form again where it must be corrected', () => {
    const report = { code: 'K7QD', problems: ['signature-differs'] as const };
    const again = renderReceipt(aFullReceipt({ report }));
    expect(again).toContain('<details open="">');
    expect(again).toContain('id="signature-error"');
  });

  test.each([
    [true, 'What was approved with it is stopped'],
    [false, 'The policy stops nothing by itself'],
  ])('once reported says so, and offers no form (stops: %s)', (stops, words) => {
    const reported = { at: '2026-11-25T07:30:00.000Z', stops };
    const page = renderReceipt(aFullReceipt({ reported }));
    expect(readable(page)).toContain('Since Wed 25 November 2026, 08:30 CET it is on record');
    expect(readable(page)).toContain(words);
    expect(page).not.toContain('<form');
  });
});

describe('the receipt of what was no vote', () => {
  const answer = readable(renderReceipt(anAnswerReceipt()));
  const report = readable(renderReceipt(aReceipt({ choice: 'fulfil', comment: 'Signed.' })));

  test('says what was done, and never that one answered “Answer”', () => {
    expect(answer).toContain('You answered the question on AI policy');
    expect(answer).toContain('Answer Model validation does, from January.');
    expect(answer).not.toMatch(/“(your )?answer”|Answer your answer/iu);
    expect(report).toContain('You reported as met a condition of AI policy');
    expect(report).toContain('What was done Signed.');
  });

  test('names whom it matters to: whoever put the question', () => {
    expect(answer).toContain('say so at once to Ingrid Solheim (Chief Risk Officer).');
    expect(answer).not.toMatch(/whoever asked/iu);
  });
});

describe('a second, different answer', () => {
  test('is refused: the first stands, and is shown', () => {
    const text = readable(renderConflict(aConflict()));
    expect(text).toContain('You now chose “Reject”, but “Approve” is on record and stands.');
    expect(text).toContain(aReceipt().decision.digest);
    expect(text).not.toContain('Your answer is recorded');
  });
});

describe('a dead link', () => {
  test.each<[ClosedReason, string]>([
    ['decided', 'Your answer on version 3 of AI policy “Responsible use of AI” is recorded.'],
    ['no-longer-needed', 'Enough others have answered'],
    ['lapsed', 'is not approved. It can be asked for again.'],
    ['void', 'answers on version 3 of AI policy “Responsible use of AI” do not count'],
    ['withdrawn', 'Astrid Vik (Head of AI Governance) took the request about version 3'],
    ['passed-on', 'Somebody else now decides'],
    ['escalated', 'had not come in time, so somebody else was asked'],
    ['unreachable', 'did not reach you, so somebody else was asked'],
    ['left', 'On record you have left'],
    ['question-over', 'ended before the question was answered'],
    ['condition-missed', 'was not reported as met in time'],
    ['code-expired', 'Please use the newest mail.'],
  ])('says what became of the matter: %s', (reason, words) => {
    const page = renderClosed(aClosedMatter({ reason }));
    expect(readable(page)).toContain(words);
    expect(readable(page)).toContain('Fri 27 November 2026, 17:00 CET');
    expect(page).not.toContain('<form');
  });
});

describe('a reason on record', () => {
  const page = (detail: string, locale: string) =>
    readable(
      renderClosed(
        aClosedMatter({ reason: 'void', detail, reader: { locale, timeZone: 'Europe/Oslo' } }),
      ),
    );

  test.each([
    ['The approval policy has changed', 'Die Freigaberegel wurde geändert.'],
    ['Nobody decided by the deadline', 'Bis zum Ende der Frist hat niemand entschieden.'],
    ['What was asked about has changed', 'Der Gegenstand des Antrags wurde geändert.'],
    ['Somebody says that a decision was not theirs', 'Jemand bestreitet'],
    [
      'The stage "Board" needs 2, and 1 can decide: person/01936b2c is requester',
      '„Board“ braucht 2 Zustimmungen, entscheiden können nur noch 1.',
    ],
  ])('that is ours is said in the reader’s language: %s', (reason, german) => {
    expect(page(reason, 'de')).toContain(german);
    expect(page(reason, 'de')).not.toContain(reason);
    expect(page(reason, 'en')).not.toMatch(/person\//u);
  });

  test('that somebody typed stands as they typed it', () => {
    expect(page('We ask again in spring', 'de')).toContain('We ask again in spring.');
  });
});

describe('a link that may not decide', () => {
  test.each<[ClosedReason, string]>([
    ['sign-in-needed', 'How to sign in, ask Astrid Vik (Head of AI Governance).'],
    [
      'not-independent',
      'You asked for, edited or own version 3 of AI policy “Responsible use of AI”',
    ],
  ])('says why, and that nothing was recorded: %s', (reason, words) => {
    const page = renderClosed(aClosedMatter({ reason }));
    expect(readable(page)).toContain(words);
    expect(readable(page)).toContain('Nothing was recorded.');
    expect(page).not.toMatch(/<form|<time/u);
  });
});

describe('a subject that changed between page and answer', () => {
  test('records nothing, and says both versions', () => {
    const text = readable(renderMoved(aMovedSubject()));
    expect(text).toContain('Your answer was not recorded');
    expect(text).toContain('You saw version 3');
    expect(text).toContain('Now on record version 4, since Tue 24 November 2026, 09:19 CET');
  });

  test('gives back what was typed, line by line', () => {
    expect(renderMoved(aMovedSubject())).toContain('policy.\nPlease settle that first.');
  });

  test('shows no empty box where nothing was typed', () => {
    const { entered: _, ...without } = aMovedSubject();
    expect(readable(renderMoved(without))).not.toContain('What you typed');
  });
});

describe('a fault of ours', () => {
  test('can be told without knowing anything', () => {
    expect(readable(renderProblem())).toContain('nothing is lost');
    expect(renderProblem()).not.toContain('<form');
  });

  test('posts the same again by one button', () => {
    const fields = { code: 'K7QD-3M9X-V2HT-8RWB-5ZNE', comment: 'One\n"two"', choice: 'reject' };
    const page = renderProblem({ retry: { action: '/t/decide', fields } });
    expect(page).toContain('<form method="post" action="/t/decide"');
    expect(page).toContain('name="comment" value="One\n&quot;two&quot;"');
    expect(readable(page)).toContain('Sending it again is safe: it counts once.');
  });
});
