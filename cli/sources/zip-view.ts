import { readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { endRecords } from '../targets/zip-writer.ts';

/** Bytes read at a time: a thousand or more names of the directory. */
const BLOCK_BYTES = 128 * 1024;

/** Where a stretch of a ZIP's directory lies. */
export interface Stretch {
  /** Offset of its first header. */
  readonly offset: number;
  /** Headers from there to the end of the directory. */
  readonly count: number;
}

/**
 * Reads a ZIP through one block that stays the same. With a `stretch`, it reads as a ZIP whose
 * directory is that stretch alone: the records that end a ZIP are made up behind its last byte. So
 * a directory of a million names is walked along from anywhere, without being kept.
 */
export class ZipView extends RandomAccessReader {
  /** Offset of the last read: of a header of the directory, while that is walked along. */
  lastHeader = 0;
  readonly #file: number;
  readonly #size: number;
  readonly #tail: Uint8Array;
  readonly #block = new Uint8Array(BLOCK_BYTES);
  #blockStart = 0;
  #blockEnd = 0;

  constructor(file: number, size: number, stretch?: Stretch) {
    super();
    this.#file = file;
    this.#size = size;
    this.#tail = stretch === undefined ? new Uint8Array() : madeUp(stretch, size);
  }

  open(): Promise<ZipFile> {
    return fromRandomAccessReaderPromise(this, this.#size + this.#tail.length, {
      autoClose: false,
    });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    if (length === HEADER_BYTES) this.lastHeader = position;
    try {
      this.readInto(buffer.subarray(offset, offset + length), position);
    } catch (error) {
      callback(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    callback(null);
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#pieces(start, end));
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }

  /** Fills the bytes from a position of the ZIP. @throws where it ends before */
  readInto(into: Uint8Array, position: number): void {
    let at = 0;
    while (at < into.length) {
      const from = position + at;
      if (from >= this.#size) {
        const rest = this.#tail.subarray(from - this.#size, from - this.#size + into.length - at);
        if (rest.length < into.length - at) throw new Error('The ZIP ends before it should');
        into.set(rest, at);
        return;
      }
      if (from < this.#blockStart || from >= this.#blockEnd) this.#readBlock(from);
      const start = from - this.#blockStart;
      const piece = this.#block.subarray(
        start,
        Math.min(this.#blockEnd - this.#blockStart, start + into.length - at),
      );
      into.set(piece, at);
      at += piece.length;
    }
  }

  *#pieces(start: number, end: number): Generator<Uint8Array> {
    for (let at = start; at < end; at += BLOCK_BYTES) {
      const piece = new Uint8Array(Math.min(BLOCK_BYTES, end - at));
      this.readInto(piece, at);
      yield piece;
    }
  }

  #readBlock(position: number): void {
    const length = readSync(this.#file, this.#block, 0, BLOCK_BYTES, position);
    if (length === 0) throw new Error('The ZIP ends before it should');
    this.#blockStart = position;
    this.#blockEnd = Math.min(this.#size, position + length);
  }
}

/** Bytes of a header of the directory, without its name (APPNOTE 4.3.12). */
const HEADER_BYTES = 46;

/** The end of a ZIP64 whose directory is the stretch; longer than any, so that ZIP64 it is. */
function madeUp({ offset, count }: Stretch, size: number): Uint8Array {
  return endRecords(count, offset, Number.MAX_SAFE_INTEGER, size);
}
