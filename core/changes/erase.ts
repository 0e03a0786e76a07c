import { invalid } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import type { AttributeMap, Item, Table, Write } from '../ports.ts';
import type { Author } from '../records/author.ts';
import type { Head } from '../store/items.ts';
import { addressDigest, personalEntries } from '../store/items.ts';
import { addressKey, recordPartition } from '../store/keys.ts';
import type { RecordStore } from '../store/record-store.ts';

export interface ErasePorts {
  readonly store: RecordStore;
  readonly table: Table;
}

/**
 * Erases personal values of a record: all, or those at the given paths (RFC 6901). The commitments
 * stay, so every proof still verifies; that it was done, by whom and why, is a version.
 *
 * @throws Invalid where a path holds no personal value; Conflict where the record has moved
 */
export async function erase(
  ports: ErasePorts,
  head: Head,
  author: Author,
  paths?: readonly string[],
): Promise<Head> {
  const { store, table } = ports;
  const items = await personalItems(table, head.ref);
  const held = new Set(items.flatMap(personalEntries).map(({ path }) => path));
  const missing = paths?.filter((path) => !held.has(path)) ?? [];
  if (missing.length > 0) {
    throw invalid(`${head.ref} holds no personal value at ${missing.join(', ')}`);
  }
  const made = await store.draft({
    ...author,
    type: head.version.type,
    id: head.version.id,
    before: head,
    action: 'erase',
    state: head.version.state,
    content: head.version.content,
    links: head.version.links,
    pending: head.pending,
  });
  // First on record, then done: a crash between leaves values that the same call erases again.
  await store.commit([made]);
  await eraseItems(table, items, paths);
  return made.head;
}

/**
 * Erases every personal value that was written of a person: their own record, their signatures,
 * the names copied under their tasks. The record of the person says that it was done.
 */
export async function erasePerson(ports: ErasePorts, head: Head, author: Author): Promise<Head> {
  const { table } = ports;
  const erased = await erase(ports, head, author);
  let cursor: string | undefined;
  do {
    const page = await table.query({
      table: 'personal',
      index: 'by-person',
      partition: head.ref,
      limit: MAX_PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    await eraseItems(table, page.items, undefined);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return erased;
}

async function personalItems(table: Table, ref: Ref): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({
      table: 'personal',
      partition: recordPartition(ref),
      limit: MAX_PAGE,
      consistent: true,
      ...(cursor === undefined ? {} : { cursor }),
    });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
}

async function eraseItems(
  table: Table,
  items: readonly Item[],
  paths: readonly string[] | undefined,
): Promise<void> {
  for (const item of items) {
    for (const write of erasing(item, paths)) await table.write([write]);
  }
}

function erasing(item: Item, paths: readonly string[] | undefined): readonly Write[] {
  const key = { pk: item.pk, sk: item.sk };
  const entries = item.values === undefined ? [] : personalEntries(item);
  const gone = entries.filter(({ path }) => paths === undefined || paths.includes(path));
  const left = Object.fromEntries(
    Object.entries((item.values ?? {}) as AttributeMap).filter(
      ([commitment]) => !gone.some((entry) => entry.commitment === commitment),
    ),
  );
  const addresses = gone
    .filter(({ path, value }) => path === '/email' && typeof value === 'string')
    .map(({ value }): Write => {
      const address = addressKey(addressDigest(String(value)));
      return { op: 'delete', table: 'personal', key: address };
    });
  const isEmpty = Object.keys(left).length === 0;
  if (paths !== undefined && gone.length === 0) return [];
  return [
    isEmpty
      ? { op: 'delete', table: 'personal', key }
      : { op: 'update', table: 'personal', key, set: { values: left } },
    ...addresses,
  ];
}
