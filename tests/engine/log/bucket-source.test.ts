import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bucketSource } from '#cli/sources/bucket.ts';
import { advance } from '#core/log/advance.ts';
import type { Finding } from '#core/log/verify/findings.ts';
import { verify } from '#core/log/verify.ts';
import { s3Objects } from '#functions/adapters/s3-objects.ts';
import { s3Options } from '#functions/adapters/s3-options.ts';
import { systemClock } from '#functions/adapters/system-clock.ts';
import { startTestEngine, type TestEngine } from '#tests/engine/adapters/engine.ts';
import { logWorld, writeAll } from '#tests/unit/log/log-world.ts';
import { aKey, nodeHash } from '#tests/unit/log/verify-world.ts';

const Bucket = 'assent-evidence';
const RECORD = 'records/role/r5/00000002.json';
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
  const world = logWorld();
  const objects = s3Objects({ bucket: Bucket, mode: 'COMPLIANCE', clock: systemClock, client });
  const ports = { ...world.ports, objects, clock: systemClock };
  await writeAll(
    world,
    Array.from({ length: 150 }, (_, i) => `role/r${i % 20}`),
  );
  await advance(ports);
  await writeAll(
    world,
    Array.from({ length: 150 }, (_, i) => `role/r${i % 20}`),
  );
  await advance(ports);
});
afterAll(() => engine.stop());

async function verified() {
  const told: Finding[] = [];
  const keys = [await aKey()];
  const options = { keys, hash: nodeHash, tell: (each: Finding) => told.push(each) };
  return { ...(await verify(bucketSource(Bucket, client), options)), told };
}

describe('a log in S3', () => {
  it('verifies from its bucket', async () => {
    const outcome = await verified();
    expect(outcome.told).toEqual([]);
    expect(outcome).toMatchObject({ ok: true, isTrusted: true, size: 300 });
    expect(outcome.counts).toMatchObject({ checkpoints: 2, versions: 300 });
  });

  it('names the version that somebody hid, and the one that somebody put again above it', async () => {
    await client.send(new DeleteObjectCommand({ Bucket, Key: RECORD }));
    const hidden = await verified();
    expect(hidden.told).toEqual([
      { kind: 'failed', path: RECORD, reason: 'is hidden under a delete marker' },
    ]);
    await client.send(new PutObjectCommand({ Bucket, Key: RECORD, Body: '{}' }));
    const again = await verified();
    expect(again.told).toEqual([
      { kind: 'failed', path: RECORD, reason: 'was put 2 times; what is read here is the first' },
    ]);
  });
});
