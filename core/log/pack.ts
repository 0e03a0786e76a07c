import { toBase64 } from '../encoding.ts';
import { AssentError } from '../errors.ts';
import type { Instant } from '../time.ts';
import { parseBundle } from './bundle.ts';
import { parseCheckpoint, type SignedCheckpoint } from './checkpoint.ts';
import { parseEntry } from './entry.ts';
import { printManifest } from './manifest.ts';
import { MAX_NOTE_BYTES } from './note.ts';
import * as paths from './paths.ts';
import { printProof } from './proof.ts';
import { inclusionProof, tileWidth } from './tree-proofs.ts';
import { MAX_BUNDLE_BYTES } from './verify/reader.ts';
import type { Source, SourceObject } from './verify/source.ts';
import { printVerifierKey, type VerifierKey } from './vkey.ts';

/** Where a pack is written. */
export interface Target {
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Writes what is too long for memory, piece by piece. */
  copy(object: SourceObject): Promise<void>;
}

export interface PackOptions {
  readonly created: Instant;
  /** The keys of the log, oldest first: whoever reads the pack compares them with those they know. */
  readonly keys: readonly VerifierKey[];
  /** Disclosed personal values: a file of lines for each record, by its path. */
  readonly disclosures?: AsyncIterable<{ readonly path: string; readonly bytes: Uint8Array }>;
}

export interface Packed {
  readonly origin: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
  readonly versions: number;
  readonly files: number;
  /** Versions in the bucket that the newest checkpoint does not cover; they are left out. */
  readonly unlogged: number;
}

/**
 * Writes the audit pack (docs/formats.md, "Pack"): the paths of the bucket unchanged, of the log
 * only what the newest checkpoint needs, a proof for each version, and what the pack says of itself.
 *
 * @throws NotFound where there is no log, Corrupt where it lacks what its checkpoint covers
 */
export async function packLog(
  source: Source,
  target: Target,
  options: PackOptions,
): Promise<Packed> {
  const note = await readObject(source, paths.CHECKPOINT_PATH, MAX_NOTE_BYTES);
  if (note === undefined) throw new AssentError('NotFound', 'There is no log here yet');
  const checkpoint = parseCheckpoint(note);
  const { size, origin } = checkpoint;
  await packCheckpoints(source, target, note, size);
  const tiles = new Tiles(source);
  await packTiles(tiles, target, size);
  const versions = await packEntries(source, target, checkpoint, tiles);
  let stored = 0;
  for await (const _ of source.list(paths.RECORDS_PREFIX)) stored += 1;
  const files = await packFiles(source, target);
  for await (const { path, bytes } of options.disclosures ?? []) await target.write(path, bytes);
  const root = toBase64(checkpoint.root);
  const unlogged = Math.max(0, stored - versions);
  await target.write(
    paths.MANIFEST_PATH,
    printManifest({
      created: options.created,
      format: 'assent/pack/v1',
      origin,
      root,
      scope: 'all',
      size,
      unlogged,
      vkeys: options.keys.map(printVerifierKey),
    }),
  );
  return { origin, size, root, versions, files, unlogged };
}

async function packCheckpoints(source: Source, target: Target, newest: Uint8Array, size: number) {
  await target.write(paths.CHECKPOINT_PATH, newest);
  for await (const object of source.list(paths.CHECKPOINTS_PREFIX)) {
    const parsed = paths.parsePath(object.path);
    if (parsed?.kind === 'checkpoint-at' && parsed.size <= size) await target.copy(object);
  }
}

/** Tiles as the checkpoint needs them; those of the path from leaf to root are kept at hand. */
class Tiles {
  readonly #source: Source;
  readonly #kept = new Map<string, Uint8Array>();

  constructor(source: Source) {
    this.#source = source;
  }

  async read(path: string): Promise<Uint8Array> {
    const kept = this.#kept.get(path);
    if (kept !== undefined) return kept;
    const bytes = await readObject(this.#source, path, MAX_BUNDLE_BYTES);
    if (bytes === undefined) throw missing(path);
    // A log of a million entries has 16 tiles above the lowest level; a few more do no harm.
    if (this.#kept.size > 64) this.#kept.clear();
    this.#kept.set(path, bytes);
    return bytes;
  }
}

async function packTiles(tiles: Tiles, target: Target, size: number): Promise<void> {
  for (let level = 0; paths.TILE_WIDTH ** level <= size; level++) {
    for (let index = 0; ; index++) {
      const width = tileWidth(level, index, size);
      if (width === 0) break;
      const path = paths.tilePath(level, index, width);
      await target.write(path, await tiles.read(path));
    }
  }
}

/** Bundles, and of every entry in them the version's bytes and its proof. */
async function packEntries(
  source: Source,
  target: Target,
  checkpoint: SignedCheckpoint,
  tiles: Tiles,
): Promise<number> {
  const { size } = checkpoint;
  const readTile = async (level: number, index: number) =>
    tiles.read(paths.tilePath(level, index, tileWidth(level, index, size)));
  let index = 0;
  for (let bundle = 0; bundle * paths.TILE_WIDTH < size; bundle++) {
    const path = paths.bundlePath(bundle, tileWidth(0, bundle, size));
    const bytes = await readObject(source, path, MAX_BUNDLE_BYTES);
    if (bytes === undefined) throw missing(path);
    await target.write(path, bytes);
    for (const entry of parseBundle(bytes)) {
      const { type, id, version } = parseEntry(entry);
      const record = paths.recordPath(`${type}/${id}`, version);
      const body = await readObject(source, record, MAX_BUNDLE_BYTES);
      if (body === undefined) throw missing(record);
      await target.write(record, body);
      const hashes = await inclusionProof(index, size, readTile);
      const proof = printProof({ entry, index, hashes, checkpoint });
      await target.write(paths.proofPath(`${type}/${id}`, version), proof);
      index += 1;
    }
  }
  return index;
}

async function packFiles(source: Source, target: Target): Promise<number> {
  let files = 0;
  for (const prefix of [paths.EVIDENCE_PREFIX, paths.SIGNALS_PREFIX]) {
    for await (const object of source.list(prefix)) {
      await target.copy(object);
      files += 1;
    }
  }
  return files;
}

/** The whole of an object, in memory of its own. */
async function readObject(source: Source, path: string, most: number) {
  const bytes = await source.read(path, new Uint8Array(most));
  return bytes === undefined ? undefined : bytes.slice();
}

function missing(path: string): AssentError {
  return new AssentError('Corrupt', `The checkpoint covers ${path}, which is not there`, { path });
}
