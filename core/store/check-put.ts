import { AssentError, invalid } from '../errors.ts';
import type { PutOptions, Upload } from '../ports.ts';
import { type Instant, isInstant } from '../time.ts';
import { utf8Bytes } from './item-bytes.ts';

/** S3's own limit of a key. */
const MAX_PATH_BYTES = 1024;
/** Seven days: the longest that a signature of SigV4 lasts. */
const MAX_UPLOAD_SECONDS = 7 * 24 * 3600;
/** One PUT to S3 takes so much: 5 GiB. */
const MAX_UPLOAD_BYTES = 5 * 1024 ** 3;

/**
 * Refuses a put that no store of objects takes, before anything is sent.
 *
 * @throws Invalid for a path that is empty, absolute or beyond 1,024 bytes, and for a retain-until
 *   that is no instant or not ahead of `now`
 */
export function checkPut(path: string, { retainUntil }: PutOptions, now: Instant): void {
  checkPath(path);
  if (retainUntil === undefined) return;
  if (!isInstant(retainUntil)) throw invalid(`Not an instant to retain until: ${retainUntil}`);
  if (retainUntil <= now) throw invalid(`Cannot retain until ${retainUntil}: it is past`);
}

/**
 * Refuses an upload that could not be signed.
 *
 * @throws Invalid for what `checkPut` refuses, a digest that is no hex SHA-256, a media type that
 *   is no header, a time outside 1 second to 7 days; TooLarge beyond 5 GB
 */
export function checkUpload(upload: Upload, seconds: number, now: Instant): void {
  const { path, sha256, size, mediaType: contentType, retainUntil } = upload;
  checkPut(path, { contentType, retainUntil }, now);
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw invalid('Not the hex SHA-256 of an upload');
  if (!/^[ -~]{1,255}$/.test(contentType)) throw invalid('Not the media type of an upload');
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MAX_UPLOAD_SECONDS) {
    throw invalid('An upload may be open for 1 second to 7 days');
  }
  if (!Number.isSafeInteger(size) || size < 0) throw invalid('Not the size of an upload');
  if (size > MAX_UPLOAD_BYTES) {
    throw new AssentError('TooLarge', `An upload of ${size} bytes`, {
      actual: size,
      limit: MAX_UPLOAD_BYTES,
      unit: 'bytes',
    });
  }
}

/** @throws Invalid */
export function checkPath(path: string): void {
  if (path === '' || path.startsWith('/')) throw invalid('A path is not empty and not absolute');
  if (utf8Bytes(path) > MAX_PATH_BYTES) throw invalid(`A path has at most ${MAX_PATH_BYTES} bytes`);
}
