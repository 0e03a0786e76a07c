import { describe, expect, test } from 'vitest';
import { dateOf, fingerprint, longMoment, shortMoment } from '#functions/pages/format.ts';
import { languageOf } from '#functions/pages/messages/messages.ts';

const oslo = { locale: 'en-GB', timeZone: 'Europe/Oslo' };

describe('a moment', () => {
  test('is told in the reader’s zone and locale', () => {
    const at = '2026-11-27T16:00:00.000Z';
    expect(longMoment(at, oslo)).toBe('Fri 27 November 2026, 17:00 CET');
    expect(shortMoment(at, oslo)).toBe('Fri 27 Nov 17:00 CET');
    expect(shortMoment(at, { ...oslo, timeZone: 'Asia/Tokyo' })).toBe('Sat 28 Nov 01:00 GMT+9');
    expect(longMoment(at, { locale: 'en-US', timeZone: 'America/New_York' })).toMatch(
      /^Fri,? November 27, 2026, 11:00\sAM EST$/u,
    );
  });

  test('follows summer time', () => {
    expect(shortMoment('2026-07-01T15:00:00.000Z', oslo)).toBe('Wed 1 Jul 17:00 CEST');
  });

  test('falls on the reader’s own day', () => {
    expect(dateOf('2026-11-23T23:30:00.000Z', oslo)).toBe('24 Nov 2026');
  });

  test('is told in UTC, and says so, where the zone is unknown', () => {
    const nowhere = { locale: 'en-GB', timeZone: 'Mars/Olympus' };
    expect(shortMoment('2026-11-27T16:00:00.000Z', nowhere)).toBe('Fri 27 Nov 16:00 UTC');
  });
});

describe('the language of a reader', () => {
  test.each(['nb-NO', 'xx', '', 'not a locale', undefined])('is English for %j', (locale) => {
    expect(languageOf(locale)).toMatchObject({ locale: 'en-GB' });
  });

  test('prints English dates under English texts, whatever the locale', () => {
    const reader = { locale: 'nb-NO', timeZone: 'Europe/Oslo' };
    expect(shortMoment('2026-11-27T16:00:00.000Z', reader)).toBe('Fri 27 Nov 17:00 CET');
  });

  test('keeps a reader’s own kind of English', () => {
    expect(languageOf('en-US').locale).toBe('en-US');
    expect(languageOf('en').locale).toBe('en-GB');
  });
});

test('a fingerprint is the first sixteen digits in groups of four', () => {
  expect(fingerprint('4c1f9e02b7d8315aa06c54e18f2b93d7')).toBe('4c1f 9e02 b7d8 315a');
});
