import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOptions } from '#functions/adapters/client-options.ts';
import { kmsSigner } from '#functions/adapters/kms-signer.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { signerBehaviour } from '#tests/behaviour/signer.ts';
import { startTestEngine, type TestEngine } from './engine.ts';

let engine: TestEngine;
let client: KMSClient;

beforeAll(async () => {
  engine = await startTestEngine();
  client = new KMSClient({ ...clientOptions(5), ...engine.client });
});
afterAll(() => engine.stop());

async function aKey(KeySpec: 'ECC_NIST_EDWARDS25519' | 'ECC_NIST_P256'): Promise<string> {
  const command = new CreateKeyCommand({ KeySpec, KeyUsage: 'SIGN_VERIFY' });
  const { KeyMetadata } = await client.send(command);
  if (KeyMetadata?.KeyId === undefined) throw new Error('No key');
  return KeyMetadata.KeyId;
}

signerBehaviour('the signer in KMS', async () =>
  kmsSigner({ key: await aKey('ECC_NIST_EDWARDS25519'), client }),
);

test('a key of another kind is refused before it signs a log', async () => {
  const signer = kmsSigner({ key: await aKey('ECC_NIST_P256'), client });
  await expectError(signer.publicKey(), 'Corrupt');
});

test('a key that is not there is a fault, not a passing one', async () => {
  const signer = kmsSigner({ key: '00000000-0000-0000-0000-000000000000', client });
  await expect(signer.publicKey()).rejects.toMatchObject({ name: 'NotFoundException' });
});
