import { AssentError } from '../../errors.ts';
import { leafHash } from '../entry.ts';
import { parsePath, RECORDS_PREFIX, recordPath } from '../paths.ts';
import { sameBytes } from '../tree.ts';
import { parseVersion, type VersionBytes } from '../version-bytes.ts';
import type { Chains } from './chains.ts';
import { type Files, tellPlace } from './check-files.ts';
import type { Findings } from './findings.ts';
import { NameBuffer } from './name-buffer.ts';
import type { Reader } from './reader.ts';
import { neededFiles } from './references.ts';
import type { SourceObject } from './source.ts';

export interface RecordsOptions {
  readonly chains: Chains;
  readonly files: Files;
  /** Entries of which nothing is known: bodies without an entry may be theirs. */
  readonly unknown: number;
  /** Whether a version that the log has not taken yet may be there: in a bucket, not in a pack. */
  readonly mayBeAhead: boolean;
}

/** Versions that are not there, one after the other, beyond which they are not named one by one. */
const MAX_GAP = 1000;

/** The record whose versions come by, in order. */
interface Current {
  readonly ref: string;
  readonly row: number;
  /** Place of the next entry of the record; −1 where there is none. */
  entry: number;
  version: number;
  digest: string | null;
  time: string;
}

/**
 * Holds every version's bytes against the entry that commits to it and against the version before,
 * and names those that are not there. Versions come in order, so one record at a time is kept.
 */
export class RecordsCheck {
  readonly #reader: Reader;
  readonly #findings: Findings;
  readonly #options: RecordsOptions;
  readonly #name = new NameBuffer();
  /** Rows of the table whose record came by: a bit each. */
  readonly #seen: Uint8Array;
  #current: Current | undefined;
  #count = 0;

  constructor(reader: Reader, findings: Findings, options: RecordsOptions) {
    this.#reader = reader;
    this.#findings = findings;
    this.#options = options;
    this.#seen = new Uint8Array(Math.ceil(options.chains.table.rows / 8));
  }

  /** Checks all of them; returns how many versions were there. */
  async run(): Promise<number> {
    const { chains } = this.#options;
    for await (const object of this.#reader.source.list(RECORDS_PREFIX, true)) {
      const parsed = parsePath(object.path);
      if (parsed?.kind !== 'record') this.#findings.failed(object.path, 'is no path of a version');
      else if (chains.isOurs(this.#name.of(parsed.ref).idHash))
        await this.#take(object, parsed.ref, parsed.version);
    }
    this.#endRecord();
    this.#tellUnseen();
    return this.#count;
  }

  async #take(object: SourceObject, ref: string, version: number): Promise<void> {
    const { path } = object;
    tellPlace(object, this.#findings);
    this.#count += 1;
    if (this.#current?.ref !== ref) this.#startRecord(ref);
    const current = this.#current;
    if (current === undefined) return;
    this.#tellGap(current, version);
    const entry = this.#entryOf(current, version);
    const bytes = await this.#reader.bodyOf(object);
    const parsed = bytes && this.#parse(path, bytes);
    let isLogged = false;
    if (
      parsed !== undefined &&
      `${parsed.type}/${parsed.id}` === ref &&
      parsed.version === version
    ) {
      this.#checkChain(path, current, parsed);
      isLogged = this.#checkEntry(path, current, entry, parsed);
      this.#checkFiles(path, parsed);
    } else if (parsed !== undefined) {
      const found = `version ${parsed.version} of ${parsed.type}/${parsed.id}`;
      this.#findings.failed(path, `holds ${found}`);
    }
    current.version = version;
    // The next version is not held against one that is wrong itself.
    current.digest = isLogged ? (parsed?.digest ?? null) : null;
    current.time = parsed?.time ?? '';
  }

  #parse(path: string, bytes: Uint8Array): VersionBytes | undefined {
    try {
      return parseVersion(bytes);
    } catch (error) {
      if (!(error instanceof AssentError)) throw error;
      this.#findings.failed(path, error.message);
      return undefined;
    }
  }

  #checkChain(path: string, current: Current, parsed: VersionBytes): void {
    // Where the version before is not there or cannot be read, that was told.
    if (current.version !== parsed.version - 1 || (current.version > 0 && !current.digest)) return;
    if (parsed.previous !== current.digest) {
      this.#findings.failed(path, 'names another digest before it than that of the version before');
    } else if (parsed.time <= current.time) {
      this.#findings.failed(path, 'is not later than the version before');
    }
  }

  /** Whether the version is the one that the log has, or none that the log should have. */
  #checkEntry(path: string, { row }: Current, entry: number, parsed: VersionBytes): boolean {
    const { chains, unknown, mayBeAhead } = this.#options;
    const { table } = chains;
    if (entry !== -1) {
      if (sameBytes(table.entryLeaf(entry), leafHash(parsed.entry))) return true;
      const index = table.entryIndex(entry);
      this.#findings.failed(path, `is not the version that entry ${index} of the log commits to`);
      return false;
    }
    const logged = row === -1 ? 0 : table.version(row);
    if (unknown > 0) this.#findings.noted(path, 'has no entry among those that can be read');
    else if (!mayBeAhead) this.#findings.failed(path, 'is not in the log');
    else if (parsed.version > logged) this.#findings.noted(path, 'is not in the log yet');
    else this.#findings.failed(path, 'is not in the log, though later versions are');
    return true;
  }

  #checkFiles(path: string, parsed: VersionBytes): void {
    for (const sha256 of neededFiles(parsed)) {
      if (this.#options.files.has(sha256)) continue;
      this.#findings.missing(`evidence/sha256/${sha256}`, `${path} needs it`);
    }
  }

  #startRecord(ref: string): void {
    this.#endRecord();
    const { table } = this.#options.chains;
    const row = table.find(this.#name.of(ref));
    const entry = row === -1 ? -1 : table.firstEntry(row);
    this.#current = { ref, row, entry, version: 0, digest: null, time: '' };
    if (row !== -1) this.#seen[row >> 3] = (this.#seen[row >> 3] ?? 0) | (1 << (row & 7));
  }

  /** Names the versions between the last that came by and this one. */
  #tellGap(current: Current, version: number): void {
    const { ref } = current;
    if (version - current.version > MAX_GAP) {
      const all = `versions ${current.version + 1} to ${version - 1} are not there`;
      this.#findings.missing(recordPath(ref, current.version + 1), all);
      current.version = version - 1;
      current.digest = null;
    }
    while (current.version + 1 < version) {
      current.version += 1;
      current.digest = null;
      const why = this.#why(this.#entryOf(current, current.version));
      this.#findings.missing(recordPath(ref, current.version), why);
    }
  }

  /** Place of the entry of that version of the record, and of none below it any more. */
  #entryOf(current: Current, version: number): number {
    const { table } = this.#options.chains;
    let found = -1;
    while (current.entry !== -1 && table.entryVersion(current.entry) <= version) {
      if (found === -1 && table.entryVersion(current.entry) === version) found = current.entry;
      current.entry = table.nextEntry(current.entry);
    }
    return found;
  }

  #endRecord(): void {
    const current = this.#current;
    if (current === undefined) return;
    const { table } = this.#options.chains;
    for (let { entry } = current; entry !== -1; entry = table.nextEntry(entry)) {
      const path = recordPath(current.ref, table.entryVersion(entry));
      this.#findings.missing(path, this.#why(entry));
    }
  }

  #tellUnseen(): void {
    const { table } = this.#options.chains;
    for (let row = 0; row < table.rows; row++) {
      if (((this.#seen[row >> 3] ?? 0) & (1 << (row & 7))) !== 0) continue;
      const ref = table.ref(row);
      for (let entry = table.firstEntry(row); entry !== -1; entry = table.nextEntry(entry)) {
        this.#findings.missing(recordPath(ref, table.entryVersion(entry)), this.#why(entry));
      }
    }
  }

  #why(entry: number): string {
    return entry === -1
      ? 'later versions are there'
      : `entry ${this.#options.chains.table.entryIndex(entry)} of the log commits to it`;
  }
}
