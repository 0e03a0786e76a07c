import { AssentError, invalid } from '../errors.ts';
import { MAX_ITEM_BYTES, MAX_TRANSACTION_BYTES, MAX_TRANSACTION_WRITES } from '../limits.ts';
import type { AttributeMap, Key, TableName, Test, Write } from '../ports.ts';
import { indexRole } from './indexes.ts';
import { itemBytes, utf8Bytes } from './item-bytes.ts';

const MAX_PARTITION_KEY_BYTES = 2048;
const MAX_SORT_KEY_BYTES = 1024;

/**
 * Refuses what no table takes, before anything is sent: DynamoDB's limits of form and size, so that
 * each is one clear error, the same in every adapter.
 *
 * @throws Invalid for no writes, two writes on one item, empty or too long keys, index keys that
 *   are no text, an update of nothing or of the key, a check of nothing, values no item can hold
 * @throws TooLarge for more than 100 writes, an item beyond 400 KB, a transaction beyond 4 MB; its
 *   data has `limit`, `actual` and the `unit`. What an update leaves too large, the table refuses
 */
export function checkWrites(writes: readonly Write[]): void {
  if (writes.length === 0) throw invalid('There is nothing to write');
  if (writes.length > MAX_TRANSACTION_WRITES) {
    throw tooLarge('A transaction', writes.length, MAX_TRANSACTION_WRITES, 'writes');
  }
  const targets = new Set<string>();
  let total = 0;
  for (const write of writes) {
    const key = keyOf(write);
    checkKey(key);
    const target = JSON.stringify([write.table ?? 'main', key.pk, key.sk]);
    if (targets.has(target)) throw invalid(`Two writes on one item: ${key.pk} / ${key.sk}`);
    targets.add(target);
    for (const test of write.when ?? []) checkTest(test);
    total += checkedBytes(write);
  }
  if (total > MAX_TRANSACTION_BYTES) {
    throw tooLarge('A transaction', total, MAX_TRANSACTION_BYTES, 'bytes');
  }
}

/** Key of the item that a write is about. */
export function keyOf(write: Write): Key {
  return write.op === 'put' ? write.item : write.key;
}

/** @throws Invalid for a key that is empty or too long */
export function checkKey(key: Key): void {
  checkKeyText('partition key', key.pk, MAX_PARTITION_KEY_BYTES);
  checkKeyText('sort key', key.sk, MAX_SORT_KEY_BYTES);
}

/** The error of an item beyond its limit. */
export function itemTooLarge(key: Key, bytes: number): AssentError {
  return tooLarge(`The item ${key.pk} / ${key.sk}`, bytes, MAX_ITEM_BYTES, 'bytes');
}

function checkedBytes(write: Write): number {
  const table = write.table ?? 'main';
  switch (write.op) {
    case 'put': {
      checkIndexKeys(table, write.item);
      return checkedItem(write.item, write.item);
    }
    case 'update': {
      checkUpdate(write);
      checkIndexKeys(table, write.set ?? {});
      for (const number of Object.values(write.add ?? {})) itemBytes({ number });
      return checkedItem(write.key, { ...write.set, pk: write.key.pk, sk: write.key.sk });
    }
    case 'check':
      if (write.when.length === 0) throw invalid('A check of nothing');
      return 0;
    case 'delete':
      return 0;
  }
}

function checkedItem(key: Key, item: AttributeMap): number {
  const bytes = itemBytes(item);
  if (bytes > MAX_ITEM_BYTES) throw itemTooLarge(key, bytes);
  return bytes;
}

function checkUpdate(write: Extract<Write, { op: 'update' }>): void {
  const names = [
    ...Object.keys(write.set ?? {}),
    ...(write.remove ?? []),
    ...Object.keys(write.add ?? {}),
  ];
  if (names.length === 0) throw invalid('An update of nothing');
  if (new Set(names).size < names.length) throw invalid('An update names an attribute twice');
  for (const name of names) {
    if (name === '') throw invalid('An attribute needs a name');
    if (name === 'pk' || name === 'sk') throw invalid('An update cannot change the key');
  }
  for (const name of Object.keys(write.add ?? {})) {
    if (indexRole(write.table ?? 'main', name) !== undefined) {
      throw invalid(`The index key ${name} is a text`);
    }
  }
}

function checkIndexKeys(table: TableName, attributes: AttributeMap): void {
  for (const [name, value] of Object.entries(attributes)) {
    const role = indexRole(table, name);
    if (role === undefined) continue;
    const most = role === 'partition' ? MAX_PARTITION_KEY_BYTES : MAX_SORT_KEY_BYTES;
    checkKeyText(`index key ${name}`, value, most);
  }
}

function checkTest(test: Test): void {
  if (!('attribute' in test)) return;
  if (test.attribute === '') throw invalid('An attribute needs a name');
  if ('value' in test) itemBytes({ [test.attribute]: test.value });
}

function checkKeyText(what: string, value: unknown, most: number): void {
  if (typeof value !== 'string' || value === '') throw invalid(`The ${what} is empty or no text`);
  if (utf8Bytes(value) > most) throw invalid(`The ${what} has more than ${most} bytes`);
}

function tooLarge(what: string, actual: number, limit: number, unit: string): AssentError {
  const message = `${what} has ${actual} ${unit}; the most is ${limit}`;
  return new AssentError('TooLarge', message, { actual, limit, unit });
}
