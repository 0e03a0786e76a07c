import { AssentError } from '#core/errors.ts';
import type { Ref } from '#core/ids.ts';
import type { Item, Table } from '#core/ports.ts';
import { type Head, parseHead } from '#core/store/items.ts';
import { headKey } from '#core/store/keys.ts';
import type { RecordStore } from '#core/store/record-store.ts';

// What stands in a table in memory never changes: the very same item is the very same head, also
// in the copy of a table.
const heads = new WeakMap<Item, Head>();

function headOf(item: Item): Head {
  const known = heads.get(item);
  if (known !== undefined) return known;
  const head = parseHead(item);
  heads.set(item, head);
  return head;
}

/** The store, reading as often, and parsing each head once: what a test spends most of. */
export function remembering(store: RecordStore, table: Table): RecordStore {
  async function load(ref: Ref): Promise<Head | undefined> {
    const item = await table.get(headKey(ref));
    return item === undefined ? undefined : headOf(item);
  }
  async function need(ref: Ref): Promise<Head> {
    const head = await load(ref);
    if (head === undefined) throw new AssentError('NotFound', `There is no ${ref}`, { ref });
    return head;
  }
  return { ...store, load, need };
}
