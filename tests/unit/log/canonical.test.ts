import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalBytes, canonicalText, parseCanonical } from '#core/canonical.ts';
import type { Json } from '#core/json.ts';
import { utf8 } from './log-fixtures.ts';

/** The number with those IEEE 754 bits. */
function ieee(hex: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${hex}`));
  return view.getFloat64(0);
}

describe('canonical text (RFC 8785)', () => {
  it.each([
    // Appendix B, but for integers beyond 2^53−1, which are refused here.
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['433fffffffffffff', '9007199254740991'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the number of bits %s as %s', (bits, text) => {
    expect(canonicalText(ieee(bits))).toBe(text);
  });

  it.each([
    '4340000000000000',
    'c340000000000000',
    '4430000000000000',
    '44b52d02c7e14af6',
    '444b1ae4d6e2ef50',
    '7fefffffffffffff',
    '7fffffffffffffff',
    '7ff0000000000000',
  ])('refuses the number of bits %s', (bits) => {
    expect(() => canonicalText(ieee(bits))).toThrow(/no canonical form/);
  });

  it('writes section 3.2.3’s example of sorting, by UTF-16 code unit', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(canonicalText(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control",' +
        '"\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign",' +
        '"\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  it('writes section 3.2.2’s example of strings and literals', () => {
    const value = {
      numbers: [JSON.parse('333333333.33333329'), 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"\u002f',
      literals: [null, true, false],
    };
    expect(canonicalText(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,4.5,0.002,1e-27],' +
        '"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts names that look like numbers as text', () => {
    expect(canonicalText({ 10: 1, 9: 2, 1: 3, a: 4 })).toBe('{"1":3,"10":1,"9":2,"a":4}');
  });

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['a member that is undefined', { a: undefined }],
    ['a hole in a list', new Array(2)],
    ['a lone surrogate', '\ud800'],
    ['a lone surrogate in a name', { '\udc00': 1 }],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a big integer', 1n],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalText(value as Json)).toThrow(/no canonical form/);
  });
});

const anyJson = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
const isWritable = (value: Json) => {
  try {
    canonicalText(value);
    return true;
  } catch {
    return false;
  }
};

describe('reading canonical bytes', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(anyJson.filter(isWritable), (value) => {
        const bytes = canonicalBytes(value);
        expect(canonicalBytes(parseCanonical(bytes))).toEqual(bytes);
      }),
    );
  });

  it('takes a text exactly where printing it again gives the same', () => {
    fc.assert(
      fc.property(anyJson, fc.boolean(), (value, spaced) => {
        const text = JSON.stringify(value, null, spaced ? 1 : undefined);
        const isSame = isWritable(value) && canonicalText(JSON.parse(text)) === text;
        const read = () => parseCanonical(utf8(text));
        if (isSame) expect(read()).toEqual(JSON.parse(text));
        else expect(read).toThrow();
      }),
    );
  });

  it.each([
    ['names out of order', '{"b":1,"a":2}'],
    ['names out of order, deep down', '[{"a":{"d":1,"c":2}}]'],
    ['numeric names in numeric order', '{"9":1,"10":2}'],
    ['a name twice', '{"a":1,"a":1}'],
    ['white space', '{"a": 1}'],
    ['a newline behind', '{"a":1}\n'],
    ['minus zero', '-0'],
    ['an exponent that none needs', '1e0'],
    ['an integer beyond 2^53−1', '9007199254740992'],
    ['an escape that none needs', '"\\u0041"'],
    ['an escaped slash', '"\\/"'],
    ['a capital in an escape', '"\\u000F"'],
    ['a lone surrogate', '"\\ud800"'],
    ['a byte order mark', '\ufeff1'],
    ['two values', '1 2'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(() => parseCanonical(utf8(text))).toThrow();
  });

  it('refuses bytes that are not UTF-8, overlong or of a lone surrogate', () => {
    for (const bytes of [
      [0x22, 0xff, 0x22],
      [0x22, 0xc0, 0xaf, 0x22],
      [0x22, 0xed, 0xa0, 0x80, 0x22],
    ]) {
      expect(() => parseCanonical(Uint8Array.from(bytes))).toThrow();
    }
  });

  it('keeps a member that is named like a prototype', () => {
    const bytes = utf8('{"__proto__":1}');
    expect(canonicalBytes(parseCanonical(bytes))).toEqual(bytes);
  });
});
