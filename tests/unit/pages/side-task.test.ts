import { describe, expect, test } from 'vitest';
import { renderSideTask } from '#functions/pages/side-task.tsx';
import { aClarification, aFulfilment } from '#tests/support/views.ts';
import { readable } from './every-page.ts';

const hidden = (html: string) =>
  [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/gu)].map(
    ([, name, value]) => [name, value],
  );

describe('a question put to whoever asked for approval', () => {
  const html = renderSideTask(aClarification());
  const text = readable(html);

  test.each([
    ['who asks', 'Ingrid Solheim (Chief Risk Officer) decides on'],
    ['the question', 'Who checks the quarterly tests, and from when?'],
    ['by when', 'Answer by Fri 27 November 2026, 17:00 CET'],
    ['what comes of silence', 'whoever decides may decide without your answer'],
    ['who sees the answer', 'Everybody who decides sees it.'],
    ['the other questions', 'Do the two vendors know of the clause?'],
  ])('says %s', (_, words) => {
    expect(text).toContain(words);
  });

  test('posts an answer to the same door as every decision', () => {
    expect(html).toContain('<form class="decide" id="decide" method="post" action="/t/decide"');
    expect(hidden(html)).toEqual([
      ['code', aClarification().code],
      ['facts', aClarification().factsDigest],
      ['opened', aClarification().opened],
      ['choice', 'answer'],
    ]);
  });

  test('is not answered without a text and a name', () => {
    expect(html).toMatch(/<textarea id="comment"[^>]* required/u);
    expect(html).toMatch(/name="signature" value="" required/u);
  });

  test('comes back with what was typed, at the field to correct', () => {
    const again = renderSideTask(
      aClarification({ problems: ['comment-missing'], entered: { signature: 'Astrid' } }),
    );
    expect(again).toContain('<p class="error" id="comment-error">');
    expect(again).toMatch(/name="signature" value="Astrid"/u);
    expect(again).toMatch(/<title>Not recorded yet: /u);
  });
});

describe('a condition to be reported as met', () => {
  const html = renderSideTask(aFulfilment());

  test('says what is promised, by when, and what lapses', () => {
    const text = readable(html);
    expect(text).toContain('Clause 4.2 is settled with both vendors');
    expect(text).toContain('To be met by Tue 15 December 2026, 23:59 CET');
    expect(text).toContain('Vendors may not be given prompts of customers.');
    expect(hidden(html)).toContainEqual(['choice', 'fulfil']);
  });

  test('says that it comes too late where it does', () => {
    expect(readable(html)).not.toContain('was missed');
    expect(readable(renderSideTask(aFulfilment({ missed: true })))).toContain(
      'This condition was missed.',
    );
  });
});
