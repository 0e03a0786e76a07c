import { canonicalBytes } from '../canonical.ts';
import { toBase64 } from '../encoding.ts';
import { AssentError } from '../errors.ts';
import type { Json } from '../json.ts';
import { MAX_BODY_BYTES } from '../limits.ts';
import type { Instant } from '../time.ts';
import type { SignedCheckpoint } from './checkpoint.ts';
import { printManifest } from './manifest.ts';
import * as paths from './paths.ts';
import { printProof } from './proof.ts';
import { ProofMaker } from './proof-maker.ts';
import { edgeTiles } from './tiles.ts';
import { Chains } from './verify/chains.ts';
import type { RunningHash } from './verify/check-files.ts';
import { newestCheckpoint } from './verify/checkpoints.ts';
import { Findings } from './verify/findings.ts';
import { followChains } from './verify/follow-chains.ts';
import { NameBuffer } from './verify/name-buffer.ts';
import { Reader } from './verify/reader.ts';
import type { Source, SourceObject } from './verify/source.ts';
import { verify } from './verify.ts';
import { printVerifierKey, type VerifierKey } from './vkey.ts';

/** Where a pack is written; paths come in order. */
export interface Target {
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Writes an object as it is, piece by piece where it is long. */
  copy(object: SourceObject): Promise<void>;
}

/** A file of disclosed personal values: `personal/<type>/<id>.jsonl`. */
export interface DisclosureFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The versions of a type that the pack holds; each is valid until the next. */
export type PackedVersions = (type: string) => AsyncIterable<Uint8Array>;

export interface PackOptions {
  readonly created: Instant;
  /** The keys of the log: whoever reads the pack compares them with those they know. */
  readonly keys: readonly VerifierKey[];
  /** Personal values to be disclosed of what is packed, their paths in order. */
  readonly disclosures?: (packed: PackedVersions) => AsyncIterable<DisclosureFile>;
  readonly hash: () => RunningHash;
  /** What of the versions of some types an auditor wants to see first. */
  readonly remarks?: {
    readonly types: readonly string[];
    readonly on: (version: Uint8Array) => readonly Json[];
  };
}

export interface Packed {
  readonly origin: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
  readonly versions: number;
  readonly files: number;
  readonly remarks: number;
  /** Personal values that were disclosed. */
  readonly disclosed: number;
  /** Versions in the bucket that the newest checkpoint does not cover; they are left out. */
  readonly unlogged: number;
}

/**
 * Writes the audit pack (docs/formats.md, "Pack"): the paths of the bucket unchanged, of the log
 * only what the newest checkpoint needs, a proof a version, and what the pack says of itself.
 *
 * @throws NotFound where there is no log, Corrupt where it does not verify: a pack of it would not
 *   either
 */
export async function packLog(
  source: Source,
  target: Target,
  options: PackOptions,
): Promise<Packed> {
  const packing = new Packing(source, target, options, await readyLog(source, options));
  await packing.readLog();
  const unlogged = await packing.countUnlogged();
  await packing.writeManifest(unlogged);
  const remarks = await packing.writeRemarks();
  let files = await packing.copyAll(paths.EVIDENCE_PREFIX);
  await packing.copyLog();
  const disclosed = await packing.writeDisclosures();
  await packing.writeProofs();
  const versions = await packing.copyVersions();
  files += await packing.copyAll(paths.SIGNALS_PREFIX);
  const { origin, size, root } = packing.checkpoint;
  return { origin, size, root: toBase64(root), versions, files, remarks, disclosed, unlogged };
}

/** The newest checkpoint of a log that verifies. */
async function readyLog(source: Source, { keys, hash }: PackOptions): Promise<SignedCheckpoint> {
  const log = await verify(source, { keys, hash, scope: 'log' });
  const silent = new Findings(() => {});
  const newest = await newestCheckpoint(new Reader(source, silent), silent, keys);
  if (newest === undefined) throw new AssentError('NotFound', 'There is no log here yet');
  if (log.ok) return newest.checkpoint;
  const { path = '', reason = '' } = log.first ?? {};
  throw new AssentError('Corrupt', `The log does not verify: ${path}: ${reason}`, { path });
}

const LINE_FEED = 0x0a;

class Packing {
  readonly checkpoint: SignedCheckpoint;
  readonly #source: Source;
  readonly #target: Target;
  readonly #options: PackOptions;
  readonly #reader: Reader;
  readonly #chains: Chains;
  readonly #name = new NameBuffer();

  constructor(source: Source, target: Target, options: PackOptions, checkpoint: SignedCheckpoint) {
    this.checkpoint = checkpoint;
    this.#source = source;
    this.#target = target;
    this.#options = options;
    this.#reader = new Reader(source, new Findings(() => {}));
    const { size } = checkpoint;
    const entries = { part: 0, parts: 1, entries: size, keepsLeaves: true, broken: () => {} };
    this.#chains = new Chains(entries);
  }

  /** Remembers of which versions the log has an entry, and where. */
  async readLog(): Promise<void> {
    await followChains(this.#reader, this.checkpoint.size, this.#chains);
  }

  async countUnlogged(): Promise<number> {
    let unlogged = 0;
    for await (const { path } of this.#source.list(paths.RECORDS_PREFIX)) {
      if (this.#indexOf(path) === undefined) unlogged += 1;
    }
    return unlogged;
  }

  async writeManifest(unlogged: number): Promise<void> {
    const { origin, size, root } = this.checkpoint;
    const { created, keys } = this.#options;
    const manifest = printManifest({
      created,
      format: 'assent/pack/v1',
      origin,
      root: toBase64(root),
      scope: 'all',
      size,
      unlogged,
      vkeys: keys.map(printVerifierKey),
    });
    await this.#target.write(paths.MANIFEST_PATH, manifest);
  }

  /** None of it is proof: it follows from the versions, and tells where to look. */
  async writeRemarks(): Promise<number> {
    const { types, on } = this.#options.remarks ?? { types: [], on: () => [] };
    const remarks: Json[] = [];
    for (const type of types) {
      for await (const version of this.#versionsOf(type)) remarks.push(...on(version));
    }
    const file = canonicalBytes({ format: 'assent/remarks/v1', remarks });
    if (types.length > 0) await this.#target.write(paths.REMARKS_PATH, file);
    return remarks.length;
  }

  async writeDisclosures(): Promise<number> {
    const { disclosures } = this.#options;
    if (disclosures === undefined) return 0;
    let count = 0;
    for await (const { path, bytes } of disclosures((type) => this.#versionsOf(type))) {
      await this.#target.write(path, bytes);
      count += bytes.filter((byte) => byte === LINE_FEED).length;
    }
    return count;
  }

  async *#versionsOf(type: string): AsyncGenerator<Uint8Array> {
    const buffer = new Uint8Array(MAX_BODY_BYTES);
    for await (const object of this.#source.list(`${paths.RECORDS_PREFIX}${type}/`, true)) {
      if (this.#indexOf(object.path) !== undefined) yield await object.read(buffer);
    }
  }

  async copyAll(prefix: string): Promise<number> {
    let count = 0;
    for await (const object of this.#source.list(prefix, true)) {
      await this.#target.copy(object);
      count += 1;
    }
    return count;
  }

  /** The log as the checkpoint needs it; `log/checkpoint` is that very checkpoint. */
  async copyLog(): Promise<void> {
    const { size } = this.checkpoint;
    const newest = paths.checkpointAtPath(size);
    const buffer = new Uint8Array(128 * 1024);
    const bytes = (await this.#source.read(newest, buffer))?.slice();
    if (bytes !== undefined) await this.#target.write(paths.CHECKPOINT_PATH, bytes);
    const partial = new Set(
      edgeTiles(size).flatMap(({ level, index, width }) => [
        paths.tilePath(level, index, width),
        ...(level === 0 ? [paths.bundlePath(index, width)] : []),
      ]),
    );
    for await (const object of this.#source.list('log/')) {
      if (isNeeded(object.path, size) || partial.has(object.path)) await this.#target.copy(object);
    }
  }

  async writeProofs(): Promise<void> {
    const maker = new ProofMaker(this.#source, this.checkpoint.size);
    for await (const { path } of this.#source.list(paths.RECORDS_PREFIX)) {
      const parsed = paths.parsePath(path);
      const index = this.#indexOf(path);
      if (parsed?.kind !== 'record' || index === undefined) continue;
      const proof = { ...(await maker.prove(index)), index, checkpoint: this.checkpoint };
      await this.#target.write(paths.proofPath(parsed.ref, parsed.version), printProof(proof));
    }
  }

  async copyVersions(): Promise<number> {
    let count = 0;
    for await (const object of this.#source.list(paths.RECORDS_PREFIX, true)) {
      if (this.#indexOf(object.path) === undefined) continue;
      await this.#target.copy(object);
      count += 1;
    }
    return count;
  }

  /** Index of the entry of the version at a path; `undefined` where the log has none. */
  #indexOf(path: string): number | undefined {
    const parsed = paths.parsePath(path);
    if (parsed?.kind !== 'record') return undefined;
    const { table } = this.#chains;
    const row = table.find(this.#name.of(parsed.ref));
    let entry = row === -1 ? -1 : table.firstEntry(row);
    while (entry !== -1 && table.entryVersion(entry) !== parsed.version) {
      entry = table.nextEntry(entry);
    }
    return entry === -1 ? undefined : table.entryIndex(entry);
  }
}

/** Whether a checkpoint of that size needs the object in any case; partial tiles apart. */
function isNeeded(path: string, size: number): boolean {
  const parsed = paths.parsePath(path);
  if (parsed?.kind === 'checkpoint-at') return parsed.size <= size;
  if (parsed?.kind !== 'tile' && parsed?.kind !== 'bundle') return false;
  const level = parsed.kind === 'tile' ? parsed.level : 0;
  const end = (parsed.index + 1) * paths.TILE_WIDTH ** (level + 1);
  return parsed.width === paths.TILE_WIDTH && end <= size;
}
