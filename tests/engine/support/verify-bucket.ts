import { createHash } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { bucketSource } from '#cli/sources/bucket.ts';
import { publicKeyOf } from '#cli/sources/kms-key.ts';
import { type Verified, verify } from '#core/log/verify.ts';
import { verifierKey } from '#core/log/vkey.ts';
import type { TestAssent } from './engine.ts';

/** The origin that the stage `local` has. */
export const ORIGIN = 'assent.example/local';

export interface Verdict extends Verified {
  /** What failed or is missing, one line each. */
  readonly wrong: readonly string[];
}

/** Verifies the log where it lies, with the key that KMS gives. */
export async function verifyBucket(assent: TestAssent): Promise<Verdict> {
  const wrong: string[] = [];
  const s3 = new S3Client({ ...assent.client, forcePathStyle: true });
  const verdict = await verify(bucketSource(assent.deployed.bucket, s3), {
    keys: [await signingKey(assent)],
    hash: () => {
      const hash = createHash('sha256');
      return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest('hex') };
    },
    tell: ({ kind, path, reason }) => {
      if (kind !== 'noted') wrong.push(`${path}: ${reason}`);
    },
  });
  s3.destroy();
  return { ...verdict, wrong };
}

/** The key that the log is signed with. */
export async function signingKey({ client, deployed }: TestAssent) {
  return verifierKey(ORIGIN, await publicKeyOf(deployed.signingKeyId, new KMSClient(client)));
}
