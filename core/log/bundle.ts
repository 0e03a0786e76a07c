import { invalid } from '../errors.ts';
import { MAX_ENTRY_BYTES } from '../limits.ts';
import { TILE_WIDTH } from './paths.ts';

/**
 * Entry bundles (C2SP tlog-tiles, "Log entries"): up to 256 entries one after the other, each
 * behind its length as a big-endian uint16.
 */

/** The entries, framed and joined. @throws Invalid for an empty entry or one beyond 4,096 bytes */
export function frameEntries(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const entry of entries) {
    if (entry.length === 0 || entry.length > MAX_ENTRY_BYTES) {
      throw invalid(`An entry of ${entry.length} bytes has no place in the log`);
    }
    length += 2 + entry.length;
  }
  const bundle = new Uint8Array(length);
  let at = 0;
  for (const entry of entries) {
    bundle[at] = entry.length >> 8;
    bundle[at + 1] = entry.length & 255;
    bundle.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bundle;
}

/** The entries of a bundle, as views of its bytes. @throws Invalid where a frame does not fit */
export function parseBundle(bundle: Uint8Array): readonly Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length; ) {
    const end = frameEnd(bundle, at);
    if (end === -1 || entries.length === TILE_WIDTH) throw invalid('Not a bundle of entries');
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return entries;
}

/** Where the frame that begins at `at` ends; −1 where it does not fit the bundle. */
export function frameEnd(bundle: Uint8Array, at: number): number {
  const length = ((bundle[at] ?? 0) << 8) | (bundle[at + 1] ?? 0);
  const end = at + 2 + length;
  return length === 0 || length > MAX_ENTRY_BYTES || end > bundle.length ? -1 : end;
}
