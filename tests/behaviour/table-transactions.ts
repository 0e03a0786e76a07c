import { beforeAll, describe, expect, test } from 'vitest';
import type { Table } from '#core/ports.ts';
import { retryingTable } from '#core/store/retrying.ts';
import { seededRandom } from '#tests/memory/random.ts';
import { expectError } from './expect-error.ts';
import { ABSENT, anItem, aPartition, type MakeTable, PRESENT, put } from './table-fixtures.ts';

const WRITERS = 50;

/** Transactions: all or nothing, refusals by index, one winner of a race. */
export function tableTransactions(name: string, makeTable: MakeTable): void {
  describe(`${name}: transactions`, () => {
    let table: Table;
    beforeAll(async () => {
      table = await makeTable();
    });

    test('writes puts, updates, deletions and checks together, in both tables', async () => {
      const pk = aPartition();
      await table.write([put(anItem(pk, 'H')), put(anItem(pk, 'gone'))]);
      const outcome = await table.write([
        put(anItem(pk, 'V#1'), ABSENT),
        { op: 'update', key: { pk, sk: 'H' }, set: { version: 2 }, when: [PRESENT] },
        { op: 'delete', key: { pk, sk: 'gone' } },
        { op: 'check', key: { pk, sk: 'nobody' }, when: [ABSENT] },
        { op: 'put', table: 'personal', item: anItem(pk, 'V#1', { name: 'Ada' }) },
      ]);
      expect(outcome).toEqual({ ok: true });
      expect(await table.get({ pk, sk: 'H' })).toEqual(anItem(pk, 'H', { version: 2 }));
      expect(await table.get({ pk, sk: 'gone' })).toBeUndefined();
      expect(await table.get({ pk, sk: 'V#1' }, 'personal')).toEqual(
        anItem(pk, 'V#1', { name: 'Ada' }),
      );
      expect(await table.get({ pk, sk: 'V#1' })).toEqual(anItem(pk, 'V#1'));
    });

    test('tells every refused write by its index, with what stood there, and writes none', async () => {
      const pk = aPartition();
      const head = anItem(pk, 'H', { version: 7 });
      await table.write([put(head)]);
      const outcome = await table.write([
        put(anItem(pk, 'V#1'), ABSENT),
        put(anItem(pk, 'H', { version: 8 }), { attribute: 'version', is: '=', value: 6 }),
        { op: 'delete', key: { pk, sk: 'L#1' }, when: [PRESENT] },
        { op: 'update', key: { pk, sk: 'N#1' }, add: { count: 1 } },
      ]);
      expect(outcome).toEqual({
        ok: false,
        refusals: [
          { index: 1, item: head },
          { index: 2, item: undefined },
        ],
      });
      expect(await table.get(head)).toEqual(head);
      for (const sk of ['V#1', 'N#1']) expect(await table.get({ pk, sk })).toBeUndefined();
    });

    test('a check that fails stops the writes beside it', async () => {
      const pk = aPartition();
      const outcome = await table.write([
        put(anItem(pk, 'H')),
        { op: 'check', key: { pk, sk: 'policy' }, when: [PRESENT] },
      ]);
      expect(outcome).toEqual({ ok: false, refusals: [{ index: 1, item: undefined }] });
      expect(await table.get({ pk, sk: 'H' })).toBeUndefined();
    });

    test('an update that no item can take stops the writes beside it', async () => {
      const pk = aPartition();
      await table.write([put(anItem(pk, 'count', { count: 'many' }))]);
      await expectError(
        table.write([
          put(anItem(pk, 'H')),
          { op: 'update', key: { pk, sk: 'count' }, add: { count: 1 } },
        ]),
        'Invalid',
      );
      expect(await table.get({ pk, sk: 'H' })).toBeUndefined();
    });

    test('a hundred writes go together', async () => {
      const pk = aPartition();
      const writes = Array.from({ length: 100 }, (_, i) => put(anItem(pk, `L#${1000 + i}`)));
      expect(await table.write(writes)).toEqual({ ok: true });
      const page = await table.query({ partition: pk, limit: 1000, consistent: true });
      expect(page.items).toHaveLength(100);
    });

    test('one of fifty transactions that race for a version wins, the others write nothing', async () => {
      const pk = aPartition();
      await table.write([put(anItem(pk, 'H', { version: 1 }))]);
      const patient = patientTable(table);
      const outcomes = await Promise.all(
        Array.from({ length: WRITERS }, (_, writer) =>
          patient.write([
            put(anItem(pk, 'H', { version: 2, writer }), {
              attribute: 'version',
              is: '=',
              value: 1,
            }),
            put(anItem(pk, `V#${writer}`), ABSENT),
          ]),
        ),
      );
      const winner = outcomes.findIndex(({ ok }) => ok);
      const head = anItem(pk, 'H', { version: 2, writer: winner });
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await table.get({ pk, sk: 'H' })).toEqual(head);
      const versions = await table.query({ partition: pk, prefix: 'V#', limit: 100 });
      expect(versions.items.map(({ sk }) => sk)).toEqual([`V#${winner}`]);
      for (const outcome of outcomes) {
        if (!outcome.ok) expect(outcome.refusals).toEqual([{ index: 0, item: head }]);
      }
    });

    test('one of fifty single writes that race to create wins', async () => {
      const pk = aPartition();
      const patient = patientTable(table);
      const outcomes = await Promise.all(
        Array.from({ length: WRITERS }, (_, writer) =>
          patient.write([put(anItem(pk, 'H', { writer }), ABSENT)]),
        ),
      );
      const winner = outcomes.findIndex(({ ok }) => ok);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await table.get({ pk, sk: 'H' })).toEqual(anItem(pk, 'H', { writer: winner }));
    });

    test('fifty additions at once are all counted', async () => {
      const key = { pk: aPartition(), sk: 'B#1' };
      const patient = patientTable(table);
      await Promise.all(
        Array.from({ length: WRITERS }, () =>
          patient.write([{ op: 'update', key, add: { count: 2 } }]),
        ),
      );
      expect(await table.get(key)).toEqual({ ...key, count: 2 * WRITERS });
    });
  });
}

// On AWS racing transactions conflict, and are tried again; nobody waits long for it here.
function patientTable(table: Table): Table {
  return retryingTable(table, {
    random: seededRandom(1),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}
