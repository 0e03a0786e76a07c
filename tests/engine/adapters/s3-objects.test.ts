import { request } from 'node:http';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll } from 'vitest';
import { presignedUploads } from '#functions/adapters/presign.ts';
import { s3Locks } from '#functions/adapters/s3-locks.ts';
import { s3Objects } from '#functions/adapters/s3-objects.ts';
import { s3Options } from '#functions/adapters/s3-options.ts';
import { systemClock } from '#functions/adapters/system-clock.ts';
import { type LocksUnderTest, locksBehaviour } from '#tests/behaviour/locks.ts';
import { objectsBehaviour } from '#tests/behaviour/objects.ts';
import { uploadsBehaviour } from '#tests/behaviour/uploads.ts';
import { startTestEngine, type TestEngine } from './engine.ts';

const Bucket = 'assent-evidence';
const common = { bucket: Bucket, mode: 'COMPLIANCE', clock: systemClock } as const;
let engine: TestEngine;
let client: S3Client;

beforeAll(async () => {
  engine = await startTestEngine();
  client = new S3Client({ ...s3Options(), ...engine.client, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled' } as const;
  await client.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
});
afterAll(() => engine.stop());

objectsBehaviour('the bucket in S3', async () => bucketUnderTest());

locksBehaviour('the bucket in S3', async () => bucketUnderTest());

uploadsBehaviour('uploads to S3', async () => ({
  uploads: presignedUploads({ ...common, client }),
  objects: s3Objects({ ...common, client }),
  put: httpPut,
}));

function bucketUnderTest(): LocksUnderTest {
  return {
    objects: s3Objects({ ...common, client }),
    locks: s3Locks({ ...common, client }),
    async inspect(path) {
      const { Versions = [], DeleteMarkers = [] } = await versionsOf(path);
      const head = await client.send(new HeadObjectCommand({ Bucket, Key: path }));
      const { TagSet = [] } = await client.send(new GetObjectTaggingCommand({ Bucket, Key: path }));
      return {
        versions: Versions.length + DeleteMarkers.length,
        contentType: head.ContentType,
        retainUntil: head.ObjectLockRetainUntilDate?.toISOString(),
        held: head.ObjectLockLegalHoldStatus === 'ON',
        tags: Object.fromEntries(TagSet.map(({ Key, Value }) => [Key, Value])),
      };
    },
    async hide(path) {
      await client.send(new DeleteObjectCommand({ Bucket, Key: path }));
    },
    async destroy(path) {
      const { Versions = [] } = await versionsOf(path);
      const VersionId = Versions.find(({ IsLatest }) => IsLatest)?.VersionId;
      const command = new DeleteObjectCommand({ Bucket, Key: path, VersionId });
      await client.send(command);
    },
  };
}

function versionsOf(path: string) {
  return client.send(new ListObjectVersionsCommand({ Bucket, Prefix: path }));
}

// `fetch` sets a length of its own; this sends what it is told.
function httpPut(url: string, headers: Readonly<Record<string, string>>, bytes: Uint8Array) {
  return new Promise<number>((resolve, reject) => {
    const put = request(url, { method: 'PUT', headers: { ...headers } }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    put.on('error', reject);
    put.end(bytes);
  });
}
