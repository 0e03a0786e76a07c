import { beforeAll, describe, expect, test } from 'vitest';
import type { Table, Test } from '#core/ports.ts';
import { ABSENT, anItem, aPartition, type MakeTable, PRESENT, put } from './table-fixtures.ts';

/** Conditions: what they compare, what they say of absent attributes and of other types. */
export function tableConditions(name: string, makeTable: MakeTable): void {
  describe(`${name}: conditions`, () => {
    let table: Table;
    beforeAll(async () => {
      table = await makeTable();
    });

    test('a put that demands absence is refused with the item that stands there', async () => {
      const item = anItem(aPartition(), 'H', { version: 1, label: 'first' });
      expect(await table.write([put(item, ABSENT)])).toEqual({ ok: true });
      const second = anItem(item.pk, 'H', { version: 2 });
      expect(await table.write([put(second, ABSENT)])).toEqual({
        ok: false,
        refusals: [{ index: 0, item }],
      });
      expect(await table.get(item)).toEqual(item);
    });

    test('a put that demands presence is refused where nothing stands', async () => {
      const item = anItem(aPartition());
      expect(await table.write([put(item, PRESENT)])).toEqual({
        ok: false,
        refusals: [{ index: 0, item: undefined }],
      });
      expect(await table.get(item)).toBeUndefined();
    });

    test('absence is of the item at that sort key, not of its partition', async () => {
      const pk = aPartition();
      await table.write([put(anItem(pk, 'H'))]);
      expect(await table.write([put(anItem(pk, 'V#1'), ABSENT)])).toEqual({ ok: true });
    });

    test('a stale update is refused and changes nothing', async () => {
      const item = anItem(aPartition(), 'H', { version: 4 });
      await table.write([put(item)]);
      const stale: Test = { attribute: 'version', is: '=', value: 3 };
      expect(
        await table.write([{ op: 'update', key: item, set: { version: 9 }, when: [stale] }]),
      ).toEqual({ ok: false, refusals: [{ index: 0, item }] });
      expect(await table.get(item)).toEqual(item);
    });

    test('a refused deletion leaves the item', async () => {
      const item = anItem(aPartition(), 'H', { version: 4 });
      await table.write([put(item)]);
      const when: Test[] = [{ attribute: 'version', is: '<', value: 4 }];
      expect(await table.write([{ op: 'delete', key: item, when }])).toEqual({
        ok: false,
        refusals: [{ index: 0, item }],
      });
      expect(await table.get(item)).toEqual(item);
    });

    test('a check alone says whether its condition holds', async () => {
      const item = anItem(aPartition(), 'H', { state: 'active' });
      await table.write([put(item)]);
      const check = (value: string) =>
        table.write([{ op: 'check', key: item, when: [{ attribute: 'state', is: '=', value }] }]);
      expect(await check('active')).toEqual({ ok: true });
      expect(await check('retired')).toEqual({ ok: false, refusals: [{ index: 0, item }] });
    });

    const there = { text: 'b', count: 5, flag: true, words: ['x'], map: { a: 1 } };
    const holding: readonly Test[] = [
      { is: 'present' },
      { attribute: 'text', is: 'present' },
      { attribute: 'words', is: 'present' },
      { attribute: 'nothing', is: 'absent' },
      { attribute: 'text', is: '=', value: 'b' },
      { attribute: 'text', is: '>', value: 'a' },
      { attribute: 'text', is: '<=', value: 'b' },
      { attribute: 'text', is: '<', value: '\u{1F600}' },
      { attribute: 'count', is: '>=', value: 5 },
      { attribute: 'count', is: '<', value: 10 },
      { attribute: 'flag', is: '=', value: true },
    ];
    test.each(holding)('holds: %j', async (when) => {
      const item = anItem(aPartition(), 'H', there);
      await table.write([put(item)]);
      expect(await table.write([{ op: 'check', key: item, when: [when] }])).toEqual({ ok: true });
    });

    const failing: readonly Test[] = [
      { is: 'absent' },
      { attribute: 'text', is: 'absent' },
      { attribute: 'nothing', is: 'present' },
      { attribute: 'nothing', is: '=', value: '' },
      { attribute: 'nothing', is: '<', value: 1 },
      { attribute: 'text', is: '=', value: 'B' },
      { attribute: 'text', is: '>', value: 'b' },
      { attribute: 'count', is: '=', value: '5' },
      { attribute: 'text', is: '<', value: 9 },
      { attribute: 'count', is: '>', value: '' },
      { attribute: 'flag', is: '=', value: false },
      { attribute: 'words', is: '=', value: 'x' },
    ];
    test.each(failing)('does not hold: %j', async (when) => {
      const item = anItem(aPartition(), 'H', there);
      await table.write([put(item)]);
      const outcome = await table.write([{ op: 'check', key: item, when: [when] }]);
      expect(outcome).toEqual({ ok: false, refusals: [{ index: 0, item }] });
    });

    test('every test of a condition must hold', async () => {
      const item = anItem(aPartition(), 'H', there);
      await table.write([put(item)]);
      const outcome = await table.write([
        put(item, PRESENT, { attribute: 'count', is: '=', value: 5 }, ABSENT),
      ]);
      expect(outcome.ok).toBe(false);
    });

    test('names that DynamoDB reserves are as good as others', async () => {
      const item = anItem(aPartition(), 'H', { name: 'n', state: 's', values: ['v'], 'a.b': 'd' });
      await table.write([put(item)]);
      const outcome = await table.write([
        {
          op: 'update',
          key: item,
          set: { name: 'm', 'a.b': 'e' },
          when: [{ attribute: 'a.b', is: '=', value: 'd' }],
        },
      ]);
      expect(outcome).toEqual({ ok: true });
      expect(await table.get(item)).toEqual({ ...item, name: 'm', 'a.b': 'e' });
    });
  });
}
