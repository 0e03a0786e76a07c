import { invalid } from '../errors.ts';
import { TILE_WIDTH } from './paths.ts';
import {
  HASH_BYTES,
  type Hash,
  hashesIn,
  largestPowerBelow,
  nodeHash,
  rootOf,
  sameBytes,
} from './tree.ts';

/**
 * Reads a tile of a log: the `index`-th of a level, of which at least the first `width` hashes are
 * needed. Answers with 32 bytes a hash; more than asked for is cut off.
 */
export type ReadTile = (level: number, index: number, width: number) => Promise<Uint8Array>;

/**
 * Reads a node of a log's tree: the root over 2^height neighbouring hashes of a level of tiles
 * (height 0 to 7), the `index`-th such of the level.
 */
export type ReadNode = (level: number, height: number, index: number) => Promise<Hash>;

/** Nodes of a log of that size, made from its tiles. */
export function nodesOf(readTile: ReadTile, size: number): ReadNode {
  return async (level, height, index) => {
    const first = index * 2 ** height;
    const place = Math.floor(first / TILE_WIDTH);
    const tile = await readTile(level, place, tileWidth(level, place, size));
    const from = first - place * TILE_WIDTH;
    return rootOf(hashesIn(tile.subarray(from * HASH_BYTES, (from + 2 ** height) * HASH_BYTES)));
  };
}

/**
 * Proof that the leaf at `index` is in the tree of `size` leaves: from its sibling up to the child
 * of the root (RFC 6962 §2.1.1).
 */
export async function inclusionProof(
  index: number,
  size: number,
  readNode: ReadNode,
): Promise<readonly Hash[]> {
  if (!(index >= 0 && index < size)) throw invalid(`No leaf ${index} in a tree of ${size}`);
  const hashes: Hash[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start);
    if (index < middle) {
      hashes.push(await rangeRoot(middle, end, readNode));
      end = middle;
    } else {
      hashes.push(await rangeRoot(start, middle, readNode));
      start = middle;
    }
  }
  return hashes.reverse();
}

/**
 * Proof that the tree of `from` leaves is a prefix of that of `to` leaves (RFC 6962 §2.1.2).
 * Empty where both are the same; there is none from an empty tree.
 */
export async function consistencyProof(
  from: number,
  to: number,
  readNode: ReadNode,
): Promise<readonly Hash[]> {
  if (!(from >= 1 && from <= to)) throw invalid(`No consistency proof from ${from} to ${to}`);
  const hashes: Hash[] = [];
  let start = 0;
  let end = to;
  while (from < end) {
    const middle = start + largestPowerBelow(end - start);
    if (from <= middle) {
      hashes.push(await rangeRoot(middle, end, readNode));
      end = middle;
    } else {
      hashes.push(await rangeRoot(start, middle, readNode));
      start = middle;
    }
  }
  // The old tree's last subtree is left out only where it is the whole old tree.
  if (start > 0) hashes.push(await rangeRoot(start, end, readNode));
  return hashes.reverse();
}

/** Whether the proof leads from the leaf hash at `index` to the root of `size` leaves. */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isIndex(index, size)) return false;
  let at = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameBytes(hash, root);
}

/** Whether the proof leads from the root of `from` leaves to that of `to` leaves. */
export function verifyConsistency(
  from: number,
  to: number,
  proof: readonly Uint8Array[],
  fromRoot: Uint8Array,
  toRoot: Uint8Array,
): boolean {
  if (from === to) return proof.length === 0 && from >= 1 && sameBytes(fromRoot, toRoot);
  if (!isIndex(from, to) || from === 0) return false;
  let at = from - 1;
  let last = to - 1;
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  // A complete old tree is itself the first hash.
  const [first, ...rest] = at === 0 ? [fromRoot, ...proof] : proof;
  if (first === undefined) return false;
  let older = first;
  let newer = first;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      older = nodeHash(sibling, older);
      newer = nodeHash(sibling, newer);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      newer = nodeHash(newer, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameBytes(older, fromRoot) && sameBytes(newer, toRoot);
}

/** Width of a tile in a log of `size` leaves: 256 where it is full, 0 where it is not there. */
export function tileWidth(level: number, index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH;
  return Math.max(0, Math.min(TILE_WIDTH, hashes));
}

/** Root over the leaves from `start` up to `end`, of a range that RFC 6962's split yields. */
async function rangeRoot(start: number, end: number, readNode: ReadNode): Promise<Hash> {
  const parts: Hash[] = [];
  let at = start;
  while (at < end) {
    const leaves = largestPowerBelow(end - at + 1);
    parts.push(await subtreeRoot(at, leaves, readNode));
    at += leaves;
  }
  // Each part but the last is a complete subtree, larger than all behind it.
  return parts.reduceRight((right, left) => nodeHash(left, right));
}

/** Root of the complete subtree of `leaves` (a power of two) leaves that begins at `start`. */
function subtreeRoot(start: number, leaves: number, readNode: ReadNode): Promise<Hash> {
  let level = 0;
  while (TILE_WIDTH ** (level + 1) <= leaves) level += 1;
  const height = Math.log2(leaves / TILE_WIDTH ** level);
  return readNode(level, height, start / leaves);
}

function isIndex(index: number, size: number): boolean {
  return Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size;
}

function half(n: number): number {
  return Math.floor(n / 2);
}
