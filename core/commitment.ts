import { sha256 } from '#hash';
import { canonicalBytes } from './canonical.ts';
import { toBase64Url } from './encoding.ts';
import { invalid } from './errors.ts';
import type { Json } from './json.ts';

const TAG = new TextEncoder().encode('assent/detached/v1');
const SALT_BYTES = 16;

/** The commitment to a personal value (docs/formats.md), b64u of 32 bytes; `salt` is 16. */
export function commitment(value: Json, salt: Uint8Array): string {
  if (salt.length !== SALT_BYTES) throw invalid('A salt has 16 bytes');
  const canonical = canonicalBytes(value);
  const bytes = new Uint8Array(TAG.length + SALT_BYTES + canonical.length);
  bytes.set(TAG);
  bytes.set(salt, TAG.length);
  bytes.set(canonical, TAG.length + SALT_BYTES);
  return toBase64Url(sha256(bytes));
}
