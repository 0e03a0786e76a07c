import { sha256Into } from '#hash';
import { frameEnd } from '../bundle.ts';
import { EntryScanner } from '../entry-scanner.ts';
import { bundlePath, TILE_WIDTH } from '../paths.ts';
import { HASH_BYTES } from '../tree.ts';
import { tileWidth } from '../tree-proofs.ts';
import type { Chains } from './chains.ts';
import type { Reader } from './reader.ts';

/**
 * Goes through the entries of a log once more, for another part of its records. What is wrong with
 * the entries themselves was told on the first walk.
 */
export async function followChains(reader: Reader, size: number, chains: Chains): Promise<void> {
  const scanner = new EntryScanner();
  const leaf = new Uint8Array(HASH_BYTES);
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    const width = tileWidth(0, index, size);
    const bytes =
      (await reader.bundle(bundlePath(index, width))) ?? (await reader.bundle(bundlePath(index)));
    if (bytes === undefined) continue;
    let at = 0;
    for (let i = 0; i < width; i++) {
      const end = frameEnd(bytes, at);
      if (end === -1) break;
      if (scanner.scan(bytes, at + 2, end) && chains.isOurs(scanner.idHash)) {
        bytes[at + 1] = 0;
        sha256Into(bytes.subarray(at + 1, end), leaf, 0);
        chains.take(scanner, index * TILE_WIDTH + i, leaf, 0);
      }
      at = end;
    }
  }
}
