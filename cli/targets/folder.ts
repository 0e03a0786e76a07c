import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type DiskTarget, MAX_PIECE_BYTES } from './disk-target.ts';

/** Writes a pack as a folder. */
export function folderTarget(folder: string): DiskTarget {
  let made: string | undefined;
  const place = (path: string): string => {
    const file = join(folder, path);
    const parent = dirname(file);
    if (parent !== made) mkdirSync(parent, { recursive: true });
    made = parent;
    return file;
  };
  const write = async (path: string, bytes: Uint8Array) => {
    writeFileSync(place(path), bytes);
  };
  return {
    write,
    async copy(object) {
      if (object.size <= MAX_PIECE_BYTES) {
        return write(object.path, await object.read(new Uint8Array(object.size)));
      }
      await pipeline(object.chunks(), createWriteStream(place(object.path)));
    },
    async close() {},
  };
}
