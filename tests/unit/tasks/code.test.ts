import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeDigest, mintCode, parseCode } from '#core/tasks/code.ts';
import { sha256Hex } from '#hash';
import { seededRandom } from '#tests/memory/random.ts';

const CODE = 'K7QD-3M9X-V2HT-8RWB-5ZN1';
const mint = (...bytes: readonly number[]) =>
  mintCode({ bytes: (length) => Uint8Array.from({ length }, (_, i) => bytes[i] ?? 0) });

describe('a minted code', () => {
  it('has 20 characters of Crockford’s alphabet in groups of 4', () => {
    const random = seededRandom(4);
    for (let i = 0; i < 500; i++) {
      expect(mintCode(random)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
    }
  });

  it('takes each character from a byte of its own', () => {
    expect(mint()).toBe('0000-0000-0000-0000-0000');
    expect(mint(0, 1, 10, 31, 32, 255)).toBe('01AZ-0Z00-0000-0000-0000');
    const random = seededRandom(4);
    const asked: number[] = [];
    mintCode({
      bytes: (length) => {
        asked.push(length);
        return random.bytes(length);
      },
    });
    expect(asked).toEqual([20]);
  });

  it('has every character equally often', () => {
    const codes = Array.from({ length: 256 }, (_, byte) => mint(byte).slice(0, 1));
    const counts = Map.groupBy(codes, (char) => char);
    expect(counts.size).toBe(32);
    for (const [, each] of counts) expect(each).toHaveLength(8);
  });

  it('is read again from whatever a hand makes of it', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.array(fc.constantFrom('', ' ', '-', '\t', '\u2011', '\u2013'), {
          minLength: 20,
          maxLength: 20,
        }),
        fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
        (seed, between, lower) => {
          const code = mintCode(seededRandom(seed));
          const typed = [...code.replaceAll('-', '')]
            .map((char, i) => (lower[i] === true ? char.toLowerCase() : char) + between[i])
            .join('');
          expect(parseCode(typed)).toBe(code);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('what somebody typed', () => {
  it.each([
    ['as it stands', CODE],
    ['in lower case', CODE.toLowerCase()],
    ['without hyphens', CODE.replaceAll('-', '')],
    ['with spaces', ` ${CODE.replaceAll('-', ' ')}\n`],
    ['with typographic hyphens', CODE.replaceAll('-', '\u2011')],
    ['with I for 1', CODE.replaceAll('1', 'I')],
    ['with l for 1', CODE.replaceAll('1', 'l')],
  ])('is the code %s', (_, typed) => {
    expect(parseCode(typed)).toBe(CODE);
  });

  it('reads O as 0', () => {
    expect(parseCode('oO00-0000-0000-0000-000o')).toBe('0000-0000-0000-0000-0000');
  });

  it.each([
    ['nothing', ''],
    ['hyphens', '----'],
    ['19 characters', CODE.slice(0, -1)],
    ['21 characters', `${CODE}2`],
    ['a U, which the alphabet lacks', CODE.replace('K', 'U')],
    ['an underscore', CODE.replace('K', '_')],
    ['a Cyrillic letter that looks like ours', CODE.replace('M', '\u041C')],
    ['full-width letters', CODE.replace('K', '\uFF2B')],
    ['letters whose upper case is ours', 'ßßßßßßßßßß'],
    ['a dotless i', CODE.replace('1', '\u0131')],
    ['a NUL', CODE.replace('-', '\u0000')],
    ['a percent escape', `%23${CODE}`],
    ['a hash before it', `#${CODE}`],
    ['very much', `${CODE}${' '.repeat(100)}`],
    ['a digest', 'a'.repeat(64)],
  ])('is no code where it is %s', (_, typed) => {
    expect(parseCode(typed)).toBeUndefined();
  });
});

describe('what is kept of a code', () => {
  it('is the SHA-256 of its 20 characters, however it was grouped', () => {
    const expected = sha256Hex(new TextEncoder().encode('K7QD3M9XV2HT8RWB5ZN1'));
    expect(codeDigest(CODE)).toBe(expected);
    expect(codeDigest(CODE.replaceAll('-', ''))).toBe(expected);
  });
});
