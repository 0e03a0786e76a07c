import { invalid } from '../errors.ts';
import type { IndexName, Query, TableName } from '../ports.ts';
import { decodeCursor, notOfThisList } from './cursors.ts';
import { type IndexKeys, indexKeys } from './indexes.ts';
import { utf8Bytes } from './item-bytes.ts';
import { compareUtf8 } from './text-order.ts';

/** Items of one page, at most, whoever asks. */
export const MAX_QUERY_LIMIT = 1000;

const TABLE_KEYS: IndexKeys = { partition: 'pk', sort: 'sk' };

// No key that we write has a character beyond it.
const LAST = '\u{10FFFF}';

/** The sort keys of a query: bounds are inclusive. `none`: nothing can lie there. */
export type KeyRange =
  | { readonly is: 'all' | 'none' }
  | { readonly is: 'prefix'; readonly prefix: string }
  | { readonly is: 'from'; readonly from: string }
  | { readonly is: 'to'; readonly to: string }
  | { readonly is: 'between'; readonly from: string; readonly to: string };

/** A query, checked: where it looks and at what it starts. */
export interface QueryPlan {
  readonly table: TableName;
  readonly index: IndexName | undefined;
  /** Attributes that hold the partition and the sort key. */
  readonly keys: IndexKeys;
  readonly range: KeyRange;
  /** Keys of the item before: `[sk]` of the table, `[index sort key, pk, sk]` of an index. */
  readonly after: readonly string[] | undefined;
}

/**
 * Checks a query, the same for every adapter.
 *
 * @throws Invalid for a limit outside 1 to 1,000, an index read consistently, an index that the
 *   table lacks, an empty partition or bound, a cursor of another list
 */
export function planQuery(query: Query): QueryPlan {
  const { table = 'main', index } = query;
  if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > MAX_QUERY_LIMIT) {
    throw invalid(`The limit of a page is 1 to ${MAX_QUERY_LIMIT}`);
  }
  if (index !== undefined && query.consistent === true) throw invalid('An index always lags');
  for (const key of [query.partition, query.from, query.to, query.prefix]) {
    if (key === '') throw invalid('A key of a query is not empty');
    if (key !== undefined) utf8Bytes(key);
  }
  const keys = index === undefined ? TABLE_KEYS : indexKeys(table, index);
  const range = rangeOf(query);
  const after =
    query.cursor === undefined
      ? undefined
      : decodeCursor(query.cursor, index === undefined ? 1 : 3);
  if (after?.[0] !== undefined && !isInRange(after[0], range)) {
    throw notOfThisList();
  }
  return { table, index, keys, range, after };
}

/** Whether a sort key lies in the range. */
export function isInRange(key: string, range: KeyRange): boolean {
  switch (range.is) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'prefix':
      return key.startsWith(range.prefix);
    case 'from':
      return compareUtf8(key, range.from) >= 0;
    case 'to':
      return compareUtf8(key, range.to) <= 0;
    case 'between':
      return compareUtf8(key, range.from) >= 0 && compareUtf8(key, range.to) <= 0;
  }
}

// DynamoDB takes one condition on the sort key: a prefix with a bound becomes a range.
function rangeOf({ from, to, prefix }: Query): KeyRange {
  if (prefix === undefined) return boundsOf(from, to);
  if (from === undefined && to === undefined) return { is: 'prefix', prefix };
  const first = from !== undefined && compareUtf8(from, prefix) > 0 ? from : prefix;
  const end = prefix + LAST;
  return boundsOf(first, to !== undefined && compareUtf8(to, end) < 0 ? to : end);
}

function boundsOf(from: string | undefined, to: string | undefined): KeyRange {
  if (from === undefined) return to === undefined ? { is: 'all' } : { is: 'to', to };
  if (to === undefined) return { is: 'from', from };
  return compareUtf8(from, to) > 0 ? { is: 'none' } : { is: 'between', from, to };
}
