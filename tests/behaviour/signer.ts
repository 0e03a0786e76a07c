import { beforeAll, describe, expect, test } from 'vitest';
import type { Signer } from '#core/ports.ts';
import { verifyEd25519 } from '#hash';
import { expectError } from './expect-error.ts';

const message = new TextEncoder().encode('example.com/assent/production\n2\n…\n');

/** What every implementation of the port `Signer` does alike. */
export function signerBehaviour(name: string, make: () => Promise<Signer>): void {
  describe(name, () => {
    let signer: Signer;
    beforeAll(async () => {
      signer = await make();
    });

    test('signs what its public key verifies', async () => {
      const key = await signer.publicKey();
      const signature = await signer.sign(message);
      expect([key.length, signature.length]).toEqual([32, 64]);
      expect(verifyEd25519(signature, message, key)).toBe(true);
      expect(verifyEd25519(signature, message.slice(1), key)).toBe(false);
    });

    test('signs the same message with the same signature', async () => {
      expect(await signer.sign(message)).toEqual(await signer.sign(message));
    });

    test('its public key stays as it is, whatever a caller does with the bytes', async () => {
      const key = await signer.publicKey();
      const copy = key.slice();
      key.fill(0);
      expect(await signer.publicKey()).toEqual(copy);
    });

    test('signs 4,096 bytes and not one more', async () => {
      const longest = new Uint8Array(4096).fill(65);
      const signature = await signer.sign(longest);
      expect(verifyEd25519(signature, longest, await signer.publicKey())).toBe(true);
      await expectError(signer.sign(new Uint8Array(4097)), 'TooLarge');
    });
  });
}
