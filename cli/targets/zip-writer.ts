import { closeSync, openSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** What 32 and 16 bits can say; beyond, a ZIP64 field says it (APPNOTE 4.5.3). */
const MAX_32 = 0xffff_ffff;
const MAX_16 = 0xffff;

/** Bytes that are written at a time, more or less. */
const BATCH_BYTES = 1024 * 1024;

/**
 * Writes a ZIP of uncompressed members, ZIP64 where it must be, in any number: of each no more is
 * kept than its record in the directory. (docs/decisions/0018 says why this is no library.)
 */
export class ZipWriter {
  readonly #file: number;
  readonly #time: number;
  readonly #directory: Uint8Array[] = [];
  #batch: Uint8Array[] = [];
  #batchBytes = 0;
  #at = 0;

  constructor(file: string, modified: Date) {
    this.#file = openSync(file, 'w');
    this.#time = dosTime(modified);
  }

  add(path: string, bytes: Uint8Array): void {
    const name = new TextEncoder().encode(path);
    const offset = this.#at;
    const crc = crc32(bytes);
    this.#write(localHeader(name, bytes.length, crc, this.#time));
    // The bytes are the caller's: they may change before the batch is written.
    this.#write(Uint8Array.from(bytes));
    this.#directory.push(directoryRecord(name, bytes.length, crc, this.#time, offset));
  }

  /** Adds what is too long for memory. @throws where it is not as long as it was said to be */
  async addChunks(
    path: string,
    size: number,
    chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<void> {
    const name = new TextEncoder().encode(path);
    const offset = this.#at;
    // The checksum is known at the end: it is written over this one then.
    this.#write(localHeader(name, size, 0, this.#time));
    this.#flush();
    let crc = 0;
    let length = 0;
    for await (const chunk of chunks) {
      crc = crc32(chunk, crc);
      length += chunk.length;
      this.#write(Uint8Array.from(chunk));
    }
    if (length !== size) throw new Error(`${path} has ${length} bytes, not ${size}`);
    this.#flush();
    writeSync(this.#file, localHeader(name, size, crc, this.#time), 0, undefined, offset);
    this.#directory.push(directoryRecord(name, size, crc, this.#time, offset));
  }

  close(): void {
    const start = this.#at;
    for (const record of this.#directory) this.#write(record);
    this.#write(endRecords(this.#directory.length, start, this.#at - start));
    this.#flush();
    closeSync(this.#file);
  }

  #write(bytes: Uint8Array): void {
    this.#batch.push(bytes);
    this.#batchBytes += bytes.length;
    this.#at += bytes.length;
    if (this.#batchBytes >= BATCH_BYTES) this.#flush();
  }

  #flush(): void {
    const batch = Buffer.concat(this.#batch, this.#batchBytes);
    const start = this.#at - this.#batchBytes;
    for (let at = 0; at < batch.length; ) {
      at += writeSync(this.#file, batch, at, batch.length - at, start + at);
    }
    this.#batch = [];
    this.#batchBytes = 0;
  }
}

/** APPNOTE 4.3.7. */
function localHeader(name: Uint8Array, size: number, crc: number, time: number): Uint8Array {
  const isLong = size >= MAX_32;
  const header = new DataView(new ArrayBuffer(30));
  header.setUint32(0, 0x04034b50, true);
  shared(header, 4, name, size, crc, time);
  const extra = isLong ? zip64Field([size, size]) : new Uint8Array();
  header.setUint16(28, extra.length, true);
  return Buffer.concat([new Uint8Array(header.buffer), name, extra]);
}

/** APPNOTE 4.3.12. */
function directoryRecord(
  name: Uint8Array,
  size: number,
  crc: number,
  time: number,
  offset: number,
): Uint8Array {
  const long = [...(size >= MAX_32 ? [size, size] : []), ...(offset >= MAX_32 ? [offset] : [])];
  const extra = long.length > 0 ? zip64Field(long) : new Uint8Array();
  const record = new DataView(new ArrayBuffer(46));
  record.setUint32(0, 0x02014b50, true);
  // Made on a system whose attributes are those of a Unix file: 0644.
  record.setUint16(4, (3 << 8) | 45, true);
  shared(record, 6, name, size, crc, time);
  record.setUint16(30, extra.length, true);
  record.setUint32(38, (0o100644 << 16) >>> 0, true);
  record.setUint32(42, Math.min(offset, MAX_32), true);
  return Buffer.concat([new Uint8Array(record.buffer), name, extra]);
}

/** The fields that both have, in one order: from "version needed" to the length of the name. */
function shared(
  view: DataView,
  at: number,
  name: Uint8Array,
  size: number,
  crc: number,
  time: number,
): void {
  view.setUint16(at, 45, true);
  // Names are UTF-8.
  view.setUint16(at + 2, 1 << 11, true);
  view.setUint32(at + 6, time, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, Math.min(size, MAX_32), true);
  view.setUint32(at + 18, Math.min(size, MAX_32), true);
  view.setUint16(at + 22, name.length, true);
}

function zip64Field(values: readonly number[]): Uint8Array {
  const field = new DataView(new ArrayBuffer(4 + 8 * values.length));
  field.setUint16(0, 1, true);
  field.setUint16(2, 8 * values.length, true);
  for (const [i, value] of values.entries()) field.setBigUint64(4 + 8 * i, BigInt(value), true);
  return new Uint8Array(field.buffer);
}

/** APPNOTE 4.3.14 to 4.3.16; the first two only where the last cannot say it. */
export function endRecords(count: number, start: number, bytes: number, end = start + bytes) {
  const last = new DataView(new ArrayBuffer(22));
  last.setUint32(0, 0x06054b50, true);
  last.setUint16(8, Math.min(count, MAX_16), true);
  last.setUint16(10, Math.min(count, MAX_16), true);
  last.setUint32(12, Math.min(bytes, MAX_32), true);
  last.setUint32(16, Math.min(start, MAX_32), true);
  if (count < MAX_16 && start < MAX_32 && bytes < MAX_32) return new Uint8Array(last.buffer);
  const zip64 = new DataView(new ArrayBuffer(56 + 20));
  zip64.setUint32(0, 0x06064b50, true);
  zip64.setBigUint64(4, 44n, true);
  zip64.setUint16(12, (3 << 8) | 45, true);
  zip64.setUint16(14, 45, true);
  zip64.setBigUint64(24, BigInt(count), true);
  zip64.setBigUint64(32, BigInt(count), true);
  zip64.setBigUint64(40, BigInt(bytes), true);
  zip64.setBigUint64(48, BigInt(start), true);
  zip64.setUint32(56, 0x07064b50, true);
  zip64.setBigUint64(64, BigInt(end), true);
  zip64.setUint32(72, 1, true);
  return Buffer.concat([new Uint8Array(zip64.buffer), new Uint8Array(last.buffer)]);
}

/** Date and time as DOS has them, in UTC, to two seconds (APPNOTE 4.4.6). */
function dosTime(at: Date): number {
  const date =
    ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}
