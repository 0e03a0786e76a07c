import { AssentError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import type { Table, Write } from '../ports.ts';
import type { Head } from '../store/items.ts';
import { reviewedKey } from '../store/keys.ts';
import type { RecordStore } from '../store/record-store.ts';
import { type Instant, isInstant } from '../time.ts';

/** The newest review of a record: when it was completed or, until then, when it began. */
export interface LastReviewed {
  readonly review: Ref;
  readonly at: Instant;
}

/** `undefined` before the first. @throws Corrupt */
export async function lastReviewed(
  table: Pick<Table, 'get'>,
  of: Ref,
): Promise<LastReviewed | undefined> {
  const item = await table.get(reviewedKey(of));
  if (item === undefined) return undefined;
  const { of: review, at } = item;
  if (typeof review === 'string' && typeof at === 'string' && isInstant(at)) return { review, at };
  throw new AssentError('Corrupt', `It is unknown which review of ${of} is the newest`);
}

/** The write that makes a review the newest of a record, or says that it was completed. */
export function reviewedIs(of: Ref, before: LastReviewed | undefined, next: LastReviewed): Write {
  const key = reviewedKey(of);
  if (before === undefined) {
    return { op: 'put', item: { ...key, of: next.review, at: next.at }, when: [{ is: 'absent' }] };
  }
  return {
    op: 'update',
    key,
    set: { of: next.review, at: next.at },
    when: [
      { attribute: 'of', is: '=', value: before.review },
      { attribute: 'at', is: '=', value: before.at },
    ],
  };
}

/** From when the next review of a record is counted. */
export async function reviewedSince(
  store: Pick<RecordStore, 'version'>,
  { ref, version }: Pick<Head, 'ref' | 'version'>,
  last: LastReviewed | undefined,
): Promise<Instant> {
  if (last !== undefined) return last.at;
  return version.version === 1 ? version.time : (await store.version(ref, 1)).version.time;
}
