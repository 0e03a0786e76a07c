import { invalid } from '../errors.ts';
import type { PutOptions } from '../ports.ts';
import { type Instant, isInstant } from '../time.ts';
import { utf8Bytes } from './item-bytes.ts';

/** S3's own limit of a key. */
const MAX_PATH_BYTES = 1024;

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

/** @throws Invalid */
export function checkPath(path: string): void {
  if (path === '' || path.startsWith('/')) throw invalid('A path is not empty and not absolute');
  if (utf8Bytes(path) > MAX_PATH_BYTES) throw invalid(`A path has at most ${MAX_PATH_BYTES} bytes`);
}
