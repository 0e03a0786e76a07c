import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { AssentError } from '#core/errors.ts';
import type { Signer } from '#core/ports.ts';
import { type Faults, faults } from './faults.ts';

// RFC 8410: what stands before the 32 bytes of an Ed25519 private key in PKCS #8.
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const MAX_MESSAGE_BYTES = 4096;

export interface MemorySigner extends Signer {
  readonly faults: Faults;
}

/** A real Ed25519 key of a 32-byte seed; a number stands for 32 such bytes (`bytes.md` has 7). */
export function memorySigner(seed: Uint8Array | number = 7): MemorySigner {
  const bytes = typeof seed === 'number' ? new Uint8Array(32).fill(seed) : seed;
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8, bytes]),
    format: 'der',
    type: 'pkcs8',
  });
  const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  const gate = faults();
  return {
    faults: gate,
    async publicKey() {
      return Uint8Array.from(raw);
    },
    async sign(message) {
      if (message.length > MAX_MESSAGE_BYTES) {
        throw new AssentError('TooLarge', `More than ${MAX_MESSAGE_BYTES} bytes to sign`);
      }
      return gate.through('signer.sign', () => Uint8Array.from(sign(null, message, key)));
    },
  };
}
