import { canonicalBytes } from '../../canonical.ts';
import { AssentError } from '../../errors.ts';
import type { Item, Query, Table } from '../../ports.ts';
import { batchPrefix, causePartition, WINDOW_PREFIX, windowKey } from '../../store/keys.ts';
import type { Instant } from '../../time.ts';

const PAGE = 1000;

/** What was counted into a window, as its list stands in evidence (bytes.md, Signals). */
export interface WindowBatches {
  /** Signals of the causes that happened in the window. */
  readonly total: number;
  /** Canonical `[{batch, counted}]`: paths of objects, in order, and how many each brought. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The batches of a window of some causes, mostly of one. What is late is counted into it later: the
 * list is final as far as the clock and the queue are.
 *
 * @throws Transient, Corrupt
 */
export async function windowBatches(
  table: Pick<Table, 'query'>,
  causes: readonly string[],
  window: Instant,
): Promise<WindowBatches> {
  const counted = new Map<string, number>();
  for (const cause of causes) {
    const partition = causePartition(cause);
    for (const item of await all(table, { partition, prefix: batchPrefix(window), limit: PAGE })) {
      const each = batchOf(item);
      counted.set(each.batch, (counted.get(each.batch) ?? 0) + each.counted);
    }
  }
  const list = [...counted].map(([batch, count]) => ({ batch, counted: count }));
  return {
    total: list.reduce((sum, each) => sum + each.counted, 0),
    bytes: canonicalBytes(list.toSorted((a, b) => (a.batch < b.batch ? -1 : 1))),
  };
}

/**
 * How many signals of a cause were counted into each of its windows that begin at a moment or
 * later, by their start.
 *
 * @throws Transient, Corrupt
 */
export async function countsByWindow(
  table: Pick<Table, 'query'>,
  cause: string,
  from: Instant,
): Promise<ReadonlyMap<Instant, number>> {
  const first = windowKey(cause, from).sk;
  const query = { partition: causePartition(cause), prefix: WINDOW_PREFIX, from: first };
  const items = await all(table, { ...query, limit: PAGE });
  return new Map(
    items.map(({ pk, sk, counted }) => {
      if (typeof counted === 'number') return [sk.slice(WINDOW_PREFIX.length), counted];
      throw new AssentError('Corrupt', `Not the count of a window: ${pk} / ${sk}`);
    }),
  );
}

async function all(table: Pick<Table, 'query'>, query: Query): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page = await table.query({
      ...query,
      consistent: true,
      ...(cursor !== undefined && { cursor }),
    });
    items.push(...page.items);
    cursor = page.cursor;
  }
  return items;
}

function batchOf({ pk, sk, batch, counted }: Item) {
  if (typeof batch === 'string' && typeof counted === 'number') return { batch, counted };
  throw new AssentError('Corrupt', `Not a batch of a window: ${pk} / ${sk}`);
}
