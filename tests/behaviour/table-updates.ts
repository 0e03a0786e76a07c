import { beforeAll, describe, expect, test } from 'vitest';
import type { Table, Write } from '#core/ports.ts';
import { expectError } from './expect-error.ts';
import { anItem, aPartition, type MakeTable, put } from './table-fixtures.ts';

/** Updates: what they set, remove, add and create; and values as they come back. */
export function tableUpdates(name: string, makeTable: MakeTable): void {
  describe(`${name}: updates and values`, () => {
    let table: Table;
    beforeAll(async () => {
      table = await makeTable();
    });

    test('an update sets, removes and adds, and leaves the rest', async () => {
      const item = anItem(aPartition(), 'H', { a: 'old', b: 'gone', count: 3, kept: ['x'] });
      await table.write([put(item)]);
      await table.write([
        {
          op: 'update',
          key: item,
          set: { a: 'new', d: { deep: [1, true] } },
          remove: ['b', 'never-there'],
          add: { count: -5, fresh: 2 },
        },
      ]);
      expect(await table.get(item)).toEqual({
        pk: item.pk,
        sk: 'H',
        a: 'new',
        d: { deep: [1, true] },
        count: -2,
        fresh: 2,
        kept: ['x'],
      });
    });

    test('an update creates the item where none is', async () => {
      const key = { pk: aPartition(), sk: 'H' };
      await table.write([{ op: 'update', key, set: { state: 'open' } }]);
      expect(await table.get(key)).toEqual({ ...key, state: 'open' });
    });

    test('an update that only removes leaves an item of its key alone', async () => {
      const key = { pk: aPartition(), sk: 'H' };
      await table.write([{ op: 'update', key, remove: ['state'] }]);
      expect(await table.get(key)).toEqual(key);
    });

    test('a put replaces the whole item', async () => {
      const pk = aPartition();
      await table.write([put(anItem(pk, 'H', { a: 1, b: 2 }))]);
      await table.write([put(anItem(pk, 'H', { a: 3 }))]);
      expect(await table.get({ pk, sk: 'H' })).toEqual(anItem(pk, 'H', { a: 3 }));
    });

    test('a deletion of nothing is no error', async () => {
      const key = { pk: aPartition(), sk: 'H' };
      expect(await table.write([{ op: 'delete', key }])).toEqual({ ok: true });
    });

    test('values come back as they were put', async () => {
      const item = anItem(aPartition(), 'H', {
        empty: '',
        text: 'Zürich \u{1F600} \u0000 "quoted" \\ \n',
        zero: 0,
        most: Number.MAX_SAFE_INTEGER,
        least: Number.MIN_SAFE_INTEGER,
        yes: true,
        no: false,
        list: [],
        map: {},
        nested: [{ list: [['a'], { b: [1, 'c', false] }] }],
        constructor: 'a name like any other',
      });
      await table.write([put(item)]);
      expect(await table.get(item)).toEqual(item);
    });

    test('what was read does not move when the item is written again', async () => {
      const item = anItem(aPartition(), 'H', { list: ['a'] });
      await table.write([put(item)]);
      const before = await table.get(item);
      await table.write([{ op: 'update', key: item, set: { list: ['b'] } }]);
      expect(before).toEqual(item);
    });

    const key = { pk: aPartition(), sk: 'H' };
    const refused: readonly (readonly [string, Write])[] = [
      ['of nothing', { op: 'update', key }],
      ['of nothing, said at length', { op: 'update', key, set: {}, remove: [], add: {} }],
      ['of the partition key', { op: 'update', key, set: { pk: 'other' } }],
      ['of the sort key', { op: 'update', key, remove: ['sk'] }],
      ['that sets and removes one attribute', { op: 'update', key, set: { a: 1 }, remove: ['a'] }],
      ['that sets and adds to one attribute', { op: 'update', key, set: { a: 1 }, add: { a: 1 } }],
      ['that removes an attribute twice', { op: 'update', key, remove: ['a', 'a'] }],
      ['that adds a fraction', { op: 'update', key, add: { a: 0.5 } }],
      ['that adds to an index key', { op: 'update', key, add: { g1s: 1 } }],
      ['that sets an index key to a number', { op: 'update', key, set: { g1p: 1 } }],
      ['that empties an index key', { op: 'update', key, set: { g4s: '' } }],
    ];
    test.each(refused)('refuses an update %s', async (_, write) => {
      await expectError(table.write([write]), 'Invalid');
      expect(await table.get(key)).toBeUndefined();
    });

    test('refuses to add to what is no number', async () => {
      const item = anItem(aPartition(), 'H', { count: 'three' });
      await table.write([put(item)]);
      await expectError(table.write([{ op: 'update', key: item, add: { count: 1 } }]), 'Invalid');
      expect(await table.get(item)).toEqual(item);
    });
  });
}
