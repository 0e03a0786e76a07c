import { type Ref, refOf } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import type { Item, Key, Table } from '../ports.ts';
import { markerKey, unloggedPartition } from '../store/keys.ts';
import type { Instant } from '../time.ts';
import { atATime, CALLS_AT_A_TIME } from './at-a-time.ts';

/** A version that the log has yet to take. */
export interface Marker {
  readonly key: Key;
  readonly ref: Ref;
  readonly version: number;
  readonly time: Instant;
  /** Hex SHA-256 of the version's bytes. */
  readonly digest: string;
  /** Canonical text of its entry. */
  readonly entry: string;
  /** Whether the version before it has its place already, or there is none. */
  readonly follows: boolean;
}

/** A marker that cannot be read. */
export interface BrokenMarker {
  readonly key: Key;
  readonly ref: Ref;
  readonly broken: string;
}

/**
 * The markers that are unlogged, oldest first and some at a time, each read again from the table:
 * the index lags. What another runner has taken in the meantime is left out.
 */
export async function* backlog(table: Table): AsyncGenerator<readonly (Marker | BrokenMarker)[]> {
  let cursor: string | undefined;
  do {
    const page = await table.query({
      index: 'by-time',
      partition: unloggedPartition,
      limit: MAX_PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (let at = 0; at < page.items.length; at += CALLS_AT_A_TIME) {
      const some = page.items.slice(at, at + CALLS_AT_A_TIME);
      const markers = await atATime(CALLS_AT_A_TIME, some, (each) => readMarker(table, each));
      yield markers.filter((marker) => marker !== undefined);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
}

async function readMarker(
  table: Table,
  { pk, sk }: Key,
): Promise<Marker | BrokenMarker | undefined> {
  const [, type = '', id = ''] = pk.split('#');
  const ref = refOf(type, id);
  const before = Number(sk.slice(2)) - 1;
  const [item, follows] = await Promise.all([
    table.get({ pk, sk }),
    before === 0 || isLogged(table, ref, before),
  ]);
  return item === undefined || item.index !== undefined
    ? undefined
    : parseMarker(item, ref, follows);
}

/** Whether that version of the record has its place in the log. */
async function isLogged(table: Table, ref: Ref, version: number): Promise<boolean> {
  const item = await table.get(markerKey(ref, version));
  return typeof item?.index === 'number';
}

function parseMarker(item: Item, ref: Ref, follows: boolean): Marker | BrokenMarker {
  const { pk, sk, version, time, digest, entry } = item;
  const key = { pk, sk };
  if (
    typeof version !== 'number' ||
    typeof time !== 'string' ||
    typeof digest !== 'string' ||
    typeof entry !== 'string'
  ) {
    return { key, ref, broken: 'its marker cannot be read' };
  }
  return { key, ref, version, time, digest, entry, follows };
}
