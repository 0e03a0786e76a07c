import { type Ref, refOf } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import type { Item, Key, Table } from '../ports.ts';
import { markerKey, unloggedPartition } from '../store/keys.ts';
import type { Instant } from '../time.ts';

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
}

/** A marker that cannot be read. */
export interface BrokenMarker {
  readonly key: Key;
  readonly ref: Ref;
  readonly broken: string;
}

/**
 * The markers that are unlogged, oldest first, each read again from the table: the index lags.
 * What another runner has taken in the meantime is left out.
 */
export async function* backlog(table: Table): AsyncGenerator<Marker | BrokenMarker> {
  let cursor: string | undefined;
  do {
    const page = await table.query({
      index: 'by-time',
      partition: unloggedPartition,
      limit: MAX_PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const { pk, sk } of page.items) {
      const item = await table.get({ pk, sk });
      if (item !== undefined && item.index === undefined) yield parseMarker(item);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** Whether that version of the record has its place in the log. */
export async function isLogged(table: Table, ref: Ref, version: number): Promise<boolean> {
  const item = await table.get(markerKey(ref, version));
  return typeof item?.index === 'number';
}

function parseMarker(item: Item): Marker | BrokenMarker {
  const { pk, sk, version, time, digest, entry } = item;
  const [, type = '', id = ''] = pk.split('#');
  const key = { pk, sk };
  const ref = refOf(type, id);
  if (
    typeof version !== 'number' ||
    typeof time !== 'string' ||
    typeof digest !== 'string' ||
    typeof entry !== 'string'
  ) {
    return { key, ref, broken: 'its marker cannot be read' };
  }
  return { key, ref, version, time, digest, entry };
}
