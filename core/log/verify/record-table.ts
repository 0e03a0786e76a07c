import { HASH_BYTES } from '../tree.ts';

/** Where a record's type and id stand in some bytes. */
export interface NamePlace {
  readonly view: DataView;
  readonly typeStart: number;
  readonly typeEnd: number;
  readonly idStart: number;
  readonly idEnd: number;
  readonly idHash: number;
}

/** What an entry says of the version that it commits to. */
export interface VersionFacts {
  readonly version: number;
  readonly day: number;
  readonly millisecond: number;
  /** As eight 32-bit words. */
  readonly digest: Uint32Array;
}

/**
 * The records of one pass over the log: what their newest entry said, and which entries they have.
 * A map of objects would take ten times the memory, and leave the collector to decide how much of
 * it at a time; these are a few flat arrays.
 *
 * A record is a row, an entry a place; both count from 0.
 */
export class RecordTable {
  #rows = 0;
  #entries = 0;
  /** Row + 1 by the hash of the id, with linear probing; 0 is free. */
  #slots: Int32Array;
  /** The references, one after the other. */
  #names: Uint8Array;
  #nameView: DataView;
  /** Of each row: see `NAME` and what follows. Of one row more: where its name would begin. */
  #rowFields: Uint32Array;
  /** Of each entry: see `INDEX` and what follows. */
  #entryFields: Uint32Array;
  #leaves: Uint8Array;

  /**
   * Room for so many entries and as many records, and for more at the price of a copy. What is
   * never written to costs nothing: the system hands out memory by the page.
   */
  constructor({ entries, keepsLeaves }: { entries: number; keepsLeaves: boolean }) {
    const kept = keepsLeaves ? entries : 0;
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * entries + 2)));
    this.#names = new Uint8Array(entries * NAME_BYTES);
    this.#nameView = new DataView(this.#names.buffer);
    this.#rowFields = new Uint32Array(ROW_FIELDS * (entries + 1));
    this.#entryFields = new Uint32Array(ENTRY_FIELDS * kept);
    this.#leaves = new Uint8Array(HASH_BYTES * kept);
  }

  get rows(): number {
    return this.#rows;
  }

  /** The row of a record; −1 where there is none. */
  find(place: NamePlace): number {
    const mask = this.#slots.length - 1;
    for (let slot = place.idHash & mask; ; slot = (slot + 1) & mask) {
      const row = (this.#slots[slot] ?? 0) - 1;
      if (row === -1) return -1;
      if (this.#row(row, HASH) === place.idHash && this.#isNamed(row, place)) return row;
    }
  }

  /** A new row for a record that `find` did not find. */
  add({ view, typeStart, typeEnd, idStart, idEnd, idHash }: NamePlace): number {
    const row = this.#rows;
    const start = this.#row(row, NAME);
    const end = start + typeEnd - typeStart + 1 + idEnd - idStart;
    this.#makeRoom(row, end);
    let at = start;
    for (let i = typeStart; i < typeEnd; i++) this.#names[at++] = view.getUint8(i);
    this.#names[at++] = SLASH;
    for (let i = idStart; i < idEnd; i++) this.#names[at++] = view.getUint8(i);
    this.#setRow(row, HASH, idHash);
    this.#setRow(row + 1, NAME, end);
    this.#rows = row + 1;
    this.#place(row);
    return row;
  }

  /** The reference of a row. */
  ref(row: number): string {
    const [start, end] = [this.#row(row, NAME), this.#row(row + 1, NAME)];
    return String.fromCharCode(...this.#names.subarray(start, end));
  }

  version(row: number): number {
    return this.#row(row, VERSION);
  }

  day(row: number): number {
    return this.#row(row, DAY);
  }

  millisecond(row: number): number {
    return this.#row(row, MILLISECOND);
  }

  /** Whether the record's newest digest is the one given. */
  hasDigest(row: number, digest: Uint32Array): boolean {
    const start = ROW_FIELDS * row + DIGEST;
    for (let i = 0; i < 8; i++) if (this.#rowFields[start + i] !== digest[i]) return false;
    return true;
  }

  /** What the record's newest entry says. */
  set(row: number, { version, day, millisecond, digest }: VersionFacts): void {
    this.#setRow(row, VERSION, version);
    this.#setRow(row, DAY, day);
    this.#setRow(row, MILLISECOND, millisecond);
    const start = ROW_FIELDS * row + DIGEST;
    for (let i = 0; i < 8; i++) this.#rowFields[start + i] = digest[i] ?? 0;
  }

  /** Keeps the leaf of the record's next entry; it stands in `leaves` at `at`. */
  addEntry(row: number, index: number, version: number, leaves: Uint8Array, at: number): void {
    const entry = this.#entries;
    this.#entries += 1;
    this.#entryFields = grown(this.#entryFields, ENTRY_FIELDS * (entry + 1));
    this.#leaves = grown(this.#leaves, HASH_BYTES * (entry + 1));
    this.#entryFields[ENTRY_FIELDS * entry + INDEX] = index;
    this.#entryFields[ENTRY_FIELDS * entry + ENTRY_VERSION] = version;
    const start = HASH_BYTES * entry;
    for (let i = 0; i < HASH_BYTES; i++) this.#leaves[start + i] = leaves[at + i] ?? 0;
    const last = this.#row(row, LAST);
    if (last === 0) this.#setRow(row, FIRST, entry + 1);
    else this.#entryFields[ENTRY_FIELDS * (last - 1) + NEXT] = entry + 1;
    this.#setRow(row, LAST, entry + 1);
  }

  /** Place of the record's first entry that was kept; −1 where there is none. */
  firstEntry(row: number): number {
    return this.#row(row, FIRST) - 1;
  }

  /** Place of the entry that follows it in the same record; −1 where there is none. */
  nextEntry(entry: number): number {
    return (this.#entryFields[ENTRY_FIELDS * entry + NEXT] ?? 0) - 1;
  }

  entryIndex(entry: number): number {
    return this.#entryFields[ENTRY_FIELDS * entry + INDEX] ?? 0;
  }

  entryVersion(entry: number): number {
    return this.#entryFields[ENTRY_FIELDS * entry + ENTRY_VERSION] ?? 0;
  }

  entryLeaf(entry: number): Uint8Array {
    return this.#leaves.subarray(HASH_BYTES * entry, HASH_BYTES * (entry + 1));
  }

  #row(row: number, field: number): number {
    return this.#rowFields[ROW_FIELDS * row + field] ?? 0;
  }

  #setRow(row: number, field: number, value: number): void {
    this.#rowFields[ROW_FIELDS * row + field] = value;
  }

  #isNamed(row: number, place: NamePlace): boolean {
    const { view, typeStart, typeEnd, idStart, idEnd } = place;
    const start = this.#row(row, NAME);
    const slash = start + typeEnd - typeStart;
    const names = this.#nameView;
    return (
      this.#row(row + 1, NAME) === slash + 1 + idEnd - idStart &&
      names.getUint8(slash) === SLASH &&
      isSame(names, slash + 1, view, idStart, idEnd - idStart) &&
      isSame(names, start, view, typeStart, typeEnd - typeStart)
    );
  }

  #makeRoom(row: number, namesEnd: number): void {
    this.#rowFields = grown(this.#rowFields, ROW_FIELDS * (row + 2));
    const names = grown(this.#names, namesEnd);
    if (names !== this.#names) this.#nameView = new DataView(names.buffer);
    this.#names = names;
    if (2 * (row + 1) <= this.#slots.length) return;
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let old = 0; old < row; old++) this.#place(old);
  }

  #place(row: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#row(row, HASH) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = row + 1;
  }
}

const SLASH = 0x2f;

/** Bytes of a reference, as they usually are; longer ones take more room. */
const NAME_BYTES = 48;

// A row fills a line of the processor's cache.
const ROW_FIELDS = 16;
/** Where its reference begins; it ends where the next begins. */
const NAME = 0;
const HASH = 1;
const VERSION = 2;
const DAY = 3;
const MILLISECOND = 4;
/** Place + 1 of its first and its last entry. */
const FIRST = 5;
const LAST = 6;
/** Eight words. */
const DIGEST = 8;

const ENTRY_FIELDS = 3;
const INDEX = 0;
const ENTRY_VERSION = 1;
/** Place + 1 of the next entry of the same record. */
const NEXT = 2;

function isSame(a: DataView, aStart: number, b: DataView, bStart: number, length: number): boolean {
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    if (a.getUint32(aStart + at) !== b.getUint32(bStart + at)) return false;
  }
  for (; at < length; at++) if (a.getUint8(aStart + at) !== b.getUint8(bStart + at)) return false;
  return true;
}

function grown<A extends Uint8Array | Uint32Array>(array: A, length: number): A;
function grown(array: Uint8Array | Uint32Array, length: number): Uint8Array | Uint32Array {
  if (length <= array.length) return array;
  const size = Math.max(length, array.length * 2);
  const larger = array instanceof Uint32Array ? new Uint32Array(size) : new Uint8Array(size);
  larger.set(array);
  return larger;
}
