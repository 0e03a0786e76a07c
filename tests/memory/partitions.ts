import type { Item, Page, Query } from '#core/ports.ts';
import { encodeCursor } from '#core/store/cursors.ts';
import { itemBytes } from '#core/store/item-bytes.ts';
import { isInRange, type KeyRange, type QueryPlan } from '#core/store/plan-query.ts';
import { Sorted, type SortKeys } from './sorted.ts';

/** DynamoDB ends a page at 1 MB of items, whatever its limit. */
const MAX_PAGE_BYTES = 1024 * 1024;

/** Items by partition, each partition in order: a table, or one index of it. */
export class Partitions {
  readonly #partitions = new Map<string, Sorted<Item>>();

  get(partition: string, keys: SortKeys): Item | undefined {
    return this.#partitions.get(partition)?.get(keys);
  }

  set(partition: string, keys: SortKeys, item: Item): void {
    let sorted = this.#partitions.get(partition);
    if (sorted === undefined) {
      sorted = new Sorted();
      this.#partitions.set(partition, sorted);
    }
    sorted.set(keys, item);
  }

  delete(partition: string, keys: SortKeys): void {
    this.#partitions.get(partition)?.delete(keys);
  }

  clear(): void {
    this.#partitions.clear();
  }

  /** All items, partition by partition. */
  *all(): Generator<Item> {
    for (const sorted of this.#partitions.values()) {
      for (let at = 0; at < sorted.size; at++) {
        const entry = sorted.at(at);
        if (entry !== undefined) yield entry.value;
      }
    }
  }

  page(query: Query, { range, after }: QueryPlan): Page {
    const sorted = this.#partitions.get(query.partition);
    if (sorted === undefined) return { items: [] };
    let [start, end] = positions(sorted, range);
    if (after !== undefined && query.descending) end = Math.min(end, sorted.lowerBound(after));
    else if (after !== undefined) start = Math.max(start, behind(sorted, after));
    const step = query.descending ? -1 : 1;
    const items: Item[] = [];
    let bytes = 0;
    for (let at = query.descending ? end - 1 : start; at >= start && at < end; at += step) {
      const entry = sorted.at(at);
      if (entry === undefined) break;
      bytes += sizeOf(entry.value);
      const previous = sorted.at(at - step);
      if (items.length > 0 && bytes > MAX_PAGE_BYTES && previous !== undefined) {
        return { items, cursor: encodeCursor(previous.keys) };
      }
      items.push(entry.value);
      // As DynamoDB does: a full page has a cursor, even if nothing comes behind it.
      if (items.length === query.limit) return { items, cursor: encodeCursor(entry.keys) };
    }
    return { items };
  }
}

// What stands here never changes, and is measured once.
const sizes = new WeakMap<Item, number>();

function sizeOf(item: Item): number {
  const known = sizes.get(item);
  if (known !== undefined) return known;
  const bytes = itemBytes(item);
  sizes.set(item, bytes);
  return bytes;
}

function behind(sorted: Sorted<Item>, keys: SortKeys): number {
  return sorted.lowerBound(keys) + (sorted.get(keys) === undefined ? 0 : 1);
}

/** Where the range starts and ends (behind its last) in the partition. */
function positions(sorted: Sorted<Item>, range: KeyRange): [number, number] {
  const from = 'from' in range ? range.from : 'prefix' in range ? range.prefix : undefined;
  const start = from === undefined ? 0 : sorted.lowerBound([from]);
  let low = start;
  let high = sorted.size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const key = sorted.at(middle)?.keys[0];
    if (key !== undefined && isInRange(key, range)) low = middle + 1;
    else high = middle;
  }
  return [start, low];
}
