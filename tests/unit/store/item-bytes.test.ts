import { expect, test } from 'vitest';
import type { AttributeMap } from '#core/ports.ts';
import { itemBytes } from '#core/store/item-bytes.ts';

// Sums after the developer guide's rules: names and texts in UTF-8, about a byte for two digits of
// a number and one more, three for a list or map and one for each of its elements.
test.each<[AttributeMap, number]>([
  [{}, 0],
  [{ a: '' }, 1],
  [{ name: 'Ada' }, 7],
  [{ é: '€' }, 5],
  [{ a: true }, 2],
  [{ a: 0 }, 3],
  [{ a: 100 }, 4],
  [{ a: -100 }, 5],
  [{ a: [] }, 4],
  [{ a: ['b', 'c'] }, 8],
  [{ a: {} }, 4],
  [{ a: { b: 'c' } }, 7],
])('%j has %i bytes', (item, bytes) => {
  expect(itemBytes(item)).toBe(bytes);
});
