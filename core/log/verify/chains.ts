import type { EntryScanner } from '../entry-scanner.ts';
import { RecordTable } from './record-table.ts';

/** Entries that one pass holds in memory, at most: a longer log is walked more than once. */
export const ENTRIES_A_PASS = 1 << 17;

export interface ChainsOptions {
  /** Entries that this pass takes, at most. */
  readonly entries: number;
  /** Which part of the records this pass is about, of how many. */
  readonly part: number;
  readonly parts: number;
  /** Whether leaves are kept, to hold bodies against. */
  readonly keepsLeaves: boolean;
  /**
   * Told of an entry that does not continue its record; a gap is that the version before it is not
   * there.
   */
  readonly broken: (index: number, reason: string, isGap: boolean) => void;
}

/**
 * Follows the history of each record through the log (bytes.md, "Log"): version = previous + 1,
 * `previous` = the digest before, time strictly later. Across records it demands nothing: the log's
 * order is the order of sequencing.
 */
export class Chains {
  readonly table: RecordTable;
  readonly #options: ChainsOptions;

  constructor(options: ChainsOptions) {
    this.#options = options;
    this.table = new RecordTable(options);
  }

  /** Whether this pass is about records whose id has that hash. */
  isOurs(idHash: number): boolean {
    const { part, parts } = this.#options;
    // The low bits choose a slot of the table; the high ones choose the part.
    return parts === 1 || Math.floor(idHash / 2 ** 16) % parts === part;
  }

  /** Takes the entry of that index, where the scanner stands; its leaf is in `leaves` at `at`. */
  take(scanned: EntryScanner, index: number, leaves: Uint8Array, at: number): void {
    const { version } = scanned;
    if (!this.isOurs(scanned.idHash)) return;
    const { table } = this;
    let row = table.find(scanned);
    if (row === -1) {
      row = table.add(scanned);
      if (version !== 1)
        this.#broken(row, index, version, 'the versions before it are not there', true);
    } else {
      const reason = this.#reason(row, scanned);
      const isGap = version > table.version(row) + 1;
      if (reason !== undefined) this.#broken(row, index, version, reason, isGap);
    }
    table.set(row, scanned);
    if (this.#options.keepsLeaves) table.addEntry(row, index, version, leaves, at);
  }

  #reason(row: number, { version, previous, day, millisecond }: EntryScanner): string | undefined {
    const { table } = this;
    const before = table.version(row);
    if (version !== before + 1) return `version ${before} stands before it`;
    if (!table.hasDigest(row, previous)) return 'it names another digest before it';
    const dayBefore = table.day(row);
    const isLater = day > dayBefore || (day === dayBefore && millisecond > table.millisecond(row));
    return isLater ? undefined : 'it is not later than the version before';
  }

  #broken(row: number, index: number, version: number, reason: string, isGap: boolean): void {
    const which = `version ${version} of ${this.table.ref(row)}`;
    this.#options.broken(index, `${which}: ${reason}`, isGap);
  }
}
