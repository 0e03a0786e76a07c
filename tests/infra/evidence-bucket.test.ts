import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { namesOf } from '#infra/names.ts';
import { policyDocument } from './support/policies.ts';
import { type Request, refusals } from './support/refuses.ts';
import { both, onlyOf, production } from './support/synthesise.ts';

const REMAINING = 's3:object-lock-remaining-retention-days';
const names = namesOf(production.stage);
const { log } = production.stage.retention.days;

/** The bucket's policy, the bucket's own name in place of the reference. */
const policy = z
  .object({ PolicyDocument: policyDocument })
  .parse(onlyOf(production.data, 'AWS::S3::BucketPolicy').Properties);
const statements = policy.PolicyDocument.Statement.map((one) => {
  const named = (resources?: string[]) =>
    resources?.map((arn) => arn.replace(/^\$\{[^}]+\.Arn\}/, `arn:aws:s3:::${names.bucket}`));
  return { ...one, Resource: named(one.Resource), NotResource: named(one.NotResource) };
});

/** A put as the log makes it, but for what a test changes; `undefined` takes a header away. */
function put(path: string, days: number, other: Record<string, string | undefined> = {}): Request {
  const keys = {
    'aws:SecureTransport': 'true',
    's3:object-lock-mode': 'COMPLIANCE',
    's3:object-lock-retain-until-date': '2036-11-25T00:00:00Z',
    's3:if-none-match': '*',
    [REMAINING]: String(days),
    ...other,
  };
  const sent = Object.entries(keys).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return {
    action: 's3:PutObject',
    resource: `arn:aws:s3:::${names.bucket}/${path}`,
    keys: Object.fromEntries(sent),
  };
}

const refused = (request: Request) => refusals(statements, request);

describe('the policy of the evidence bucket', () => {
  const record = 'records/policy/ai/00000001.json';

  it.each([
    ['a record', record, 3654],
    ['a record that the log put weeks late', record, 3600],
    ['evidence', 'evidence/sha256/00', 3654],
    ['evidence that is kept as long as signals are', 'evidence/sha256/00', 401],
    ['a batch of signals', 'signals/2026-11-24/00.jsonl', 401],
    ['a full tile', 'log/tile/0/000', log + 1],
    ['a partial tile', 'log/tile/0/000.p/7', 401],
    ['a checkpoint of the log', 'log/checkpoints/000000000007', log + 1],
  ])('takes %s, locked as its class asks', (_, path, days) => {
    expect(refused(put(path, days))).toEqual([]);
  });

  it('takes the newest checkpoint without a lock, over the one before', () => {
    const headers = {
      's3:object-lock-mode': undefined,
      's3:object-lock-retain-until-date': undefined,
      's3:if-none-match': undefined,
      [REMAINING]: undefined,
    };
    expect(refused(put('log/checkpoint', 0, headers))).toEqual([]);
  });

  it('refuses a put without a lock', () => {
    const headers = {
      's3:object-lock-mode': undefined,
      's3:object-lock-retain-until-date': undefined,
      [REMAINING]: undefined,
    };
    expect(refused(put(record, 0, headers))).toEqual(['WithoutLock', 'WithoutDate']);
  });

  it('refuses a lock that can be taken off again', () => {
    const headers = { 's3:object-lock-mode': 'GOVERNANCE' };
    expect(refused(put(record, 3654, headers))).toEqual(['WithoutLock']);
  });

  it('refuses a put that could replace what stands there', () => {
    const headers = { 's3:if-none-match': undefined };
    expect(refused(put(record, 3654, headers))).toEqual(['NotCreateOnly']);
    expect(refused(put('log/checkpoints/000000000007', log, headers))).toEqual(['NotCreateOnly']);
    expect(refused(put('elsewhere', 4000, headers))).toEqual(['NotCreateOnly']);
  });

  it.each([
    ['a record', record, 3500, 'RecordLockTooShort'],
    ['evidence', 'evidence/sha256/00', 1, 'EvidenceLockTooShort'],
    ['a batch of signals', 'signals/2026-11-24/00.jsonl', 300, 'SignalLockTooShort'],
    ['a checkpoint', 'log/checkpoints/000000000007', 3653, 'LogLockTooShort'],
    ['a tile', 'log/tile/0/000', 30, 'TileLockTooShort'],
  ])('refuses %s whose lock is too short', (_, path, days, sid) => {
    expect(refused(put(path, days))).toEqual([sid]);
  });

  it('refuses a lock beyond the longest class, which nobody could take back', () => {
    expect(refused(put(record, log + 3))).toEqual(['LockTooLong']);
    expect(refused(put('evidence/sha256/00', 36_500))).toEqual(['LockTooLong']);
  });

  it('refuses to shorten a lock, and to weaken its mode', () => {
    const shorter = { ...put(record, 10), action: 's3:PutObjectRetention' };
    expect(refused(shorter)).toEqual(['RecordLockTooShort']);
    const weaker = { ...put(record, 3654, { 's3:object-lock-mode': 'GOVERNANCE' }) };
    expect(refused({ ...weaker, action: 's3:PutObjectRetention' })).toEqual(['WithoutLock']);
  });

  it('lets a lock be made longer, to the longest class', () => {
    expect(refused({ ...put(record, log), action: 's3:PutObjectRetention' })).toEqual([]);
  });

  it('refuses to hide an object, whatever it is', () => {
    for (const path of [record, 'log/checkpoint']) {
      const hide = { ...put(path, 0), action: 's3:DeleteObject' };
      expect(refused(hide)).toContain('HideNothing');
    }
  });

  it('refuses whoever comes over plain HTTP', () => {
    const get = { ...put(record, 0, { 'aws:SecureTransport': 'false' }), action: 's3:GetObject' };
    expect(refused(get)).toHaveLength(1);
  });
});

describe.each(both)('the evidence bucket of stage $stage.name', ({ data, all, stage }) => {
  const bucket = onlyOf(data, 'AWS::S3::Bucket');

  it('is the only bucket, versioned, with locks, for nobody outside', () => {
    expect(onlyOf(all, 'AWS::S3::Bucket').Properties).toMatchObject({
      ObjectLockEnabled: true,
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
  });

  it('outlives its stack', () => {
    expect([bucket.DeletionPolicy, bucket.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
  });

  it('has no default lock, so that every put says its own', () => {
    expect(bucket.Properties.ObjectLockConfiguration).toBeUndefined();
  });

  it('is encrypted by S3 itself, whose key nobody can delete', () => {
    expect(JSON.stringify(bucket.Properties.BucketEncryption)).toContain('"AES256"');
    expect(JSON.stringify(bucket.Properties.BucketEncryption)).not.toContain('kms');
  });

  it('lets partial tiles expire after their lock, and no other object', () => {
    const { Rules } = z
      .object({ Rules: z.array(z.record(z.string(), z.unknown())) })
      .parse(bucket.Properties.LifecycleConfiguration);
    const expiring = Rules.filter((rule) => rule.ExpirationInDays !== undefined);
    expect(expiring).toEqual([
      expect.objectContaining({
        Prefix: 'log/tile/',
        TagFilters: [{ Key: 'assent-partial', Value: 'true' }],
        ExpirationInDays: stage.retention.days.partial + 2,
      }),
    ]);
  });
});
