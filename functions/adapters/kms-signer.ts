import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { toHex } from '#core/encoding.ts';
import { AssentError } from '#core/errors.ts';
import type { Signer } from '#core/ports.ts';
import { clientOptions } from './client-options.ts';
import { asTransient } from './failures.ts';

const SECONDS = 5;
/** KMS signs no longer message raw. The engine would: so it is checked here. */
const MAX_MESSAGE_BYTES = 4096;
const SIGNATURE_BYTES = 64;
/** RFC 8410 §4: what stands before the 32 bytes of an Ed25519 key in its SPKI. */
const SPKI_PREFIX = '302a300506032b6570032100';
const SPKI_BYTES = 44;

export interface KmsSignerOptions {
  /** Id, ARN or alias of a key of type ECC_NIST_EDWARDS25519. */
  readonly key: string;
  readonly client?: KMSClient;
}

/** Checkpoints signed by a KMS key that never leaves KMS. The public key is asked for once. */
export function kmsSigner(options: KmsSignerOptions): Signer {
  const client = options.client ?? new KMSClient(clientOptions(SECONDS));
  const KeyId = options.key;
  let known: Uint8Array<ArrayBuffer> | undefined;
  return {
    async publicKey() {
      if (known === undefined) {
        const answer = await attempt('signer.publicKey', () =>
          client.send(new GetPublicKeyCommand({ KeyId })),
        );
        known = rawKeyOf(answer.PublicKey);
      }
      return known.slice();
    },
    async sign(message) {
      if (message.length > MAX_MESSAGE_BYTES) {
        const data = { actual: message.length, limit: MAX_MESSAGE_BYTES, unit: 'bytes' };
        throw new AssentError('TooLarge', `${message.length} bytes cannot be signed`, data);
      }
      const input = {
        KeyId,
        Message: message,
        MessageType: 'RAW' as const,
        SigningAlgorithm: 'ED25519_SHA_512' as const,
      };
      const { Signature } = await attempt('signer.sign', () => client.send(new SignCommand(input)));
      if (Signature?.length !== SIGNATURE_BYTES) throw corrupt('KMS gave no Ed25519 signature');
      return Uint8Array.from(Signature);
    },
  };
}

/** The raw key of an SPKI. @throws Corrupt where it is that of another kind of key */
export function rawKeyOf(spki: Uint8Array | undefined): Uint8Array<ArrayBuffer> {
  const prefix = spki === undefined ? '' : toHex(spki.subarray(0, SPKI_PREFIX.length / 2));
  if (spki?.length !== SPKI_BYTES || prefix !== SPKI_PREFIX) {
    throw corrupt('The signing key is no Ed25519 key');
  }
  return Uint8Array.from(spki.subarray(SPKI_PREFIX.length / 2));
}

async function attempt<T>(what: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw asTransient(error, what) ?? error;
  }
}

function corrupt(message: string): AssentError {
  return new AssentError('Corrupt', message);
}
