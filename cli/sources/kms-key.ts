import { GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { invalid } from '#core/errors.ts';

/** An Ed25519 public key in SPKI form: 12 bytes before the 32 of the key (RFC 8410). */
const SPKI_BYTES = 44;

/** The raw public key (32 bytes) of a KMS key of type ECC_NIST_EDWARDS25519. */
export async function publicKeyOf(
  key: string,
  client = new KMSClient({}),
): Promise<Uint8Array<ArrayBuffer>> {
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: key }));
  if (PublicKey?.length !== SPKI_BYTES) throw invalid(`${key} is no Ed25519 key`);
  return Uint8Array.from(PublicKey.slice(-32));
}
