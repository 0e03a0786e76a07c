import type { Item, Key, Page, Query, Refusal, Table, TableName, Write } from '#core/ports.ts';
import { checkKey, checkWrites, keyOf } from '#core/store/check-writes.ts';
import { planQuery } from '#core/store/plan-query.ts';
import { type Instant, millisecondsOf } from '#core/time.ts';
import { type Faults, faults } from './faults.ts';
import { allHold, written } from './items.ts';
import { MarkerStream } from './marker-stream.ts';
import { Partitions } from './partitions.ts';
import { type Change, TableIndexes } from './table-indexes.ts';

export interface MemoryTableOptions {
  /** Writes by which the indexes are behind. */
  readonly indexLag?: number;
  /** Shards of the stream of markers. */
  readonly shards?: number;
}

/** The two tables in memory, with what a test may do to them. */
export interface MemoryTable extends Table {
  readonly reads: Faults;
  /** `fail` is what a conflict of transactions looks like. */
  readonly writes: Faults;
  readonly stream: MarkerStream;
  readonly indexes: { lag: number; catchUp(): void };
  /** Everything that stands in a table: for assertions, and as a backup for `restore`. */
  all(table?: TableName): readonly Item[];
  /** What time to live does, late as it may be: deletes items whose `ttl` (seconds) is past. */
  expire(now: Instant): void;
  /** Puts a table back to a backup, its indexes with it; the stream tells nothing of it. */
  restore(items: readonly Item[], table?: TableName): void;
}

/** DynamoDB as far as our tables use it, without the network. */
export function memoryTable(options: MemoryTableOptions = {}): MemoryTable {
  const tables = { main: new Partitions(), personal: new Partitions() };
  const indexes = new TableIndexes();
  indexes.lag = options.indexLag ?? 0;
  const stream = new MarkerStream(options.shards ?? 1);
  const reads = faults();
  const writes = faults();
  const at = (table: TableName, key: Key) => tables[table].get(key.pk, [key.sk]);
  const commit = (changes: readonly Change[]) => {
    for (const { table, before, after } of changes) {
      if (after !== undefined) tables[table].set(after.pk, [after.sk], after);
      else if (before !== undefined) tables[table].delete(before.pk, [before.sk]);
    }
    indexes.take(changes);
    stream.take(changes);
  };
  const write = (batch: readonly Write[]) => {
    checkWrites(batch);
    return writes.through('table.write', () => {
      const refusals = refusalsOf(batch, at);
      if (refusals.length > 0) return { ok: false, refusals } as const;
      commit(batch.map((one) => changeOf(one, at)));
      return { ok: true } as const;
    });
  };
  const all = (table: TableName = 'main') => [...tables[table].all()];
  return {
    reads,
    writes,
    stream,
    indexes,
    // Each is one synchronous step behind its promise: nothing comes between.
    async get(key, table = 'main') {
      checkKey(key);
      return reads.through('table.get', () => at(table, key));
    },
    async query(query: Query): Promise<Page> {
      const plan = planQuery(query);
      const { table, index } = plan;
      const partitions = index === undefined ? tables[table] : indexes.of(table, index);
      return reads.through('table.query', () => partitions.page(query, plan));
    },
    write: async (batch) => write(batch),
    all,
    expire(now) {
      const seconds = millisecondsOf(now) / 1000;
      const past = all().filter(({ ttl }) => typeof ttl === 'number' && ttl < seconds);
      commit(past.map((before) => ({ table: 'main', before, after: undefined })));
    },
    restore(items, table = 'main') {
      const others = { main: all('main'), personal: all('personal'), [table]: items };
      indexes.clear();
      for (const name of ['main', 'personal'] as const) {
        tables[name].clear();
        for (const item of others[name]) tables[name].set(item.pk, [item.sk], item);
        indexes.take(others[name].map((after) => ({ table: name, before: undefined, after })));
      }
      indexes.catchUp();
    },
  };
}

type At = (table: TableName, key: Key) => Item | undefined;

function refusalsOf(batch: readonly Write[], at: At): readonly Refusal[] {
  return batch.flatMap((write, index) => {
    const item = at(write.table ?? 'main', keyOf(write));
    return allHold(write.when, item) ? [] : [{ index, item }];
  });
}

function changeOf(write: Write, at: At): Change {
  const table = write.table ?? 'main';
  const before = at(table, keyOf(write));
  return { table, before, after: written(write, before) };
}
