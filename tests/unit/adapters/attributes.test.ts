import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { fromValues, toKey, toValues } from '#functions/adapters/attributes.ts';

const key = { pk: { S: 'a' }, sk: { S: 'b' } };

describe('attributes', () => {
  test('have DynamoDB’s typed form, and come back from it', () => {
    const item = { pk: 'a', sk: 'b', n: -5, yes: true, list: ['x', [1]], map: { a: { b: '' } } };
    const values = {
      ...key,
      n: { N: '-5' },
      yes: { BOOL: true },
      list: { L: [{ S: 'x' }, { L: [{ N: '1' }] }] },
      map: { M: { a: { M: { b: { S: '' } } } } },
    };
    expect(toValues(item)).toEqual(values);
    expect(fromValues(values)).toEqual(item);
  });

  test('a key is its two attributes, whatever else the item has', () => {
    const item = { pk: 'a', sk: 'b', more: 1 };
    expect(toKey(item)).toEqual(key);
  });

  const foreign: readonly (readonly [string, AttributeValue])[] = [
    ['bytes', { B: Uint8Array.of(1) }],
    ['null', { NULL: true }],
    ['a set', { SS: ['a'] }],
    ['a fraction', { N: '0.5' }],
    ['a number beyond 2^53 − 1', { N: '9007199254740993' }],
    ['a number that is none', { N: 'x' }],
  ];
  test.each(foreign)('%s in a table is what we never wrote', (_, value) => {
    const corrupt = expect.objectContaining({ code: 'Corrupt' });
    expect(() => fromValues({ ...key, a: value })).toThrow(corrupt);
    expect(() => fromValues({ ...key, a: { L: [{ M: { b: value } }] } })).toThrow(corrupt);
  });

  test('an item without its key is what no table gives', () => {
    expect(() => fromValues({ pk: { S: 'a' } })).toThrow('without its key');
  });
});
