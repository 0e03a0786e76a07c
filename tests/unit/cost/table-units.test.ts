import { describe, expect, it } from 'vitest';
import { indexUnits, readUnits, storedBytes, writeUnits } from './table-units.ts';

const an = (changes: Readonly<Record<string, string>> = {}) => ({ pk: 'p', sk: 's', ...changes });
const heavy = (kilobytes: number) => an({ body: 'x'.repeat(kilobytes * 1024 - 10) });
const written = (before?: object, after?: object) =>
  ({ table: 'main', before, after }) as Parameters<typeof writeUnits>[0];

describe('units of a read', () => {
  it('are one for each four kilobytes of all items together', () => {
    expect(readUnits([heavy(4)], true)).toBe(1);
    expect(readUnits([heavy(4), an()], true)).toBe(2);
  });

  it('are half where what is read need not be the newest', () => {
    expect(readUnits([heavy(8)], false)).toBe(1);
  });

  it('are one where nothing is found', () => {
    expect(readUnits([], true)).toBe(1);
  });
});

describe('units of a write', () => {
  it('are one for each kilobyte of the larger of before and after', () => {
    expect(writeUnits(written(heavy(3), an()), false)).toBe(3);
    expect(writeUnits(written(an(), heavy(2)), false)).toBe(2);
    expect(writeUnits(written(heavy(2), undefined), false)).toBe(2);
  });

  it('are twice as many in a transaction', () => {
    expect(writeUnits(written(undefined, heavy(2)), true)).toBe(4);
  });

  it('are one where nothing stood and nothing stands', () => {
    expect(writeUnits(written(), false)).toBe(1);
  });
});

describe('units of the indexes', () => {
  const placed = (changes = {}) => an({ g1p: 'T#policy', g1s: 'ai-policy', ...changes });

  it.each([
    ['none where no index shows the item', an(), an({ body: 'x' }), 0],
    ['none where it lacks half of the key', an(), an({ g1p: 'T#policy' }), 0],
    ['none where nothing that it shows has changed', placed(), placed({ body: 'x' }), 0],
    ['one where an entry comes', undefined, placed(), 1],
    ['one where an entry goes', placed(), undefined, 1],
    ['one where what it shows has changed', placed(), placed({ state: 'approved' }), 1],
    ['two where an entry moves', placed(), placed({ g1s: 'other' }), 2],
    ['one for each index', undefined, placed({ g4p: 'DUE#0', g4s: 'now' }), 2],
  ])('are %s', (_, before, after, units) => {
    expect(indexUnits(written(before, after))).toBe(units);
  });
});

describe('what is stored', () => {
  it('is the item and each of its entries, with what storage adds', () => {
    expect(storedBytes('main', an())).toBe(6 + 100);
    expect(storedBytes('main', an({ g1p: 'a', g1s: 'b' }))).toBe(2 * (14 + 100));
  });
});
