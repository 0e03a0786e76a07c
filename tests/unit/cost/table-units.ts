import type { Item, TableName } from '#core/ports.ts';
import { INDEXES, PROJECTED } from '#core/store/indexes.ts';
import { itemBytes } from '#core/store/item-bytes.ts';

/**
 * What DynamoDB bills on demand (developer guide, "Read and write request units", "Transactions:
 * capacity management", "Global secondary indexes: write capacity").
 */

const READ_UNIT_BYTES = 4096;
const WRITE_UNIT_BYTES = 1024;
/** Storage adds as much to each item and each entry of an index. */
const STORED_BESIDE_BYTES = 100;

/** Read units of a get or of a page: all its bytes together; half, where it need not be newest. */
export function readUnits(items: readonly Item[], consistent: boolean): number {
  const bytes = items.reduce((sum, item) => sum + itemBytes(item), 0);
  return Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)) * (consistent ? 1 : 0.5);
}

/** An item before and after a write; alike where a condition was checked or refused. */
export interface Written {
  readonly table: TableName;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

/**
 * Write units of one operation on the table itself: the larger of what stood and what stands, and
 * twice that in a transaction. A condition that is only checked counts as a write of its item.
 */
export function writeUnits({ before, after }: Written, together: boolean): number {
  const bytes = Math.max(bytesOf(before), bytesOf(after));
  return unitsOf(bytes) * (together ? 2 : 1);
}

/**
 * Write units of the indexes: one entry put, taken away, or changed where what it shows has; two
 * where it moves. Indexes follow the table, in no transaction, so nothing is doubled.
 */
export function indexUnits({ table, before, after }: Written): number {
  let units = 0;
  for (const { partition, sort } of Object.values(INDEXES[table])) {
    const names = [partition, sort, 'pk', 'sk', ...PROJECTED[table]];
    const left = entryOf(before, names);
    const now = entryOf(after, names);
    const stays = left?.[partition] === now?.[partition] && left?.[sort] === now?.[sort];
    if (!stays) units += unitsOfEntry(left) + unitsOfEntry(now);
    else if (left !== undefined && now !== undefined && !isSame(left, now)) {
      units += Math.max(unitsOfEntry(left), unitsOfEntry(now));
    }
  }
  return units;
}

/** Bytes that an item takes for good, in the table and in each index, as storage counts them. */
export function storedBytes(table: TableName, item: Item): number {
  const entries = Object.values(INDEXES[table]).map(({ partition, sort }) =>
    entryOf(item, [partition, sort, 'pk', 'sk', ...PROJECTED[table]]),
  );
  return [item, ...entries]
    .filter((each) => each !== undefined)
    .reduce((sum, each) => sum + itemBytes(each) + STORED_BESIDE_BYTES, 0);
}

type Entry = Readonly<Record<string, Item[string]>>;

// Sparse: an item that lacks a key of the index is not in it.
function entryOf(item: Item | undefined, names: readonly string[]): Entry | undefined {
  if (item === undefined || names.slice(0, 2).some((key) => item[key] === undefined)) {
    return undefined;
  }
  const entry: Record<string, Item[string]> = {};
  for (const name of names) {
    const value = item[name];
    if (value !== undefined) entry[name] = value;
  }
  return entry;
}

const isSame = (a: Entry, b: Entry): boolean => JSON.stringify(a) === JSON.stringify(b);

const unitsOfEntry = (entry: Entry | undefined): number =>
  entry === undefined ? 0 : unitsOf(itemBytes(entry));

const bytesOf = (item: Item | undefined): number => (item === undefined ? 0 : itemBytes(item));

const unitsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / WRITE_UNIT_BYTES));
