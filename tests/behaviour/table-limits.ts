import { beforeAll, describe, expect, test } from 'vitest';
import type { Attribute, Item, Table, Write } from '#core/ports.ts';
import { expectError } from './expect-error.ts';
import { anItem, aPartition, type MakeTable, PRESENT, put } from './table-fixtures.ts';

const KB = 1024;

/** Limits of form and size: each is one clear error, and nothing is written. */
export function tableLimits(name: string, makeTable: MakeTable): void {
  describe(`${name}: limits`, () => {
    let table: Table;
    beforeAll(async () => {
      table = await makeTable();
    });
    const sized = (kilobytes: number, sk = 'H'): Item =>
      anItem(aPartition(), sk, { body: 'x'.repeat(kilobytes * KB) });

    test('takes an item just below 400 KB and refuses one above', async () => {
      const fits = sized(399);
      expect(await table.write([put(fits)])).toEqual({ ok: true });
      expect(await table.get(fits)).toEqual(fits);
      const item = sized(400);
      const error = await expectError(table.write([put(item)]), 'TooLarge');
      expect(error.data).toMatchObject({ limit: 400 * KB, unit: 'bytes' });
      expect(await table.get(item)).toBeUndefined();
    });

    test('refuses an update that would make its item too large', async () => {
      const item = sized(300);
      await table.write([put(item)]);
      const more = { more: 'y'.repeat(110 * KB) };
      await expectError(table.write([{ op: 'update', key: item, set: more }]), 'TooLarge');
      expect(await table.get(item)).toEqual(item);
    });

    test('a text counts by its bytes, not by its characters', async () => {
      const item = anItem(aPartition(), 'H', { body: 'é'.repeat(205 * KB) });
      await expectError(table.write([put(item)]), 'TooLarge');
    });

    test('refuses a transaction beyond 4 MB', async () => {
      const items = Array.from({ length: 11 }, () => sized(390));
      await expectError(table.write(items.map((item) => put(item))), 'TooLarge');
      expect(await table.get(items[0] ?? sized(1))).toBeUndefined();
    });

    test('refuses the 101st write', async () => {
      const pk = aPartition();
      const writes = Array.from({ length: 101 }, (_, i) => put(anItem(pk, `L#${i}`)));
      const error = await expectError(table.write(writes), 'TooLarge');
      expect(error.data).toMatchObject({ actual: 101, limit: 100, unit: 'writes' });
      expect((await table.query({ partition: pk, limit: 10 })).items).toEqual([]);
    });

    const key = { pk: aPartition(), sk: 'H' };
    const deep = Array.from({ length: 33 }).reduce<Attribute>((inside) => [inside], 'x');
    const refused: readonly (readonly [string, readonly Write[]])[] = [
      ['nothing to write', []],
      ['two puts of one item', [put(anItem(key.pk)), put(anItem(key.pk))]],
      [
        'a put and a check of one item',
        [put(anItem(key.pk)), { op: 'check', key, when: [PRESENT] }],
      ],
      ['a check of nothing', [{ op: 'check', key, when: [] }]],
      ['an empty partition key', [put(anItem('', 'H'))]],
      ['an empty sort key', [put(anItem(key.pk, ''))]],
      ['a partition key beyond 2,048 bytes', [put(anItem('é'.repeat(1025)))]],
      ['a sort key beyond 1,024 bytes', [put(anItem(key.pk, 'x'.repeat(1025)))]],
      ['an index key beyond 1,024 bytes', [put(anItem(key.pk, 'H', { g1s: 'x'.repeat(1025) }))]],
      ['an index key that is a number', [put(anItem(key.pk, 'H', { g2p: 2 }))]],
      ['an index key that is empty', [put(anItem(key.pk, 'H', { g3p: '' }))]],
      ['a fraction', [put(anItem(key.pk, 'H', { a: 0.1 }))]],
      ['a number that is not finite', [put(anItem(key.pk, 'H', { a: Number.NaN }))]],
      ['an integer beyond 2^53 − 1', [put(anItem(key.pk, 'H', { a: 2 ** 53 }))]],
      ['a lone surrogate', [put(anItem(key.pk, 'H', { a: ['\ud800'] }))]],
      ['an attribute without a name', [put(anItem(key.pk, 'H', { '': 1 }))]],
      ['more than 32 levels', [put(anItem(key.pk, 'H', { a: deep }))]],
    ];
    test.each(refused)('refuses %s', async (_, writes) => {
      await expectError(table.write(writes), 'Invalid');
      expect(await table.get(key)).toBeUndefined();
    });

    test('one key in both tables is two items', async () => {
      const item = anItem(aPartition());
      const outcome = await table.write([put(item), { op: 'put', table: 'personal', item }]);
      expect(outcome).toEqual({ ok: true });
    });

    test('refuses to read an empty key', async () => {
      await expectError(table.get({ pk: 'R#a#b', sk: '' }), 'Invalid');
    });
  });
}
