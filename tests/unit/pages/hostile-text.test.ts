import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oneLine, visible } from '#functions/pages/visible.ts';
import { everyMail, everyPage, everyTextBecomes, skeleton } from './every-page.ts';

/** All that may not stand on a page: line breaks and tabs alone are controls that may. */
const HIDDEN =
  /[\p{Cs}\u200b\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]|(?![\n\t])\p{Cc}/u;

const hostile = Object.entries({
  'a script': '<script>alert(1)</script>',
  'a quote and a tag': '"><img src=x onerror=alert(1)>',
  'a quote and a handler': "' onmouseover='alert(1)",
  'ends of all that holds text': '</textarea></title></style><script>alert(1)</script>',
  'comments and entities': '<!-- --> <![CDATA[ ]]> &amp;lt; &#60;script&#62;',
  'templates of other languages': '{{7*7}} <%= 7*7 %> #{7*7}',
  'control characters': '\u0000\u0001\u0007\u001b[31mred\u007f\u0085\u009f',
  'turned writing': 'Approve \u202etcejeR\u202c \u2066isolated\u2069 \u200b\ufeff',
  'every kind of line break': 'line\r\nline\rline\u2028line\u2029line',
  'half characters': 'lone \ud800 surrogate \udc00',
  'invisible tags': `tags ${String.fromCodePoint(0xe0041, 0xe0042, 0xe007f)}`,
  'an endless word': 'w'.repeat(4000),
});

/** The skeletons of all pages and mails for a text without anything special in it. */
const plain = skeletons('Plain');

function skeletons(text: string): Record<string, string[]> {
  const rewrite = everyTextBecomes(text);
  const pages = Object.entries(everyPage(rewrite));
  const mails = Object.entries(everyMail(rewrite)).map(([name, { html }]) => [
    `mail ${name}`,
    html,
  ]);
  return Object.fromEntries(
    [...pages, ...mails].map(([name, html]) => [name, skeleton(html ?? '')]),
  );
}

describe('whatever people type', () => {
  test.each(hostile)('changes no tag of any page or mail: %s', (_, text) => {
    expect(skeletons(text)).toEqual(plain);
  });

  test.each(hostile)('hides nothing on any page or mail: %s', (_, text) => {
    const rewrite = everyTextBecomes(text);
    for (const page of Object.values(everyPage(rewrite))) expect(page).not.toMatch(HIDDEN);
    for (const mail of Object.values(everyMail(rewrite)))
      expect(mail.html + mail.text + mail.subject).not.toMatch(HIDDEN);
  });

  test.each(hostile)('adds no line to a mail’s subject: %s', (_, text) => {
    for (const { subject } of Object.values(everyMail(everyTextBecomes(text))))
      expect(subject).not.toMatch(/[\r\n\t]/u);
  });

  test('changes no tag, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (text) => {
        // A text that is blank leaves nothing to show, and so a shorter page.
        fc.pre(text.trim() !== '');
        expect(skeletons(text)).toEqual(plain);
      }),
      { numRuns: 25 },
    );
  });
});

describe('hidden characters', () => {
  test('are shown by their number', () => {
    expect(visible('Approve \u202etcejeR')).toBe('Approve [U+202E]tcejeR');
    expect(visible('a\u0000b\u200bc')).toBe('a[U+0000]b[U+200B]c');
    expect(visible(String.fromCodePoint(0xe0041))).toBe('[U+E0041]');
  });

  test('leave line breaks, tabs, writing from right to left and emoji alone', () => {
    const text = 'one\ttwo\nשלום مرحبا 👩‍💻 naïve';
    expect(visible(text)).toBe(text);
  });

  test('show the same when shown twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(visible(text))).toBe(visible(text));
        expect(visible(text)).not.toMatch(HIDDEN);
      }),
    );
  });

  test('never reach a header: a subject is one line', () => {
    expect(oneLine('Approve\r\nBcc: all@example.com\u2028x')).toBe(
      'Approve Bcc: all@example.com x',
    );
  });
});
