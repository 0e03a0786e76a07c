import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { fromBase64, toBase64, toHex } from '#core/encoding.ts';
import { AssentError } from '#core/errors.ts';
import type { Clock, Objects, PutOptions } from '#core/ports.ts';
import { checkPath, checkPut } from '#core/store/check-put.ts';
import { decodePathCursor, encodeCursor } from '#core/store/cursors.ts';
import { sha256 } from '#hash';
import { answerOf } from './s3-failures.ts';
import { s3Options } from './s3-options.ts';

export interface S3ObjectsOptions {
  readonly bucket: string;
  /** How a lock holds: COMPLIANCE against everybody, GOVERNANCE for trials. */
  readonly mode: 'COMPLIANCE' | 'GOVERNANCE';
  readonly clock: Clock;
  readonly client?: S3Client;
}

/**
 * The evidence bucket in S3. Every put names its SHA-256, which S3 checks and keeps; a lock is put
 * with the object, in one request.
 *
 * Whoever reads needs `s3:ListBucket` beside `s3:GetObject`: without it S3 answers 403 where
 * nothing stands, and absence cannot be told from a missing grant.
 */
export function s3Objects(options: S3ObjectsOptions): Objects {
  const { bucket: Bucket, clock } = options;
  const client = options.client ?? new S3Client(s3Options());
  const put = (path: string, bytes: Uint8Array, how: PutOptions, condition: object) => {
    checkPut(path, how, clock.now());
    const input = { ...putInput(options, path, bytes, how), ...condition };
    return answerOf('objects.put', () => client.send(new PutObjectCommand(input)));
  };
  return {
    async create(path, bytes, how) {
      const answer = await put(path, bytes, how, { IfNoneMatch: '*' });
      return answer.is === 'done' ? 'created' : 'present';
    },
    async get(path) {
      checkPath(path);
      const answer = await answerOf('objects.get', async () => {
        const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket, Key: path }));
        return { bytes: await Body?.transformToByteArray(), etag: ETag };
      });
      if (answer.is !== 'done') return undefined;
      const { bytes, etag } = answer.value;
      if (bytes === undefined || etag === undefined) throw incomplete(path);
      return { bytes: Uint8Array.from(bytes), etag };
    },
    async replace(path, bytes, { etag, ...how }) {
      const condition = etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: etag };
      return (await put(path, bytes, how, condition)).is === 'done';
    },
    async head(path) {
      checkPath(path);
      const input = { Bucket, Key: path, ChecksumMode: 'ENABLED' as const };
      const answer = await answerOf('objects.head', () =>
        client.send(new HeadObjectCommand(input)),
      );
      if (answer.is !== 'done') return undefined;
      const { ChecksumSHA256, ContentLength } = answer.value;
      if (ContentLength === undefined) throw incomplete(path);
      return { sha256: hexOf(ChecksumSHA256), size: ContentLength };
    },
    async list(prefix, cursor) {
      const after = cursor === undefined ? undefined : decodePathCursor(cursor, prefix);
      const input = {
        Bucket,
        Prefix: prefix,
        ...(after === undefined ? {} : { StartAfter: after }),
      };
      const answer = await answerOf('objects.list', () =>
        client.send(new ListObjectsV2Command(input)),
      );
      if (answer.is !== 'done') throw new AssentError('NotFound', `No bucket ${Bucket}`);
      const { Contents = [], IsTruncated } = answer.value;
      const paths = Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
      const last = paths.at(-1);
      return IsTruncated && last !== undefined
        ? { paths, cursor: encodeCursor([last]) }
        : { paths };
    },
  };
}

function putInput(
  { bucket, mode }: S3ObjectsOptions,
  path: string,
  bytes: Uint8Array,
  { contentType, retainUntil, tags }: PutOptions,
) {
  return {
    Bucket: bucket,
    Key: path,
    Body: bytes,
    ContentType: contentType,
    ChecksumSHA256: toBase64(sha256(bytes)),
    ...(retainUntil === undefined
      ? {}
      : { ObjectLockMode: mode, ObjectLockRetainUntilDate: new Date(retainUntil) }),
    ...(tags === undefined ? {} : { Tagging: taggingOf(tags) }),
  };
}

function taggingOf(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&');
}

// An upload in parts has a checksum of checksums, `<base64>-<parts>`: not that of its bytes.
function hexOf(checksum: string | undefined): string | undefined {
  return checksum === undefined || checksum.includes('-') ? undefined : toHex(fromBase64(checksum));
}

function incomplete(path: string): AssentError {
  return new AssentError('Corrupt', `S3 answered without what it must say of ${path}`);
}
