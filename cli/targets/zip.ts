import { renameSync } from 'node:fs';
import type { Instant } from '#core/time.ts';
import { type DiskTarget, MAX_PIECE_BYTES } from './disk-target.ts';
import { ZipWriter } from './zip-writer.ts';

/**
 * Writes a pack as a ZIP. Nothing is compressed: hashes do not shrink, and so any object can be
 * read, or cut out by whatever tool, where it lies. The file has its name once it is whole.
 */
export function zipTarget(file: string, created: Instant): DiskTarget {
  const unfinished = `${file}.part`;
  const zip = new ZipWriter(unfinished, new Date(created));
  return {
    async write(path, bytes) {
      zip.add(path, bytes);
    },
    async copy(object) {
      const { path, size } = object;
      if (size > MAX_PIECE_BYTES) await zip.addChunks(path, size, object.chunks());
      else zip.add(path, await object.read(new Uint8Array(size)));
    },
    async close() {
      zip.close();
      renameSync(unfinished, file);
    },
  };
}
