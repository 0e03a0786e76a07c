import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import * as f from '#core/records/fields.ts';

const fits = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;

const UNSEEN = [
  ['NUL', '\u0000'],
  ['a bell', '\u0007'],
  ['a carriage return', '\r'],
  ['an escape', '\u001b[31m'],
  ['delete', '\u007f'],
  ['a C1 control', '\u0085'],
  ['right-to-left override', '\u202e'],
  ['a left-to-right embedding', '\u202a'],
  ['an isolate', '\u2066'],
  ['the end of an isolate', '\u2069'],
  ['a lone surrogate', '\ud800'],
  ['the other half of one', '\udc00'],
] as const;

describe('text that people type', () => {
  it.each(UNSEEN)('is refused with %s, wherever it stands', (_, char) => {
    for (const text of [char, `a${char}`, `${char}a`, `a${char}b`]) {
      expect(fits(f.line(), text)).toBe(false);
      expect(fits(f.text(), text)).toBe(false);
      expect(f.isReadable(text)).toBe(false);
    }
  });

  it.each([
    ['markup', '<script>alert(1)</script>&amp;"\''],
    ['accents, alphabets and emoji', 'Žluťoučký кůň 森鷗外 اردو 👩‍💻'],
    ['composed and decomposed alike', 'e\u0301 \u00e9'],
    ['a no-break space', '10\u00a0000'],
  ])('may be %s, and stays as it was typed', (_, text) => {
    expect(f.line().parse(text)).toBe(text);
    expect(f.text().parse(text)).toBe(text);
  });

  it('breaks lines in texts, not in lines', () => {
    for (const text of ['a\nb', 'a\tb', 'a\u2028b', 'a\u2029b']) {
      expect(fits(f.text(), text)).toBe(true);
      expect(fits(f.line(), text)).toBe(false);
    }
  });

  it.each(['', ' ', '\n\t ', '\u00a0', '\u3000'])('is not blank: %j', (text) => {
    expect(fits(f.text(), text)).toBe(false);
    expect(fits(f.line(), text)).toBe(false);
  });

  it('ends at its limit, in code points', () => {
    expect(fits(f.line(), 'x'.repeat(200))).toBe(true);
    expect(fits(f.line(), 'x'.repeat(201))).toBe(false);
    expect(fits(f.text(), 'x'.repeat(4000))).toBe(true);
    expect(fits(f.text(), 'x'.repeat(4001))).toBe(false);
    expect(fits(f.line(2), '👍👍')).toBe(true);
    expect(fits(f.line(2), '👍👍👍')).toBe(false);
  });
});

describe('a member', () => {
  it.each<[string, z.ZodType, readonly unknown[], readonly unknown[]]>([
    [
      'that is an instant',
      f.instant(),
      ['2026-11-24T06:08:00.000Z', '2028-02-29T23:59:59.999Z'],
      [
        '2026-11-24',
        '2026-11-24T06:08:00Z',
        '2026-02-29T00:00:00.000Z',
        '2026-11-24T24:00:00.000Z',
        0,
      ],
    ],
    ['that is a date', f.date(), ['2028-02-29'], ['2026-02-29', '2026-13-01', '24.11.2026', '']],
    [
      'that is a digest',
      f.hex(),
      ['a'.repeat(64)],
      ['A'.repeat(64), 'a'.repeat(63), `${'a'.repeat(64)}\n`],
    ],
    [
      'that is a reference to a person',
      f.ref('person'),
      ['person/a', 'person/01936b2c-7b1e-7c3a-9f00-000000000001'],
      ['role/a', 'person/', 'person/A', 'person/a/b', 'person', 'person/con', '/a', 'person/-a'],
    ],
    ['that is any reference', f.ref(), ['role/a', 'x/y'], ['role', 'Role/a', 'a b/c', 'role/a\n']],
    [
      'that is an id',
      f.id(),
      ['a', '0', 'a'.repeat(63)],
      ['', 'a'.repeat(64), 'A', 'nul', 'a_b', '../a'],
    ],
    ['that is a time zone', f.zone(), ['Europe/Oslo', 'UTC'], ['Mars/Olympus', '', 'x'.repeat(65)]],
    [
      'that is a language',
      f.language(),
      ['en', 'nb-NO', 'zh-Hant-TW'],
      ['', 'EN', 'e', 'en_GB', 'en-'],
    ],
    [
      'that is a span',
      f.span(),
      [
        { amount: 1, unit: 'days' },
        { amount: 3660, unit: 'working-days' },
      ],
      [
        { amount: 0, unit: 'days' },
        { amount: 1.5, unit: 'days' },
        { amount: 1 },
        { amount: 3661, unit: 'days' },
        { amount: 1, unit: 'weeks' },
      ],
    ],
    [
      'that pins a policy',
      f.pinned('policy'),
      [{ type: 'policy', id: 'a', version: 1, digest: 'a'.repeat(64) }],
      [
        { type: 'model', id: 'a', version: 1, digest: 'a'.repeat(64) },
        { type: 'policy', id: 'a', version: 0, digest: 'a'.repeat(64) },
        { type: 'policy', id: 'a', version: 1 },
        { type: 'policy', id: 'a', version: 1, digest: 'a'.repeat(64), state: 'draft' },
      ],
    ],
  ])('%s is taken where it is one, and nothing else', (_, schema, good, bad) => {
    for (const value of good) expect([value, fits(schema, value)]).toEqual([value, true]);
    for (const value of bad) expect([value, fits(schema, value)]).toEqual([value, false]);
  });
});
