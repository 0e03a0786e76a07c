import { AssentError } from '../errors.ts';
import { parseBundle } from './bundle.ts';
import { bundlePath, TILE_WIDTH, tilePath } from './paths.ts';
import { HASH_BYTES, type Hash, hashesIn, nodeHash } from './tree.ts';
import { inclusionProof, type ReadNode, tileWidth } from './tree-proofs.ts';
import { MAX_BUNDLE_BYTES } from './verify/reader.ts';
import type { Source } from './verify/source.ts';

/** Tiles with all that they span, and bundles, that are kept at hand. */
const KEPT = 64;

/** Makes proofs of many entries of one log: a tile is hashed through once, not for each of them. */
export class ProofMaker {
  readonly #source: Source;
  readonly #size: number;
  readonly #tiles: Kept<TileNodes>;
  readonly #bundles: Kept<readonly Uint8Array[]>;

  constructor(source: Source, size: number) {
    this.#source = source;
    this.#size = size;
    this.#tiles = new Kept(
      async (path, fallback) => new TileNodes(hashesIn(await this.#read(path, fallback))),
    );
    this.#bundles = new Kept(async (path, fallback) =>
      parseBundle(await this.#read(path, fallback)),
    );
  }

  /** The entry at an index, and the hashes that prove it. */
  async prove(
    index: number,
  ): Promise<{ readonly entry: Uint8Array; readonly hashes: readonly Uint8Array[] }> {
    const bundle = Math.floor(index / TILE_WIDTH);
    const width = tileWidth(0, bundle, this.#size);
    const entries = await this.#bundles.get(bundlePath(bundle, width), bundlePath(bundle));
    const entry = entries[index % TILE_WIDTH];
    if (entry === undefined) throw new AssentError('Corrupt', `There is no entry ${index}`);
    return { entry, hashes: await inclusionProof(index, this.#size, this.#readNode) };
  }

  readonly #readNode: ReadNode = async (level, height, index) => {
    const place = Math.floor((index * 2 ** height) / TILE_WIDTH);
    const width = tileWidth(level, place, this.#size);
    const tile = await this.#tiles.get(tilePath(level, place, width), tilePath(level, place));
    return tile.node(height, index - (place * TILE_WIDTH) / 2 ** height);
  };

  async #read(path: string, fallback: string): Promise<Uint8Array> {
    const buffer = new Uint8Array(MAX_BUNDLE_BYTES);
    const bytes =
      (await this.#source.read(path, buffer)) ?? (await this.#source.read(fallback, buffer));
    if (bytes === undefined) throw new AssentError('Corrupt', `${path} is not there`, { path });
    return bytes.slice();
  }
}

/** All complete subtrees of one tile, by height. */
class TileNodes {
  readonly #heights: Hash[][];

  constructor(hashes: readonly Uint8Array[]) {
    this.#heights = [hashes.map((hash) => new Uint8Array(hash))];
    for (let below = this.#heights[0] ?? []; below.length > 1; ) {
      const above: Hash[] = [];
      for (let i = 0; i + 1 < below.length; i += 2) {
        const [left, right] = [below[i], below[i + 1]];
        if (left !== undefined && right !== undefined) above.push(nodeHash(left, right));
      }
      this.#heights.push(above);
      below = above;
    }
  }

  node(height: number, index: number): Hash {
    const node = this.#heights[height]?.[index];
    if (node?.length !== HASH_BYTES) throw new AssentError('Corrupt', 'A tile is too narrow');
    return node;
  }
}

/** What was used last, by path. */
class Kept<T> {
  readonly #make: (path: string, fallback: string) => Promise<T>;
  readonly #kept = new Map<string, T>();

  constructor(make: (path: string, fallback: string) => Promise<T>) {
    this.#make = make;
  }

  async get(path: string, fallback: string): Promise<T> {
    const value = this.#kept.get(path) ?? (await this.#make(path, fallback));
    // A map keeps the order of insertion: the first is the one not used for longest.
    this.#kept.delete(path);
    this.#kept.set(path, value);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return value;
  }
}
