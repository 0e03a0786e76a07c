import { invalid } from '../errors.ts';
import { frameEntries } from './bundle.ts';
import { leafHash } from './entry.ts';
import { bundlePath, TILE_WIDTH, tilePath } from './paths.ts';
import { EMPTY_ROOT, HASH_BYTES, type Hash, hashesIn, rootOf } from './tree.ts';
import { tileWidth } from './tree-proofs.ts';

/** The right edge of a log: all that is needed to make it longer. */
export interface Edge {
  readonly size: number;
  /** The partial tile of each level, from level 0: hashes one after the other, maybe none. */
  readonly tiles: readonly Uint8Array[];
  /** The partial bundle: framed entries, maybe none. */
  readonly bundle: Uint8Array;
}

/** An object of the log, as it is to be written. */
export interface LogObject {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export const EMPTY_EDGE: Edge = { size: 0, tiles: [], bundle: new Uint8Array() };

/** Place of a tile in a log. */
export interface TilePlace {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** The partial tiles that a log of that size ends with, lowest level first. */
export function edgeTiles(size: number): readonly TilePlace[] {
  const places: TilePlace[] = [];
  for (let level = 0; TILE_WIDTH ** level <= size; level++) {
    const index = Math.floor(size / TILE_WIDTH ** (level + 1));
    const width = tileWidth(level, index, size);
    if (width > 0) places.push({ level, index, width });
  }
  return places;
}

/**
 * The edge behind `entries`, and every bundle and tile that they fill or make: full ones first
 * within a level, then the partial one. What an older edge wrote is not written again.
 */
export function extend(
  edge: Edge,
  entries: readonly Uint8Array[],
): { readonly edge: Edge; readonly objects: readonly LogObject[] } {
  if (entries.length === 0) return { edge, objects: [] };
  const objects: LogObject[] = [];
  const size = edge.size + entries.length;
  const bundle = extendBundles(edge, entries, objects);
  const tiles: Uint8Array[] = [];
  let added: readonly Uint8Array[] = entries.map(leafHash);
  for (let level = 0; added.length > 0 || level < edge.tiles.length; level++) {
    const old = edge.tiles[level] ?? new Uint8Array();
    const first = Math.floor(edge.size / TILE_WIDTH ** (level + 1));
    const roots: Hash[] = [];
    const rest = splitTiles([...hashesIn(old), ...added], (hashes, i) => {
      objects.push({ path: tilePath(level, first + i), bytes: join(hashes) });
      roots.push(rootOf(hashes));
    });
    tiles.push(join(rest));
    if (added.length > 0 && rest.length > 0) {
      const path = tilePath(level, first + roots.length, rest.length);
      objects.push({ path, bytes: join(rest) });
    }
    added = roots;
  }
  return { edge: { size, tiles, bundle }, objects };
}

/** Root of the log that ends with the edge. */
export function rootOfEdge(edge: Edge): Hash {
  let root: Hash | undefined;
  for (const tile of edge.tiles) {
    const hashes = hashesIn(tile);
    if (hashes.length > 0) root = rootOf(root === undefined ? hashes : [...hashes, root]);
  }
  return root ?? EMPTY_ROOT;
}

/** @throws Invalid where the tiles are not those of the size, by their width */
export function checkEdge(edge: Edge): void {
  const widths = edge.tiles.map((tile) => tile.length / HASH_BYTES);
  for (let level = 0; level < widths.length || TILE_WIDTH ** level <= edge.size; level++) {
    const width = Math.floor(edge.size / TILE_WIDTH ** level) % TILE_WIDTH;
    if ((widths[level] ?? 0) !== width) {
      throw invalid(`Level ${level} of a log of ${edge.size} has ${width} hashes at its edge`);
    }
  }
}

function extendBundles(
  edge: Edge,
  entries: readonly Uint8Array[],
  objects: LogObject[],
): Uint8Array {
  let index = Math.floor(edge.size / TILE_WIDTH);
  let width = edge.size % TILE_WIDTH;
  let bundle = edge.bundle;
  for (let at = 0; at < entries.length; ) {
    const taken = entries.slice(at, at + TILE_WIDTH - width);
    bundle = concat(bundle, frameEntries(taken));
    width += taken.length;
    at += taken.length;
    objects.push({ path: bundlePath(index, width), bytes: bundle });
    if (width === TILE_WIDTH) {
      index += 1;
      width = 0;
      bundle = new Uint8Array();
    }
  }
  return bundle;
}

/** Hands over every full tile; returns the hashes that are left. */
function splitTiles(
  hashes: readonly Uint8Array[],
  take: (hashes: readonly Uint8Array[], index: number) => void,
): readonly Uint8Array[] {
  const full = Math.floor(hashes.length / TILE_WIDTH);
  for (let i = 0; i < full; i++) take(hashes.slice(i * TILE_WIDTH, (i + 1) * TILE_WIDTH), i);
  return hashes.slice(full * TILE_WIDTH);
}

function join(hashes: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hashes.length * HASH_BYTES);
  hashes.forEach((hash, i) => {
    bytes.set(hash, i * HASH_BYTES);
  });
  return bytes;
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
