import type { Clock, Upload, Uploads } from '#core/ports.ts';
import { checkUpload } from '#core/store/check-put.ts';
import { later } from '#core/time.ts';
import { sha256Hex } from '#hash';
import type { MemoryObjects } from './objects.ts';

/** What the bucket answers to an upload: its HTTP status. */
export type UploadStatus = 200 | 400 | 403 | 412;

/** Presigned uploads in memory: the URL is a name for what was signed. */
export interface MemoryUploads extends Uploads {
  /** What a client does with URL and headers. */
  put(
    url: string,
    headers: Readonly<Record<string, string>>,
    bytes: Uint8Array,
  ): Promise<UploadStatus>;
}

export function memoryUploads(objects: MemoryObjects, clock: Clock): MemoryUploads {
  const signed = new Map<string, { upload: Upload; until: string }>();
  const headersOf = (upload: Upload) => ({
    'content-length': String(upload.size),
    'content-type': upload.mediaType,
    'x-memory-sha256': upload.sha256,
  });
  return {
    async presign(upload, seconds) {
      checkUpload(upload, seconds, clock.now());
      const url = `memory:upload/${signed.size + 1}`;
      signed.set(url, { upload, until: later(clock.now(), seconds * 1000) });
      return { url, headers: headersOf(upload) };
    },
    async put(url, headers, bytes) {
      const given = signed.get(url);
      if (given === undefined || given.until < clock.now()) return 403;
      const { upload } = given;
      const expected = Object.entries(headersOf(upload));
      if (expected.some(([name, value]) => headers[name] !== value)) return 403;
      if (bytes.length !== upload.size) return 403;
      if (sha256Hex(bytes) !== upload.sha256) return 400;
      const { path, mediaType: contentType, retainUntil } = upload;
      const outcome = await objects.create(path, bytes, { contentType, retainUntil });
      return outcome === 'created' ? 200 : 412;
    },
  };
}
