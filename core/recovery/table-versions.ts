import { AssentError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import type { Table } from '../ports.ts';
import { type Sealed, unseal } from '../records/version.ts';
import { markerKey, versionKey } from '../store/keys.ts';
import type { Instant } from '../time.ts';

/** A version that the table has, by its marker. */
export interface TableMarker {
  readonly digest: string;
  readonly time: Instant;
  /** Its place in the log; `undefined` where the log has yet to take it. */
  readonly index: number | undefined;
}

/** The marker of a version; `undefined` where the table has no such version. @throws Corrupt */
export async function readMarker(
  table: Table,
  ref: Ref,
  version: number,
): Promise<TableMarker | undefined> {
  const item = await table.get(markerKey(ref, version));
  if (item === undefined) return undefined;
  const { digest, time, index } = item;
  if (typeof digest !== 'string' || typeof time !== 'string') {
    throw new AssentError('Corrupt', `The marker of version ${version} of ${ref} cannot be read`);
  }
  return { digest, time, index: typeof index === 'number' ? index : undefined };
}

/** What a record's history ends with: a version and its digest. */
export interface End {
  readonly version: number;
  readonly digest: string;
}

/** The versions of a record above one of them, as the table has them. */
export interface Above {
  /** Those that continue it, the oldest first. */
  readonly following: readonly Sealed[];
  /** Those that continue something else, which is no more: they hang in the air. */
  readonly hanging: readonly Sealed[];
}

export async function versionsAbove(table: Table, ref: Ref, end: End): Promise<Above> {
  const following: Sealed[] = [];
  const hanging: Sealed[] = [];
  let { version, digest } = end;
  for (;;) {
    version += 1;
    const marker = await readMarker(table, ref, version);
    if (marker === undefined) return { following, hanging };
    const item = await table.get(versionKey(ref, marker.time));
    const sealed = unseal(String(item?.body), marker.digest);
    if (hanging.length > 0 || sealed.version.previous !== digest) hanging.push(sealed);
    else following.push(sealed);
    digest = marker.digest;
  }
}

/** A fork: the table and the bucket have different things, and both say that the log has it. */
export function fork(what: string): AssentError {
  return new AssentError(
    'Corrupt',
    `${what}: table and bucket disagree on what both have. A table that was restored to another ` +
      'moment may agree; where none does, only a new log helps, which names this one, and that is ' +
      'not built.',
    { fork: true },
  );
}
