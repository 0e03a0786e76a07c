import { closeSync, opendirSync, openSync, readSync, statSync } from 'node:fs';
import { AssentError } from '#core/errors.ts';
import type { Source, SourceObject } from '#core/log/verify/source.ts';

/** Bytes of a piece of a long file. */
const CHUNK_BYTES = 256 * 1024;

/**
 * A log in a folder: a pack, or a copy of the bucket. Files and folders whose names begin with a
 * dot belong to whoever keeps the folder and are passed over.
 *
 * Everything is read at once and in place: a verifier has nothing else to do meanwhile, and a
 * promise for each of many small files would take longer than the file.
 */
export function folderSource(folder: string): Source {
  return {
    read: (path, into) => readWhole(`${folder}/${path}`, into),
    list: (prefix) => objectsUnder(folder, prefix),
  };
}

function* objectsUnder(folder: string, path: string): Generator<SourceObject> {
  for (const name of namesIn(`${folder}/${path}`)) {
    if (name.endsWith('/')) yield* objectsUnder(folder, `${path}${name}`);
    else yield new FolderObject(folder, `${path}${name}`);
  }
}

class FolderObject implements SourceObject {
  readonly path: string;
  readonly #folder: string;

  constructor(folder: string, path: string) {
    this.#folder = folder;
    this.path = path;
  }

  get size(): number {
    return statSync(this.#file).size;
  }

  get #file(): string {
    return `${this.#folder}/${this.path}`;
  }

  read(into: Uint8Array): Uint8Array {
    const bytes = readWhole(this.#file, into);
    if (bytes === undefined) throw new AssentError('NotFound', 'has gone while it was read');
    return bytes;
  }

  *chunks(): Generator<Uint8Array> {
    const buffer = new Uint8Array(CHUNK_BYTES);
    const file = openSync(this.#file, 'r');
    try {
      for (;;) {
        const length = readSync(file, buffer);
        if (length === 0) return;
        yield buffer.subarray(0, length);
      }
    } finally {
      closeSync(file);
    }
  }
}

/** Names in a folder, those of folders with a slash, in order of paths; none where it is not. */
function namesIn(folder: string): readonly string[] {
  const names: string[] = [];
  try {
    const entries = opendirSync(folder);
    for (let entry = entries.readSync(); entry !== null; entry = entries.readSync()) {
      if (!entry.name.startsWith('.'))
        names.push(entry.isDirectory() ? `${entry.name}/` : entry.name);
    }
    entries.closeSync();
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
  return names.sort();
}

function readWhole(file: string, into: Uint8Array): Uint8Array | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
  try {
    const length = readSync(descriptor, into);
    // The buffer is full: either it fits by a hair, or there is more.
    if (length === into.length && readSync(descriptor, new Uint8Array(1)) > 0) {
      throw new AssentError('TooLarge', `is longer than the ${into.length} bytes it may have`);
    }
    return into.subarray(0, length);
  } catch (error) {
    if (!isCode(error, 'EISDIR')) throw error;
    return undefined;
  } finally {
    closeSync(descriptor);
  }
}

function isAbsent(error: unknown): boolean {
  return isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR');
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
