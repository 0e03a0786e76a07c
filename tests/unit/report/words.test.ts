import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '#functions/pages/messages/messages.ts';
import { type ReportWords, reportWords } from '#functions/pages/messages/report.ts';

/** Every text of a language, functions called, by its path. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return texts(value('1', '2'), path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => texts(each, `${path}/${key}`));
}

const textsOf = (words: ReportWords | undefined) => new Map(texts(words));

describe('the words of the public report', () => {
  test('are there in every language that the pages have, and in no other', () => {
    expect(Object.keys(reportWords)).toEqual(LANGUAGES);
  });

  test('say in each language everything that English says, in words of its own', () => {
    const { en, ...others } = reportWords;
    // Put together of other words.
    const SHARED = ['/mistake'];
    for (const words of Object.values(others)) {
      const said = textsOf(words);
      for (const [path, text] of textsOf(en)) {
        expect(said.get(path), path).toMatch(/\S/u);
        if (!SHARED.includes(path)) expect(said.get(path), path).not.toBe(text);
      }
    }
  });

  test('address people as a stranger is addressed', () => {
    for (const [path, text] of textsOf(reportWords.de)) {
      expect(text, path).not.toMatch(/\b(du|dich|dir|dein|deine|deinen|euch|euer)\b/iu);
    }
  });
});
