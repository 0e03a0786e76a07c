import { AssentError } from '../errors.ts';
import type { Item, Objects, Table } from '../ports.ts';
import { encodeCursor } from '../store/cursors.ts';
import { logHeadKey } from '../store/keys.ts';
import { CHECKPOINTS_PREFIX, checkpointAtPath, parsePath } from './paths.ts';

/** Where the log stands, as the table says. */
export interface LogHead {
  /** Entries that are sequenced. */
  readonly size: number;
  /** Entries that a checkpoint in the bucket covers. */
  readonly published: number;
}

export async function readLogHead(table: Table): Promise<LogHead> {
  const item = await table.get(logHeadKey);
  return item === undefined ? { size: 0, published: 0 } : parseLogHead(item);
}

/**
 * The newest checkpoint, the signed note's exact text, as the table has it: so that a receipt needs
 * no right in the bucket. `undefined` before the first one.
 */
export async function newestNote(table: Table): Promise<string | undefined> {
  const item = await table.get(logHeadKey);
  return typeof item?.checkpoint === 'string' ? item.checkpoint : undefined;
}

function parseLogHead({ size, published }: Item): LogHead {
  if (typeof size !== 'number' || typeof published !== 'number' || published > size) {
    throw new AssentError('Corrupt', 'The head of the log cannot be read');
  }
  return { size, published };
}

/**
 * The bucket is the senior copy. A table that was restored to an earlier moment knows less of the
 * log than the bucket holds under lock; going on from there would sign a fork.
 *
 * @param before the head of the log, as it was read just now
 * @throws Corrupt where the newest locked checkpoint is beyond the head of the log
 */
export async function refuseBehindBucket(
  table: Table,
  objects: Objects,
  before: LogHead,
): Promise<void> {
  const newest = await newestCheckpoint(objects, before.size);
  if (newest === undefined) return;
  // Another runner may have gone on between the two reads: what it published, it had sequenced.
  const now = await readLogHead(table);
  if (newest <= now.size) return;
  throw new AssentError(
    'Corrupt',
    `The bucket holds a checkpoint of size ${newest}, the table a log of ${now.size}: the table ` +
      'was restored to an earlier moment. Nothing is added until `assent recover` has put back ' +
      'what it lost.',
    { bucket: newest, table: now.size },
  );
}

/** Size of the newest locked checkpoint that is larger than `beyond`; `undefined`: none is. */
export async function newestCheckpoint(
  objects: Objects,
  beyond: number,
): Promise<number | undefined> {
  // A page may begin where one would have ended: behind the path of that size.
  let cursor = beyond === 0 ? undefined : encodeCursor([checkpointAtPath(beyond)]);
  let newest: number | undefined;
  do {
    const page = await objects.list(CHECKPOINTS_PREFIX, cursor);
    for (const path of page.paths) {
      const parsed = parsePath(path);
      if (parsed?.kind === 'checkpoint-at' && parsed.size > beyond) newest = parsed.size;
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return newest;
}
