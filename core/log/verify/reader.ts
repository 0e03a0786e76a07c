import { AssentError } from '../../errors.ts';
import { MAX_BODY_BYTES, MAX_ENTRY_BYTES } from '../../limits.ts';
import { parseCheckpoint, type SignedCheckpoint } from '../checkpoint.ts';
import { MAX_NOTE_BYTES } from '../note.ts';
import { TILE_WIDTH, tilePath } from '../paths.ts';
import { HASH_BYTES } from '../tree.ts';
import { Findings } from './findings.ts';
import type { Source, SourceObject } from './source.ts';

/** A full bundle of the longest entries. */
export const MAX_BUNDLE_BYTES = TILE_WIDTH * (2 + MAX_ENTRY_BYTES);

/** Reads a source through a few buffers that stay the same, and tells what cannot be read. */
export class Reader {
  readonly source: Source;
  readonly #findings: Findings;
  readonly #bundle = new Uint8Array(MAX_BUNDLE_BYTES);
  readonly #tile = new Uint8Array(TILE_WIDTH * HASH_BYTES);
  readonly #above = new Uint8Array(TILE_WIDTH * HASH_BYTES);
  readonly #note = new Uint8Array(MAX_NOTE_BYTES);
  readonly #body = new Uint8Array(MAX_BODY_BYTES);

  constructor(source: Source, findings: Findings) {
    this.source = source;
    this.#findings = findings;
  }

  /** A reader of the same source that tells nobody what it meets. */
  quietly(): Reader {
    return new Reader(this.source, new Findings(() => {}));
  }

  /** An entry bundle; valid until the next. */
  bundle(path: string): Promise<Uint8Array | undefined> {
    return this.#read(path, this.#bundle);
  }

  /** Bytes of a tile, all of its hashes; valid until the next of level 0, or of those above. */
  async tile(level: number, index: number, width: number): Promise<Uint8Array | undefined> {
    const path = tilePath(level, index, width);
    const bytes = await this.#read(path, level === 0 ? this.#tile : this.#above);
    if (bytes === undefined || bytes.length === width * HASH_BYTES) return bytes;
    this.#findings.failed(path, `has ${bytes.length} bytes, not ${width * HASH_BYTES}`);
    return undefined;
  }

  /** A checkpoint that can be read; what cannot is told. */
  async checkpoint(path: string): Promise<SignedCheckpoint | undefined> {
    const bytes = await this.#read(path, this.#note);
    return bytes === undefined ? undefined : this.attempt(path, () => parseCheckpoint(bytes));
  }

  /** The checkpoint that an object is; what cannot be read is told. */
  checkpointOf(object: SourceObject): Promise<SignedCheckpoint | undefined> {
    return this.attempt(object.path, async () => parseCheckpoint(await object.read(this.#note)));
  }

  /** The bytes of a version at a path; valid until the next. */
  body(path: string): Promise<Uint8Array | undefined> {
    return this.#read(path, this.#body);
  }

  /** The bytes of a version; valid until the next. */
  bodyOf(object: SourceObject): Promise<Uint8Array | undefined> {
    return this.attempt(object.path, () => object.read(this.#body));
  }

  /** What an action gives; where an object does not fit its form, that is told of it. */
  async attempt<T>(path: string, action: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof AssentError) || error.code === 'Transient') throw error;
      this.#findings.failed(path, error.message);
      return undefined;
    }
  }

  #read(path: string, into: Uint8Array): Promise<Uint8Array | undefined> {
    return this.attempt(path, () => this.source.read(path, into));
  }
}
