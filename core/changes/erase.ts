import { afterCommit } from '../after-commit.ts';
import { invalid } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import type { AttributeMap, Item, Table, Test, Write } from '../ports.ts';
import type { Author } from '../records/author.ts';
import { commitmentsIn, type PersonalEntry } from '../records/detach.ts';
import type { Head } from '../store/items.ts';
import { addressDigest, personalEntries } from '../store/items.ts';
import { addressKey, recordPartition } from '../store/keys.ts';
import type { RecordStore } from '../store/record-store.ts';
import { type Also, nothing } from './change.ts';
import { relieveSoon } from './relieve-soon.ts';

export interface ErasePorts {
  readonly store: RecordStore;
  readonly table: Table;
}

/**
 * Erases personal values of a record: all, or those at the given paths (RFC 6901). The commitments
 * stay, so every proof still verifies; that it was done, by whom and why, is a version.
 *
 * @throws Invalid where there is none, or none at a path; Conflict where the record has moved
 */
export async function erase(
  ports: ErasePorts,
  head: Head,
  author: Author,
  paths?: readonly string[],
  also: Also = nothing,
  state = head.version.state,
): Promise<Head> {
  const { store, table } = ports;
  const items = await personalItems(table, head.ref);
  const held = new Set(items.flatMap(entriesOf).map(({ path }) => path));
  const missing = paths?.filter((path) => !held.has(path)) ?? [];
  if (missing.length > 0) {
    throw invalid(`${head.ref} holds no personal value at ${missing.join(', ')}`);
  }
  // A person may have left values elsewhere, and what was erased by half is erased again.
  if (paths === undefined && commitmentsIn(head.version.content).size === 0) {
    throw invalid(`${head.ref} holds no personal value`);
  }
  const made = await store.draft({
    ...author,
    type: head.version.type,
    id: head.version.id,
    before: head,
    action: 'erase',
    state,
    content: head.version.content,
    links: head.version.links,
    pending: head.pending,
  });
  // First on record, then done: a crash between leaves values that the same call erases again.
  await store.commit([made], { also: also(made.head) });
  for (const item of items) await eraseItem(table, item, head.ref, paths);
  return made.head;
}

/**
 * Erases every personal value that was written of a person: their own record, their signatures,
 * the names copied under their tasks. The record of the person says that it was done, and that they
 * have left: without a name and an address nobody can be asked.
 */
export async function erasePerson(
  ports: ErasePorts & Parameters<typeof relieveSoon>[0],
  head: Head,
  author: Author,
  also: Also = nothing,
): Promise<Head> {
  const { table } = ports;
  const { state } = head.version;
  const then = state === 'active' ? 'left' : state;
  const erased = await erase(ports, head, author, undefined, also, then);
  let cursor: string | undefined;
  do {
    const page = await table.query({
      table: 'personal',
      index: 'by-person',
      partition: head.ref,
      limit: MAX_PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const item of page.items) await eraseItem(table, item, head.ref, undefined);
    cursor = page.cursor;
  } while (cursor !== undefined);
  await afterCommit(() => relieveSoon(ports, head.ref));
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

/** How often an item is looked at anew where somebody else erases of it at the same time. */
const MAX_ROUNDS = 10;

async function eraseItem(
  table: Table,
  found: Item,
  of: Ref,
  paths: readonly string[] | undefined,
): Promise<void> {
  let item: Item | undefined = found;
  for (let round = 0; item !== undefined && round < MAX_ROUNDS; round++) {
    const gone = entriesOf(item).filter(({ path }) => paths === undefined || paths.includes(path));
    if (paths !== undefined && gone.length === 0) return;
    for (const { path, value } of gone) if (path === '/email') await free(table, String(value), of);
    const outcome = await table.write([without(item, gone)]);
    if (outcome.ok) return;
    item = outcome.refusals[0]?.item;
  }
}

const entriesOf = (item: Item) => (item.values === undefined ? [] : personalEntries(item));

// An address that was given up may be another person's by now.
async function free(table: Table, address: string, of: Ref): Promise<void> {
  const key = addressKey(addressDigest(address));
  const when = [{ attribute: 'person', is: '=', value: of }] as const;
  await table.write([{ op: 'delete', table: 'personal', key, when }]);
}

/**
 * What takes values out of an item. Counted, so that of two who erase at once the second looks
 * again: written as it was read, what the first took out would be back.
 */
function without(item: Item, gone: readonly PersonalEntry[]): Write {
  const key = { pk: item.pk, sk: item.sk };
  const values = Object.fromEntries(
    Object.entries((item.values ?? {}) as AttributeMap).filter(
      ([commitment]) => !gone.some((entry) => entry.commitment === commitment),
    ),
  );
  if (Object.keys(values).length === 0) return { op: 'delete', table: 'personal', key };
  const before = typeof item.erasures === 'number' ? item.erasures : 0;
  const unchanged: Test =
    before === 0
      ? { attribute: 'erasures', is: 'absent' }
      : { attribute: 'erasures', is: '=', value: before };
  const set = { values, erasures: before + 1 };
  return { op: 'update', table: 'personal', key, set, when: [{ is: 'present' }, unchanged] };
}
