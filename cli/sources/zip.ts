import { openSync, statSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { AssentError, invalid } from '#core/errors.ts';
import type { Source, SourceObject } from '#core/log/verify/source.ts';
import { compareUtf8 } from '#core/store/text-order.ts';
import { ZipView } from './zip-view.ts';

/** Of so many names one is kept, with its place: from there the others are looked for. */
const NAMES_A_LANDMARK = 64;

const STORED = 0;
const DEFLATED = 8;

interface Landmark {
  readonly path: string;
  /** Offset of its header in the directory. */
  readonly offset: number;
  /** Headers from there on. */
  readonly count: number;
}

/**
 * A pack as a ZIP, read in place. Its names must be in order of paths, as `assent pack` writes
 * them: then a list is a walk along the directory, and memory does not grow with it.
 *
 * @throws Invalid where it is no ZIP, or one in another order
 */
export async function zipSource(file: string): Promise<Source> {
  const descriptor = openSync(file, 'r');
  const { size } = statSync(file);
  const landmarks = await findLandmarks(descriptor, size);

  async function* list(prefix: string): AsyncGenerator<SourceObject> {
    const start = landmarks.findLast(({ path }) => compareUtf8(path, prefix) <= 0) ?? landmarks[0];
    if (start === undefined) return;
    const view = new ZipView(descriptor, size, start);
    const zip = await view.open();
    for await (const entry of zip.eachEntry()) {
      const path = entry.fileName;
      if (path.startsWith(prefix)) yield new ZipObject(view, zip, entry);
      else if (compareUtf8(path, prefix) > 0) return;
    }
  }

  return {
    list,
    async read(path, into) {
      for await (const object of list(path)) {
        return object.path === path ? object.read(into) : undefined;
      }
      return undefined;
    },
  };
}

/** Walks along the whole directory once. */
async function findLandmarks(descriptor: number, size: number): Promise<readonly Landmark[]> {
  const landmarks: Landmark[] = [];
  const view = new ZipView(descriptor, size);
  let before: string | undefined;
  let nth = 0;
  const zip = await view.open().catch((cause: unknown) => {
    throw new AssentError('Invalid', 'This is no ZIP that can be read', {}, { cause });
  });
  for await (const { fileName } of zip.eachEntry()) {
    if (before !== undefined && compareUtf8(before, fileName) >= 0) {
      throw invalid(
        `The names in this ZIP are not in order (${before}, then ${fileName}): somebody packed it ` +
          'again. Unpack it, and verify the folder.',
      );
    }
    before = fileName;
    if (nth % NAMES_A_LANDMARK === 0) {
      landmarks.push({ path: fileName, offset: view.lastHeader, count: zip.entryCount - nth });
    }
    nth += 1;
  }
  return landmarks;
}

class ZipObject implements SourceObject {
  readonly path: string;
  readonly size: number;
  readonly #view: ZipView;
  readonly #zip: ZipFile;
  readonly #entry: Entry;

  constructor(view: ZipView, zip: ZipFile, entry: Entry) {
    this.path = entry.fileName;
    this.size = entry.uncompressedSize;
    this.#view = view;
    this.#zip = zip;
    this.#entry = entry;
  }

  async read(into: Uint8Array): Promise<Uint8Array> {
    const { compressionMethod, compressedSize, uncompressedSize } = this.#entry;
    if (uncompressedSize > into.length) {
      throw new AssentError('TooLarge', `is longer than the ${into.length} bytes it may have`);
    }
    const { fileDataStart } = await this.#zip.readLocalFileHeaderPromise(this.#entry, {
      minimal: true,
    });
    const bytes = into.subarray(0, uncompressedSize);
    if (compressionMethod === STORED && compressedSize === uncompressedSize) {
      this.#view.readInto(bytes, fileDataStart);
      return bytes;
    }
    if (compressionMethod !== DEFLATED || compressedSize > 2 * into.length) {
      throw invalid('is packed in a way that is not read here');
    }
    const packed = new Uint8Array(compressedSize);
    this.#view.readInto(packed, fileDataStart);
    bytes.set(this.#inflated(packed));
    return bytes;
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    yield* await this.#zip.openReadStreamPromise(this.#entry);
  }

  #inflated(packed: Uint8Array): Uint8Array {
    const { uncompressedSize } = this.#entry;
    try {
      const bytes = inflateRawSync(packed, { maxOutputLength: Math.max(1, uncompressedSize) });
      if (bytes.length === uncompressedSize) return bytes;
    } catch (cause) {
      throw new AssentError('Invalid', 'cannot be unpacked', {}, { cause });
    }
    throw invalid('is not as long as the ZIP says');
  }
}
