import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBase64Url } from '#core/encoding.ts';
import { isError } from '#core/errors.ts';
import { decodeCursor, decodePathCursor, encodeCursor } from '#core/store/cursors.ts';

const keys = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), {
  minLength: 1,
  maxLength: 3,
});
const invalidly = expect.objectContaining({ code: 'Invalid' });
const cursorOf = (value: unknown) =>
  toBase64Url(new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)));

describe('a cursor', () => {
  test('stands for the position that it was made of', () => {
    fc.assert(
      fc.property(keys, (position) => {
        expect(decodeCursor(encodeCursor(position), position.length)).toEqual(position);
      }),
    );
  });

  test('of junk is refused, whatever the junk', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.json().map(cursorOf)), (junk) => {
        try {
          expect(encodeCursor(decodeCursor(junk, 1))).toBe(junk);
        } catch (error) {
          expect(isError(error, 'Invalid')).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['nothing', ''],
    ['no JSON', cursorOf('[')],
    ['no list', cursorOf({ 0: 'a' })],
    ['a number', cursorOf([1])],
    ['an empty key', cursorOf([''])],
    ['too many keys', cursorOf(['a', 'b'])],
    ['no keys', cursorOf([])],
    ['spaces that we do not write', cursorOf('[ "a" ]')],
    ['bytes that are no UTF-8', toBase64Url(Uint8Array.of(0x5b, 0x22, 0xff, 0x22, 0x5d))],
    ['padding', `${cursorOf(['ab'])}==`],
    ['more than we ever write', cursorOf(['a'.repeat(12_000)])],
  ])('of %s is refused', (_, cursor) => {
    expect(() => decodeCursor(cursor, 1)).toThrow(invalidly);
  });

  test('of paths is refused for another prefix', () => {
    const cursor = encodeCursor(['records/person/a/00000001.json']);
    expect(decodePathCursor(cursor, 'records/')).toBe('records/person/a/00000001.json');
    expect(() => decodePathCursor(cursor, 'evidence/')).toThrow(invalidly);
  });
});
