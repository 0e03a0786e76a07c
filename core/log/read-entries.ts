import { AssentError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import type { Table } from '../ports.ts';
import { bundlePartition, entryKey } from '../store/keys.ts';
import { TILE_WIDTH } from './paths.ts';

/** An entry as the table keeps it. */
export interface SequencedEntry {
  readonly index: number;
  readonly ref: Ref;
  readonly version: number;
  /** State of the version; absent in what was sequenced before it was kept here. */
  readonly state?: string;
  /** Its canonical bytes. */
  readonly bytes: Uint8Array;
}

/**
 * The sequenced entries from index `from` up to `to`, `to` not among them.
 *
 * @throws Corrupt where one of them is not there
 */
export async function readEntries(
  table: Table,
  from: number,
  to: number,
): Promise<readonly SequencedEntry[]> {
  const entries: SequencedEntry[] = [];
  for (let at = from; at < to; ) {
    const bundle = Math.floor(at / TILE_WIDTH);
    const end = Math.min(to, (bundle + 1) * TILE_WIDTH);
    const before = at;
    const page = await table.query({
      partition: bundlePartition(bundle),
      from: entryKey(at).sk,
      to: entryKey(end - 1).sk,
      limit: TILE_WIDTH,
      consistent: true,
    });
    for (const { index, entry, ref, version, state } of page.items) {
      if (
        index !== at ||
        typeof entry !== 'string' ||
        typeof ref !== 'string' ||
        typeof version !== 'number'
      ) {
        break;
      }
      const bytes = new TextEncoder().encode(entry);
      entries.push({ index, ref, version, bytes, ...(typeof state === 'string' ? { state } : {}) });
      at += 1;
    }
    if (at === before) throw missing(at);
  }
  return entries;
}

function missing(index: number): AssentError {
  return new AssentError('Corrupt', `Entry ${index} of the log is not in the table`, { index });
}
