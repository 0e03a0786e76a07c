import type { Attribute, IndexName, Item, TableName } from '#core/ports.ts';
import { INDEXES, PROJECTED } from '#core/store/indexes.ts';
import { frozenItem } from './items.ts';
import { Partitions } from './partitions.ts';

/** What a write did to one item. */
export interface Change {
  readonly table: TableName;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

/** The indexes of both tables, some writes behind them. */
export class TableIndexes {
  /** How many writes the indexes are behind. */
  lag = 0;
  readonly #pending: (readonly Change[])[] = [];
  readonly #indexes = new Map<string, Partitions>();

  constructor() {
    for (const [table, indexes] of Object.entries(INDEXES)) {
      for (const index of Object.keys(indexes)) {
        this.#indexes.set(`${table}/${index}`, new Partitions());
      }
    }
  }

  of(table: TableName, index: IndexName): Partitions {
    return this.#indexes.get(`${table}/${index}`) ?? new Partitions();
  }

  take(changes: readonly Change[]): void {
    this.#pending.push(changes);
    this.#settle(this.lag);
  }

  /** Catches up with the table; the lag stays for writes to come. */
  catchUp(): void {
    this.#settle(0);
  }

  clear(): void {
    this.#pending.length = 0;
    for (const index of this.#indexes.values()) index.clear();
  }

  #settle(behind: number): void {
    while (this.#pending.length > behind) {
      for (const change of this.#pending.shift() ?? []) this.#apply(change);
    }
  }

  #apply({ table, before, after }: Change): void {
    for (const [name, { partition, sort }] of Object.entries(INDEXES[table])) {
      const index = this.#indexes.get(`${table}/${name}`);
      if (index === undefined) continue;
      const old = placed(before, partition, sort);
      if (old !== undefined) index.delete(old.partition, old.keys);
      const place = placed(after, partition, sort);
      if (place === undefined || after === undefined) continue;
      const projected = [partition, sort, ...PROJECTED[table]];
      index.set(place.partition, place.keys, summary(after, projected));
    }
  }
}

// Sparse: an item that lacks one of the index's keys is not in it.
function placed(item: Item | undefined, partition: string, sort: string) {
  const p = item?.[partition];
  const s = item?.[sort];
  if (item === undefined || typeof p !== 'string' || typeof s !== 'string') return undefined;
  return { partition: p, keys: [s, item.pk, item.sk] };
}

function summary(item: Item, names: readonly string[]): Item {
  const attributes: Record<string, Attribute> = {};
  for (const name of names) {
    const value = Object.hasOwn(item, name) ? item[name] : undefined;
    if (value !== undefined) attributes[name] = value;
  }
  return frozenItem(item, attributes);
}
