import { createHash } from 'node:crypto';
import type { RunningHash } from '#core/log/verify/check-files.ts';

/** SHA-256 of something that comes in pieces. */
export function runningHash(): RunningHash {
  const hash = createHash('sha256');
  return {
    update: (bytes) => {
      hash.update(bytes);
    },
    digest: () => hash.digest('hex'),
  };
}
