import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssentError } from '#core/errors.ts';
import { MAX_EVENT_BYTES, MAX_EVENT_DEPTH, readJson } from '#core/signals/read-json.ts';
import { readSignals } from '#core/signals/read-signals.ts';
import { lineOf, lineText } from '#core/signals/signal.ts';
import { sampleText, terms } from './samples.ts';

const reasonOf = (text: string): unknown => {
  try {
    readJson(text);
  } catch (error) {
    return error instanceof AssentError ? error.data.reason : error;
  }
  return 'read';
};

describe('a number of an event', () => {
  it.each([
    ['7281010972796602670', '7281010972796602670'],
    ['-9007199254740993', '-9007199254740993'],
    ['9007199254740992', '9007199254740992'],
    ['1e400', '1e400'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    ['9007199254740991', 9007199254740991],
    ['-1.5e3', -1500],
    ['0.30000000000000004', 0.30000000000000004],
    ['12', 12],
  ])('%s is %j', (digits, wanted) => {
    expect(readJson(`{"id":${digits}}`)).toEqual({ id: wanted });
    expect(readJson(`[ ${digits} ]`)).toEqual([wanted]);
  });

  it('beyond 2^53 stands in the line with all its digits', () => {
    const [signal] = readSignals(sampleText('partner-datadog-alert-notification'), terms);
    if (signal === undefined) throw new Error('No signal');
    expect(sampleText('partner-datadog-alert-notification')).toContain(': 7281010972796602670,');
    expect(lineText(lineOf(signal))).toContain('"result_id":"7281010972796602670"');
    expect(signal.parts).toContain('7281010972796602670');
  });

  it('within it comes as JSON.parse has it, whatever stands around', () => {
    const value = fc.jsonValue({ noUnicodeString: false });
    fc.assert(
      fc.property(value, (any) => {
        const text = JSON.stringify(any);
        const big = /\d{16}|e\+/.test(text);
        if (!big) expect(readJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });
});

describe('a text', () => {
  it.each([
    ['nothing', ''],
    ['a word', 'hello'],
    ['half an object', '{"a":'],
    ['two objects', '{}{}'],
    ['a byte order mark', '\ufeff{}'],
    ['NaN', '{"a":NaN}'],
  ])('%s is unread', (_, text) => {
    expect(reasonOf(text)).toBe('unread');
  });

  it('as deep as the limit is read, and one level more is too deep', () => {
    const nest = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(reasonOf(nest(MAX_EVENT_DEPTH))).toBe('read');
    expect(reasonOf(nest(MAX_EVENT_DEPTH + 1))).toBe('too-deep');
    expect(reasonOf('{"a":'.repeat(200_000))).toBe('too-deep');
  });

  it('with brackets in a string is not deep', () => {
    expect(reasonOf(JSON.stringify({ a: `\\"${'['.repeat(500)}` }))).toBe('read');
  });

  it('as large as the limit is read, and one byte more is too large', () => {
    const sized = (bytes: number) => `"${'a'.repeat(bytes - 2)}"`;
    expect(reasonOf(sized(MAX_EVENT_BYTES))).toBe('read');
    expect(reasonOf(sized(MAX_EVENT_BYTES + 1))).toBe('too-large');
    expect(reasonOf(`"${'ü'.repeat(MAX_EVENT_BYTES / 2)}"`)).toBe('too-large');
  });

  it('with a member __proto__ has it as a member, and changes nothing else', () => {
    const value = readJson('{"__proto__":{"polluted":1},"big":9007199254740993}');
    expect(Object.keys(value ?? {})).toEqual(['__proto__', 'big']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});
