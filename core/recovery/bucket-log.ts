import { AssentError, isError } from '../errors.ts';
import { type Ref, refOf } from '../ids.ts';
import { parseBundle } from '../log/bundle.ts';
import { bundlePath, parsePath, RECORDS_PREFIX, recordPath, TILE_WIDTH } from '../log/paths.ts';
import { sameBytes } from '../log/tree.ts';
import { tileWidth } from '../log/tree-proofs.ts';
import { Chains } from '../log/verify/chains.ts';
import { Findings } from '../log/verify/findings.ts';
import { followChains } from '../log/verify/follow-chains.ts';
import { NameBuffer } from '../log/verify/name-buffer.ts';
import { Reader } from '../log/verify/reader.ts';
import type { Source } from '../log/verify/source.ts';
import { parseVersion, type VersionBytes } from '../log/version-bytes.ts';
import { type Sealed, unseal } from '../records/version.ts';

/** An entry where the log has it. */
export interface PlacedEntry {
  readonly index: number;
  readonly bytes: Uint8Array;
}

/** A version as the bucket keeps it, with the one entry that the log may hold of it. */
export interface StoredVersion {
  readonly sealed: Sealed;
  readonly entry: Uint8Array;
}

/** A log in its bucket, for whoever puts back what a table lost. It was verified before. */
export class BucketLog {
  readonly #source: Source;
  readonly #reader: Reader;

  constructor(source: Source) {
    this.#source = source;
    this.#reader = new Reader(source, new Findings(() => {}));
  }

  /**
   * How far the bundles go beyond what is signed. A log function that died between them and the
   * checkpoint left them under lock: whatever else came in their place could never be put.
   *
   * @throws Corrupt where they do not continue what is signed
   */
  async sizeBeyond(signed: number): Promise<number> {
    let size = signed;
    for (let bundle = Math.floor(signed / TILE_WIDTH); ; bundle++) {
      let width = 0;
      for await (const { path } of this.#source.list(bundlePath(bundle))) {
        const parsed = parsePath(path);
        if (parsed?.kind === 'bundle' && parsed.index === bundle) {
          width = Math.max(width, parsed.width);
        }
      }
      size = Math.max(size, bundle * TILE_WIDTH + width);
      if (width < TILE_WIDTH) break;
    }
    const edge = signed - (signed % TILE_WIDTH);
    const beyond = this.entries(edge, signed, size);
    for await (const { index, bytes } of this.entries(edge, signed)) {
      const { value } = await beyond.next();
      if (value === undefined || !sameBytes(value.bytes, bytes)) {
        throw new AssentError('Corrupt', `A bundle beyond ${signed} has another entry ${index}`);
      }
    }
    return size;
  }

  /** The entries from index `from` up to `to`, out of the bundles of a log of that size. */
  async *entries(from: number, to: number, size = to): AsyncGenerator<PlacedEntry, undefined> {
    for (let at = from; at < to; ) {
      const bundle = Math.floor(at / TILE_WIDTH);
      const path = bundlePath(bundle, tileWidth(0, bundle, size));
      const bytes =
        (await this.#reader.bundle(path)) ?? (await this.#reader.bundle(bundlePath(bundle)));
      if (bytes === undefined) throw new AssentError('Corrupt', `${path} is not there`, { path });
      const first = bundle * TILE_WIDTH;
      // A copy: the reader's buffer is that of the next bundle too.
      const entries = parseBundle(bytes.slice()).slice(at - first, to - first);
      if (entries.length === 0) throw new AssentError('Corrupt', `${path} ends early`, { path });
      for (const entry of entries) yield { index: at++, bytes: entry };
    }
  }

  /**
   * A version; `undefined` where it is not there.
   *
   * @throws Corrupt where something else stands at its path
   */
  async version(ref: Ref, version: number): Promise<StoredVersion | undefined> {
    const path = recordPath(ref, version);
    const bytes = await this.#reader.body(path);
    if (bytes === undefined) return undefined;
    const parsed = read(path, bytes);
    if (refOf(parsed.type, parsed.id) !== ref || parsed.version !== version) {
      throw new AssentError('Corrupt', `${path} holds another version`, { path });
    }
    const body = new TextDecoder().decode(bytes);
    return { sealed: unseal(body, parsed.digest), entry: parsed.entry };
  }

  /** The versions that no entry of a log of that size covers, each record's in order. */
  async *unlogged(size: number): AsyncGenerator<{ readonly ref: Ref; readonly version: number }> {
    const all = { part: 0, parts: 1, entries: size, keepsLeaves: false, broken: () => {} };
    const chains = new Chains(all);
    await followChains(this.#reader, size, chains);
    const name = new NameBuffer();
    for await (const { path } of this.#source.list(RECORDS_PREFIX)) {
      const parsed = parsePath(path);
      if (parsed?.kind !== 'record') continue;
      const row = chains.table.find(name.of(parsed.ref));
      const logged = row === -1 ? 0 : chains.table.version(row);
      if (parsed.version > logged) yield { ref: parsed.ref, version: parsed.version };
    }
  }

  /** A file of evidence as text; `undefined` where it is not there. */
  async text(path: string, mostBytes: number): Promise<string | undefined> {
    const bytes = await this.#source.read(path, new Uint8Array(mostBytes));
    return bytes && new TextDecoder().decode(bytes);
  }
}

function read(path: string, bytes: Uint8Array): VersionBytes {
  try {
    return parseVersion(bytes);
  } catch (cause) {
    if (!isError(cause, 'Invalid')) throw cause;
    throw new AssentError(
      'Corrupt',
      `${path} is no version: ${cause.message}`,
      { path },
      { cause },
    );
  }
}
