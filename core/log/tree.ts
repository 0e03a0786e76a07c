import { sha256, sha256Into } from '#hash';
import { invalid } from '../errors.ts';

/** A hash of the tree: 32 bytes. */
export type Hash = Uint8Array<ArrayBuffer>;

export const HASH_BYTES = 32;

/** Bytes of a full tile: 256 hashes. */
const TILE_BYTES = 256 * HASH_BYTES;

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

/** Whether both are the same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  if (isInWords(a) && isInWords(b)) return sameWords(a, b);
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

// Below that, two views cost more than they save.
const LEAST_WORDS = 64;

function isInWords({ byteOffset, length }: Uint8Array): boolean {
  return byteOffset % 4 === 0 && length % 4 === 0 && length >= 4 * LEAST_WORDS;
}

function sameWords(a: Uint8Array, b: Uint8Array): boolean {
  const left = new Uint32Array(a.buffer, a.byteOffset, a.length / 4);
  const right = new Uint32Array(b.buffer, b.byteOffset, b.length / 4);
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}

/**
 * Root of full tiles, one after the other, in buffers that stay the same: nothing is allocated but
 * what the hash itself needs.
 */
export class TileRoot {
  // A byte in front of each, so that the prefix of an inner node finds room before its children.
  readonly #hashes = [new Uint8Array(1 + TILE_BYTES), new Uint8Array(1 + TILE_BYTES / 2)] as const;
  readonly #pairs = this.#hashes.map((hashes) =>
    Array.from({ length: (hashes.length - 1) / (2 * HASH_BYTES) }, (_, i) =>
      hashes.subarray(2 * i * HASH_BYTES, 1 + 2 * (i + 1) * HASH_BYTES),
    ),
  );

  /** Root of the 256 hashes; valid until the next. */
  of(tile: Uint8Array): Uint8Array {
    this.#hashes[0].set(tile, 1);
    let from = 0;
    for (let pairs = 128; pairs >= 1; pairs /= 2) {
      this.#reduce(from, pairs);
      from = 1 - from;
    }
    return this.#hash(from);
  }

  #reduce(from: number, pairs: number): void {
    const to = this.#hashes[from === 0 ? 1 : 0];
    const views = this.#pairs[from] ?? [];
    for (let i = 0; i < pairs; i++) {
      const pair = views[i];
      if (pair === undefined) return;
      // What stood there is the end of a pair that has been hashed.
      pair[0] = 1;
      sha256Into(pair, to, 1 + i * HASH_BYTES);
    }
  }

  #hash(of: number): Uint8Array {
    return this.#hashes[of === 0 ? 0 : 1].subarray(1, 1 + HASH_BYTES);
  }
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
   * Takes the hash that stands in `hashes` at `at`: a leaf, or with `level` the root of a full tile
   * below that level, where the size is a multiple of it. Returns how many levels of tiles it
   * completed a tile of: the roots of those are `completed(0)`, `completed(1)`, …
   */
  append(hashes: Uint8Array, at: number, level = 0): number {
    const stack = this.#stack;
    const top = 1 + this.#depth * HASH_BYTES;
    const unit = 256 ** level;
    for (let i = 0; i < HASH_BYTES; i++) stack[top + i] = hashes[at + i] ?? 0;
    this.#depth += 1;
    let completed = 0;
    let height = 0;
    for (let rest = this.#size / unit; rest % 2 === 1; rest = (rest - 1) / 2) {
      this.#merge(this.#depth - 2);
      this.#depth -= 1;
      height += 1;
      if (height % 8 === 0) {
        this.#completed.set(this.#hash(this.#depth - 1), completed * HASH_BYTES);
        completed += 1;
      }
    }
    this.#size += unit;
    return completed;
  }

  /** Root of the tile that the last `append` completed, the lowest first. */
  completed(nth: number): Uint8Array {
    return this.#completed.subarray(nth * HASH_BYTES, (nth + 1) * HASH_BYTES);
  }

  clone(): Frontier {
    const twin = new Frontier();
    twin.#size = this.#size;
    twin.#depth = this.#depth;
    twin.#stack.set(this.#stack);
    return twin;
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
