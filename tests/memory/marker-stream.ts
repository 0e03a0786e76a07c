import type { Key } from '#core/ports.ts';
import type { Change } from './table-indexes.ts';

const isMarker = (key: Key) => key.sk.startsWith('N#');

/**
 * The stream of new markers: keys alone, in order within a shard, at least once. A reader reads,
 * does its work, and only then advances: a reader that was killed reads the same again.
 */
export class MarkerStream {
  readonly #shards: Key[][];

  constructor(shards: number) {
    this.#shards = Array.from({ length: shards }, () => []);
  }

  get shards(): number {
    return this.#shards.length;
  }

  /** The next keys of the shard. */
  read(shard: number, most = 100): readonly Key[] {
    return this.#shards[shard]?.slice(0, most) ?? [];
  }

  /** So many keys of the shard are done with. */
  advance(shard: number, count: number): void {
    this.#shards[shard]?.splice(0, count);
  }

  take(changes: readonly Change[]): void {
    for (const { table, before, after } of changes) {
      if (table !== 'main' || before !== undefined || after === undefined) continue;
      if (isMarker(after)) this.#shards[this.#shardOf(after.pk)]?.push(keyOf(after));
    }
  }

  #shardOf(partition: string): number {
    let hash = 0;
    for (let i = 0; i < partition.length; i++) {
      hash = (Math.imul(hash, 31) + partition.charCodeAt(i)) >>> 0;
    }
    return hash % this.#shards.length;
  }
}

const keyOf = ({ pk, sk }: Key): Key => ({ pk, sk });
