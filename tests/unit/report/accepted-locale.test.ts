import { describe, expect, it } from 'vitest';
import { acceptedLocale } from '#functions/shared/accepted-locale.ts';

describe('the language of a page that knows nobody', () => {
  it.each<[string | undefined, string | undefined]>([
    [undefined, undefined],
    ['', undefined],
    ['fr', undefined],
    ['*', undefined],
    ['de', 'de'],
    ['DE-at, en', 'DE-at'],
    ['en-US,en;q=0.9,de;q=0.8', 'en-US'],
    ['fr-CH, fr;q=0.9, de;q=0.7, en;q=0.8', 'en'],
    ['de;q=0, en;q=0.1', 'en'],
    ['de;q=x, en;q=0.1', 'en'],
    ['nonsense;;;q==,,,', undefined],
    [`${'x,'.repeat(1000)}de`, undefined],
  ])('asked for as %s is %s', (header, locale) => {
    expect(acceptedLocale(header)).toBe(locale);
  });
});
