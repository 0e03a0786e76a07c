import { compareUtf8 } from '#core/store/text-order.ts';

/** Keys by which an entry is sorted, most significant first. */
export type SortKeys = readonly string[];

export function compareKeys(a: SortKeys, b: SortKeys): number {
  for (let i = 0; i < a.length; i++) {
    const order = compareUtf8(a[i] ?? '', b[i] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

/** A partition: entries in order of their keys. */
export class Sorted<T> {
  readonly #keys: SortKeys[] = [];
  readonly #values: T[] = [];

  get size(): number {
    return this.#keys.length;
  }

  get(keys: SortKeys): T | undefined {
    const at = this.lowerBound(keys);
    return this.#holds(at, keys) ? this.#values[at] : undefined;
  }

  set(keys: SortKeys, value: T): void {
    const at = this.lowerBound(keys);
    const replaced = this.#holds(at, keys) ? 1 : 0;
    this.#keys.splice(at, replaced, keys);
    this.#values.splice(at, replaced, value);
  }

  delete(keys: SortKeys): void {
    const at = this.lowerBound(keys);
    if (!this.#holds(at, keys)) return;
    this.#keys.splice(at, 1);
    this.#values.splice(at, 1);
  }

  at(position: number): { readonly keys: SortKeys; readonly value: T } | undefined {
    const keys = this.#keys[position];
    const value = this.#values[position];
    return keys === undefined || value === undefined ? undefined : { keys, value };
  }

  /** Position of the first entry at or behind the keys. */
  lowerBound(keys: SortKeys): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = this.#keys[middle];
      if (there !== undefined && compareKeys(there, keys) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #holds(at: number, keys: SortKeys): boolean {
    const there = this.#keys[at];
    return there !== undefined && compareKeys(there, keys) === 0;
  }
}
