import { describe, expect, test } from 'vitest';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { ABSENT, anItem, put } from '#tests/behaviour/table-fixtures.ts';
import { memoryBell } from '#tests/memory/bell.ts';
import { memoryMachines } from '#tests/memory/machines.ts';
import { memoryMailer } from '#tests/memory/mailer.ts';
import { memoryObjects } from '#tests/memory/objects.ts';
import { memoryTable } from '#tests/memory/table.ts';

const item = anItem('R#test#a', 'H', { version: 1, g1p: 'T#test', g1s: 'a' });

describe('a table told to misbehave', () => {
  test('conflicts with as many writes as it was told, and does none of them', async () => {
    const table = memoryTable();
    table.writes.fail(2);
    for (let tried = 0; tried < 2; tried++) {
      const error = await expectError(table.write([put(item)]), 'Transient');
      expect(error.data.outcome).toBe('none');
    }
    expect(table.all()).toEqual([]);
    expect(await table.write([put(item)])).toEqual({ ok: true });
  });

  test('loses an answer, the write being done', async () => {
    const table = memoryTable();
    table.writes.loseAnswers(1);
    const error = await expectError(table.write([put(item, ABSENT)]), 'Transient');
    expect(error.data.outcome).toBe('unknown');
    expect(await table.write([put(item, ABSENT)])).toEqual({
      ok: false,
      refusals: [{ index: 0, item }],
    });
  });

  test('throttles reads, by key and by query', async () => {
    const table = memoryTable();
    await table.write([put(item)]);
    table.reads.fail(2);
    await expectError(table.get(item), 'Transient');
    await expectError(table.query({ partition: item.pk, limit: 1 }), 'Transient');
    expect(await table.get(item)).toEqual(item);
  });

  test('refuses what is malformed before it misbehaves', async () => {
    const table = memoryTable();
    table.writes.fail(1);
    await expectError(table.write([]), 'Invalid');
    await expectError(table.write([put(item)]), 'Transient');
  });
});

describe('a table whose indexes lag', () => {
  const list = async (table: ReturnType<typeof memoryTable>) =>
    (await table.query({ index: 'by-type', partition: 'T#test', limit: 10 })).items.map(
      ({ pk, version }) => [pk, version],
    );
  const other = anItem('R#test#z', 'H');

  test('shows a write only when so many more have followed', async () => {
    const table = memoryTable({ indexLag: 2 });
    await table.write([put(item)]);
    await table.write([put(other)]);
    expect(await list(table)).toEqual([]);
    await table.write([put(anItem(other.pk, 'V#1'))]);
    expect(await list(table)).toEqual([[item.pk, 1]]);
  });

  test('shows what is no longer so', async () => {
    const table = memoryTable();
    await table.write([put(item)]);
    table.indexes.lag = 1;
    await table.write([{ op: 'update', key: item, set: { version: 2 } }]);
    expect(await list(table)).toEqual([[item.pk, 1]]);
    expect((await table.get(item))?.version).toBe(2);
    table.indexes.catchUp();
    expect(await list(table)).toEqual([[item.pk, 2]]);
  });

  test('shows an item that is deleted already', async () => {
    const table = memoryTable();
    await table.write([put(item)]);
    table.indexes.lag = 1;
    await table.write([{ op: 'delete', key: item }]);
    expect(await list(table)).toEqual([[item.pk, 1]]);
    await table.write([put(other)]);
    expect(await list(table)).toEqual([]);
  });
});

describe('the stream of a table', () => {
  const marker = (record: string, n: number) => anItem(`R#test#${record}`, `N#0000000${n}`);

  test('tells of new markers alone, by their keys, in order', async () => {
    const table = memoryTable();
    await table.write([put(item), put(marker('a', 1)), put(anItem('R#test#a', 'V#1'))]);
    await table.write([put(marker('a', 2))]);
    await table.write([{ op: 'update', key: marker('a', 1), set: { index: 7 } }]);
    await table.write([{ op: 'put', table: 'personal', item: marker('a', 3) }]);
    await table.write([{ op: 'delete', key: marker('a', 2) }]);
    expect(table.stream.read(0)).toEqual([
      { pk: 'R#test#a', sk: 'N#00000001' },
      { pk: 'R#test#a', sk: 'N#00000002' },
    ]);
  });

  test('tells the same again until it is told that this is done', async () => {
    const table = memoryTable();
    await table.write([put(marker('a', 1)), put(marker('b', 1))]);
    expect(table.stream.read(0, 1)).toEqual(table.stream.read(0, 1));
    table.stream.advance(0, 1);
    expect(table.stream.read(0)).toEqual([{ pk: 'R#test#b', sk: 'N#00000001' }]);
    table.stream.advance(0, 1);
    expect(table.stream.read(0)).toEqual([]);
  });

  test('keeps a record in one of its shards, and uses them all', async () => {
    const table = memoryTable({ shards: 2 });
    for (const record of ['a', 'b', 'c', 'd']) {
      await table.write([put(marker(record, 1))]);
      await table.write([put(marker(record, 2))]);
    }
    const shards = [table.stream.read(0), table.stream.read(1)];
    const records = shards.map((keys) => new Set(keys.map(({ pk }) => pk)));
    expect(shards.map((keys) => keys.length).reduce((sum, n) => sum + n)).toBe(8);
    expect(records[0]?.size).toBe(4 - (records[1]?.size ?? 0));
    expect(shards.every((keys) => keys.length > 0)).toBe(true);
  });

  test('says nothing of a refused or conflicting write', async () => {
    const table = memoryTable();
    await table.write([put(item)]);
    await table.write([put(marker('a', 1)), put(item, ABSENT)]);
    table.writes.fail(1);
    await expectError(table.write([put(marker('a', 1))]), 'Transient');
    expect(table.stream.read(0)).toEqual([]);
  });
});

describe('a table put back to yesterday', () => {
  test('has what it had then, in its indexes too, and the other table as it is', async () => {
    const table = memoryTable();
    await table.write([put(item)]);
    const yesterday = table.all();
    const personal = anItem('R#person#p', 'V#1');
    await table.write([
      { op: 'delete', key: item },
      put(anItem('R#test#b', 'H', { g1p: 'T#test', g1s: 'b' })),
      { op: 'put', table: 'personal', item: personal },
    ]);
    table.restore(yesterday);
    expect(table.all()).toEqual([item]);
    expect(table.all('personal')).toEqual([personal]);
    const list = await table.query({ index: 'by-type', partition: 'T#test', limit: 10 });
    expect(list.items.map(({ pk }) => pk)).toEqual([item.pk]);
  });

  test('nothing that it gave out can be changed', async () => {
    const table = memoryTable();
    await table.write([put(anItem('R#test#a', 'H', { list: [{ a: 1 }] }))]);
    const read = await table.get({ pk: 'R#test#a', sk: 'H' });
    expect(() => Object.assign(read ?? {}, { version: 9 })).toThrow(TypeError);
    expect(() => Object.assign(read?.list ?? [], { 0: 'x' })).toThrow(TypeError);
  });
});

describe('time to live', () => {
  test('deletes what is past, from the indexes too, and nothing else', async () => {
    const table = memoryTable();
    const at = '2026-11-24T00:00:00.000Z';
    const seconds = Date.parse(at) / 1000;
    const past = anItem('Q#1', 'Q', { ttl: seconds - 1, g1p: 'T#test', g1s: 'q' });
    const kept = [item, anItem('Q#2', 'Q', { ttl: seconds + 1 }), anItem('Q#3', 'Q', { ttl: 'x' })];
    for (const each of [past, ...kept]) await table.write([put(each)]);
    table.expire(at);
    expect(table.all()).toEqual(kept);
    const list = await table.query({ index: 'by-type', partition: 'T#test', limit: 10 });
    expect(list.items.map(({ pk }) => pk)).toEqual([item.pk]);
  });
});

describe('other ports told to misbehave', () => {
  test('a bucket loses the answer to a put that it did', async () => {
    const objects = memoryObjects();
    objects.faults.loseAnswers(1);
    const create = () => objects.create('a', new Uint8Array(1), { contentType: 'text/plain' });
    await expectError(create(), 'Transient');
    expect(await create()).toBe('present');
  });

  test('a machine loses the answer to a start', async () => {
    const machines = memoryMachines();
    machines.faults.loseAnswers(1);
    await expectError(machines.start('approval', 'a', {}), 'Transient');
    expect(await machines.start('approval', 'a', {})).toBe('exists');
  });

  test('a mailer refuses an address from then on', async () => {
    const mailer = memoryMailer();
    mailer.refuse('Ada@example.com');
    const mail = { to: 'ada@example.com', subject: 's', html: 'h', text: 't' };
    await expectError(mailer.send(mail), 'Refused');
    expect(mailer.sent).toEqual([]);
  });

  test('a bell is not heard, and its rings can be taken once', async () => {
    const bell = memoryBell();
    bell.faults.fail(1);
    await expectError(bell.ring('log'), 'Transient');
    await bell.ring('mail', { task: 'task/a' });
    expect(bell.take()).toEqual([{ fn: 'mail', payload: { task: 'task/a' } }]);
    expect(bell.take()).toEqual([]);
  });
});
