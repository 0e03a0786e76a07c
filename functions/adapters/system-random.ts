import { getRandomValues } from 'node:crypto';
import type { Random } from '#core/ports.ts';

/** The operating system's randomness, fit for codes and salts. */
export const systemRandom: Random = {
  bytes: (length) => getRandomValues(new Uint8Array(length)),
};
