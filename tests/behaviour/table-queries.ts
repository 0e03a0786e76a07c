import { beforeAll, describe, expect, test } from 'vitest';
import type { Item, Query, Table } from '#core/ports.ts';
import { encodeCursor } from '#core/store/cursors.ts';
import { expectError } from './expect-error.ts';
import { anItem, aPartition, fill, type MakeTable, put } from './table-fixtures.ts';

/** Queries: ranges, order, pages, indexes. */
export function tableQueries(name: string, makeTable: MakeTable): void {
  describe(`${name}: queries`, () => {
    let table: Table;
    const partition = aPartition();
    const sorts = ['H', 'L#uses#model#m1', 'N#00000001', 'N#00000002', 'V#1', 'V#2', 'V#3', 'W#x'];
    const found = async (query: Omit<Query, 'partition' | 'limit'>) =>
      (await table.query({ partition, limit: 100, ...query })).items.map(({ sk }) => sk);

    beforeAll(async () => {
      table = await makeTable();
      await fill(
        table,
        sorts.toReversed().map((sk) => anItem(partition, sk)),
      );
    });

    test('gives a partition in order of its sort keys, and backwards', async () => {
      expect(await found({ consistent: true })).toEqual(sorts);
      expect(await found({ descending: true })).toEqual(sorts.toReversed());
    });

    test('an unknown partition is empty', async () => {
      expect(await table.query({ partition: aPartition(), limit: 5 })).toEqual({ items: [] });
    });

    const ranges: readonly (readonly [Omit<Query, 'partition' | 'limit'>, readonly string[]])[] = [
      [{ prefix: 'N#' }, ['N#00000001', 'N#00000002']],
      [{ prefix: 'X' }, []],
      [{ from: 'V#2' }, ['V#2', 'V#3', 'W#x']],
      [{ from: 'V#25' }, ['V#3', 'W#x']],
      [{ to: 'L#' }, ['H']],
      [{ to: 'N#00000001' }, ['H', 'L#uses#model#m1', 'N#00000001']],
      [{ from: 'N#00000002', to: 'V#1' }, ['N#00000002', 'V#1']],
      [{ from: 'V#3', to: 'V#1' }, []],
      [{ prefix: 'V#', to: 'V#2' }, ['V#1', 'V#2']],
      [{ prefix: 'V#', from: 'V#2' }, ['V#2', 'V#3']],
      [{ prefix: 'V#', from: 'H', to: 'W' }, ['V#1', 'V#2', 'V#3']],
      [{ prefix: 'V#', from: 'W' }, []],
      [{ prefix: 'V#', to: 'V#2', descending: true }, ['V#2', 'V#1']],
    ];
    test.each(ranges)('the range %j', async (range, expected) => {
      expect(await found(range)).toEqual(expected);
    });

    test('orders sort keys by their UTF-8 bytes', async () => {
      const pk = aPartition();
      // By UTF-16 code units the emoji would come before the full-width letter.
      const keys = ['Z', 'a', 'z', 'é', 'Ａ', '\u{1F600}'];
      await fill(
        table,
        keys.toReversed().map((sk) => anItem(pk, sk)),
      );
      const page = await table.query({ partition: pk, limit: 10 });
      expect(page.items.map(({ sk }) => sk)).toEqual(keys);
      const above = await table.query({ partition: pk, from: 'Ａ', limit: 10 });
      expect(above.items.map(({ sk }) => sk)).toEqual(['Ａ', '\u{1F600}']);
    });

    test.each([false, true])(
      'pages lead through all, once each (descending: %s)',
      async (descending) => {
        const order = descending ? sorts.toReversed() : sorts;
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await table.query({
            partition,
            descending,
            limit: 3,
            ...(cursor === undefined ? {} : { cursor }),
          });
          expect(page.items.length).toBeLessThanOrEqual(3);
          seen.push(...page.items.map(({ sk }) => sk));
          cursor = page.cursor;
        } while (cursor !== undefined && seen.length <= sorts.length);
        expect(seen).toEqual(order);
      },
    );

    test('a page goes on where its last ended, whatever was written or deleted since', async () => {
      const pk = aPartition();
      await fill(
        table,
        ['a', 'b', 'c', 'd'].map((sk) => anItem(pk, sk)),
      );
      const first = await table.query({ partition: pk, limit: 2 });
      await table.write([
        { op: 'delete', key: { pk, sk: 'b' } },
        put(anItem(pk, 'aa')),
        put(anItem(pk, 'bb')),
      ]);
      const next = await table.query({
        partition: pk,
        limit: 10,
        ...(first.cursor === undefined ? {} : { cursor: first.cursor }),
      });
      expect(next.items.map(({ sk }) => sk)).toEqual(['bb', 'c', 'd']);
    });

    test('a page ends at one megabyte', async () => {
      const pk = aPartition();
      const body = 'x'.repeat(300_000);
      await fill(
        table,
        ['a', 'b', 'c', 'd', 'e'].map((sk) => anItem(pk, sk, { body })),
      );
      const page = await table.query({ partition: pk, limit: 100 });
      expect(page.items.length).toBeLessThan(5);
      expect(page.cursor).toBeDefined();
    });

    const refused: readonly (readonly [string, Partial<Query>])[] = [
      ['a limit of nothing', { limit: 0 }],
      ['a limit beyond a thousand', { limit: 1001 }],
      ['half a limit', { limit: 1.5 }],
      ['an empty partition', { partition: '' }],
      ['an empty prefix', { prefix: '' }],
      ['a consistent read of an index', { index: 'by-type', consistent: true }],
      ['an index that the table lacks', { index: 'by-type', table: 'personal' }],
      ['an empty cursor', { cursor: '' }],
      ['a cursor of junk', { cursor: 'not a cursor' }],
      ['a cursor of JSON that is no position', { cursor: 'e30' }],
      ['a cursor of an index for the table', { cursor: encodeCursor(['a', 'b', 'c']) }],
      ['a cursor of the table for an index', { cursor: encodeCursor(['a']), index: 'by-type' }],
      ['a cursor from outside the range', { cursor: encodeCursor(['A']), prefix: 'V#' }],
      ['a cursor written in another way', { cursor: `${encodeCursor(['V#1'])}=` }],
      ['a cursor with an empty key', { cursor: encodeCursor(['']) }],
    ];
    test.each(refused)('refuses %s', async (_, query) => {
      await expectError(table.query({ partition, limit: 10, ...query }), 'Invalid');
    });
  });

  describe(`${name}: indexes`, () => {
    let table: Table;
    beforeAll(async () => {
      table = await makeTable();
    });
    const indexed = (pk: string, type: string, id: string): Item =>
      anItem(pk, 'H', { type, id, g1p: type, g1s: id });

    test('an index gives the summary of an item, and nothing more of it', async () => {
      const [type, pk] = [aPartition(), aPartition()];
      const summary = { type, id: 'a', version: 3, label: 'A', due: '2026', g1p: type, g1s: 'a' };
      await table.write([put(anItem(pk, 'H', { ...summary, body: 'long', g2p: 'x', other: 1 }))]);
      const { items } = await table.query({ index: 'by-type', partition: type, limit: 10 });
      expect(items).toEqual([anItem(pk, 'H', summary)]);
    });

    test('each index has its own keys', async () => {
      const [a, b, c, d] = [aPartition(), aPartition(), aPartition(), aPartition()];
      const keys = { g1p: a, g1s: '1', g2p: b, g2s: '2', g3p: c, g3s: '3', g4p: d, g4s: '4' };
      await table.write([put(anItem(aPartition(), 'H', keys))]);
      const indexes = [
        ['by-type', a, '1'],
        ['by-state', b, '2'],
        ['by-person', c, '3'],
        ['by-time', d, '4'],
      ] as const;
      for (const [index, partition, key] of indexes) {
        const page = await table.query({ index, partition, from: key, to: key, limit: 10 });
        expect(page.items).toHaveLength(1);
      }
    });

    test('an item leaves an index with its keys, and moves in it with them', async () => {
      const [type, pk] = [aPartition(), aPartition()];
      const ids = async () =>
        (await table.query({ index: 'by-type', partition: type, limit: 9 })).items.map(
          ({ g1s }) => g1s,
        );
      await table.write([put(indexed(pk, type, 'b'))]);
      await table.write([{ op: 'update', key: { pk, sk: 'H' }, set: { g1s: 'c' } }]);
      expect(await ids()).toEqual(['c']);
      await table.write([{ op: 'update', key: { pk, sk: 'H' }, remove: ['g1p'] }]);
      expect(await ids()).toEqual([]);
      await table.write([{ op: 'update', key: { pk, sk: 'H' }, set: { g1p: type } }]);
      await table.write([{ op: 'delete', key: { pk, sk: 'H' } }]);
      expect(await ids()).toEqual([]);
    });

    test('pages of an index lead through items of one and the same key', async () => {
      const type = aPartition();
      const items = Array.from({ length: 7 }, () => indexed(aPartition(), type, 'same'));
      await fill(table, items);
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await table.query({
          index: 'by-type',
          partition: type,
          limit: 2,
          ...(cursor === undefined ? {} : { cursor }),
        });
        seen.push(...page.items.map(({ pk }) => pk));
        cursor = page.cursor;
      } while (cursor !== undefined && seen.length <= items.length);
      expect(seen.toSorted()).toEqual(items.map(({ pk }) => pk).toSorted());
    });

    test('personal items are found by person, with their keys alone', async () => {
      const person = aPartition();
      const item = anItem(aPartition(), 'V#1', { values: { c: 'x' }, gpp: person, gps: 'a' });
      await table.write([{ op: 'put', table: 'personal', item }]);
      const query = { table: 'personal', index: 'by-person', partition: person, limit: 5 } as const;
      const { pk, sk } = item;
      expect((await table.query(query)).items).toEqual([{ pk, sk, gpp: person, gps: 'a' }]);
    });
  });
}
