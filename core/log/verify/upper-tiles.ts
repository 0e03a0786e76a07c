import { TILE_WIDTH, tilePath } from '../paths.ts';
import { type Frontier, HASH_BYTES, sameBytes } from '../tree.ts';
import type { Findings } from './findings.ts';
import type { Reader } from './reader.ts';

/** The tiles above level 0, made anew as the tree grows and held against those that are stored. */
export class UpperTiles {
  readonly #reader: Reader;
  readonly #findings: Findings;
  /** Of level 1 and up: the tile that grows, its index and its width. */
  readonly #levels: { bytes: Uint8Array; index: number; width: number }[] = [];

  constructor(reader: Reader, findings: Findings) {
    this.#reader = reader;
    this.#findings = findings;
  }

  /** Takes the roots of the tiles that the last hash completed; the lowest is one of `level`. */
  async take(frontier: Frontier, completed: number, level: number): Promise<void> {
    for (let nth = 0; nth < completed; nth++) {
      await this.add(level + nth + 1, frontier.completed(nth));
    }
  }

  /** Takes the next hash of a tile of that level. */
  async add(level: number, hash: Uint8Array): Promise<void> {
    while (this.#levels.length < level) {
      const bytes = new Uint8Array(TILE_WIDTH * HASH_BYTES);
      this.#levels.push({ bytes, index: 0, width: 0 });
    }
    const tile = this.#levels[level - 1];
    if (tile === undefined) return;
    tile.bytes.set(hash, tile.width * HASH_BYTES);
    tile.width += 1;
    if (tile.width < TILE_WIDTH) return;
    await this.#check(level, tile);
    tile.index += 1;
    tile.width = 0;
  }

  /** Holds what is left against the partial tiles that the log ends with. */
  async finish(): Promise<void> {
    for (const [i, tile] of this.#levels.entries()) {
      if (tile.width > 0) await this.#check(i + 1, tile);
    }
  }

  async #check(
    level: number,
    { bytes, index, width }: { bytes: Uint8Array; index: number; width: number },
  ): Promise<void> {
    const stored = await readTile(this.#reader, this.#findings, level, index, width);
    if (stored === undefined) return;
    if (!sameBytes(stored.bytes, bytes.subarray(0, width * HASH_BYTES))) {
      this.#findings.failed(stored.path, 'is not what the tiles below it make');
    }
  }
}

/**
 * A tile of that width; a partial one may have gone where the full one is there (C2SP tlog-tiles).
 * What is not there is told.
 */
export async function readTile(
  reader: Reader,
  findings: Findings,
  level: number,
  index: number,
  width: number,
): Promise<{ readonly path: string; readonly bytes: Uint8Array } | undefined> {
  const path = tilePath(level, index, width);
  const { counts } = findings;
  const bytes = await reader.tile(level, index, width);
  if (bytes !== undefined) return { path, bytes };
  // It is there and could not be read: that was told.
  if (findings.counts.failed > counts.failed) return undefined;
  if (width < TILE_WIDTH) {
    const whole = await reader.tile(level, index, TILE_WIDTH);
    const full = tilePath(level, index);
    if (whole !== undefined) return { path: full, bytes: whole.subarray(0, width * HASH_BYTES) };
  }
  findings.missing(path, 'a tile of the newest checkpoint is not there');
  return undefined;
}
