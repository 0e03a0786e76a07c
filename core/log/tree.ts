import { sha256, sha256Into } from '#hash';
import { invalid } from '../errors.ts';

/** A hash of the tree: 32 bytes. */
export type Hash = Uint8Array<ArrayBuffer>;

export const HASH_BYTES = 32;

/** Root of a tree of no leaves: SHA-256 of nothing (RFC 6962 §2.1). */
export const EMPTY_ROOT: Hash = sha256(new Uint8Array());

/** Inner node: SHA-256 over 0x01, left and right (RFC 6962 §2.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Hash {
  const input = new Uint8Array(1 + 2 * HASH_BYTES);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 1 + HASH_BYTES);
  return sha256(input);
}

/**
 * Root over the roots of neighbouring subtrees, all of one size but the last, which may be
 * smaller. With leaf hashes it is RFC 6962's Merkle Tree Hash.
 */
export function rootOf(hashes: readonly Uint8Array[]): Hash {
  const [first] = hashes;
  if (first === undefined) return EMPTY_ROOT;
  if (hashes.length === 1) return new Uint8Array(first);
  const split = largestPowerBelow(hashes.length);
  return nodeHash(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)));
}

/** The largest power of two below n (n ≥ 2), RFC 6962's k. */
export function largestPowerBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** The hashes that follow each other in some bytes, as views. @throws Invalid */
export function hashesIn(bytes: Uint8Array): readonly Uint8Array[] {
  if (bytes.length % HASH_BYTES !== 0) throw invalid('Not a sequence of hashes');
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, i) =>
    bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );
}

/** Whether two hashes are the same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

// 2^54 leaves are more than the sizes that a number counts exactly.
const MAX_DEPTH = 54;

/**
 * A tree that only grows, of which no more is kept than the roots of its complete subtrees, largest
 * first. One leaf costs one inner node, and nothing is allocated on the way.
 */
export class Frontier {
  #size = 0;
  #depth = 0;
  // One byte in front, so that the prefix of an inner node finds room before its left child.
  readonly #stack = new Uint8Array(1 + (MAX_DEPTH + 1) * HASH_BYTES);
  readonly #pairs: readonly Uint8Array[] = Array.from({ length: MAX_DEPTH }, (_, depth) =>
    this.#stack.subarray(depth * HASH_BYTES, 1 + (depth + 2) * HASH_BYTES),
  );
  readonly #completed = new Uint8Array(8 * HASH_BYTES);

  get size(): number {
    return this.#size;
  }

  /**
   * Takes the leaf hash that stands in `hashes` at `at`. Returns how many levels of tiles it
   * completed a tile of: the roots of those are `completed(0)`, `completed(1)`, …
   */
  append(hashes: Uint8Array, at: number): number {
    const stack = this.#stack;
    const top = 1 + this.#depth * HASH_BYTES;
    for (let i = 0; i < HASH_BYTES; i++) stack[top + i] = hashes[at + i] ?? 0;
    this.#depth += 1;
    let completed = 0;
    let height = 0;
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      this.#merge(this.#depth - 2);
      this.#depth -= 1;
      height += 1;
      if (height % 8 === 0) {
        this.#completed.set(this.#hash(this.#depth - 1), completed * HASH_BYTES);
        completed += 1;
      }
    }
    this.#size += 1;
    return completed;
  }

  /** Root of the tile that the last leaf completed, of that level. */
  completed(level: number): Uint8Array {
    return this.#completed.subarray(level * HASH_BYTES, (level + 1) * HASH_BYTES);
  }

  /** Root of the tree as it stands. */
  root(): Hash {
    if (this.#depth === 0) return EMPTY_ROOT;
    let root: Hash = new Uint8Array(this.#hash(this.#depth - 1));
    for (let depth = this.#depth - 2; depth >= 0; depth--) {
      root = nodeHash(this.#hash(depth), root);
    }
    return root;
  }

  #hash(depth: number): Uint8Array {
    return this.#stack.subarray(1 + depth * HASH_BYTES, 1 + (depth + 1) * HASH_BYTES);
  }

  /** Puts the node over the hashes at `depth` and behind it in the place of the first. */
  #merge(depth: number): void {
    const pair = this.#pairs[depth];
    if (pair === undefined) throw invalid('A tree beyond 2^54 leaves');
    const before = pair[0] ?? 0;
    pair[0] = 1;
    sha256Into(pair, pair, 1);
    pair[0] = before;
  }
}
