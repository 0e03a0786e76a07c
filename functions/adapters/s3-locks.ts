import {
  HeadObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Locks } from '#core/ports.ts';
import { checkPut } from '#core/store/check-put.ts';
import { answerOf } from './s3-failures.ts';
import type { S3ObjectsOptions } from './s3-objects.ts';
import { s3Options } from './s3-options.ts';

/**
 * Locks and legal holds of the evidence bucket in S3. What stands already is read first, which
 * costs a tenth of a put; it takes `s3:GetObjectRetention` and `s3:GetObjectLegalHold`, without
 * which S3 leaves it out of its answer.
 *
 * A lock is never shortened: S3 refuses that itself where it was prolonged in between.
 */
export function s3Locks(options: S3ObjectsOptions): Locks {
  const { bucket: Bucket, mode: Mode, clock } = options;
  const client = options.client ?? new S3Client(s3Options());
  async function standing(path: string) {
    const command = new HeadObjectCommand({ Bucket, Key: path });
    const answer = await answerOf('locks.head', () => client.send(command));
    return answer.is === 'done' ? answer.value : undefined;
  }
  return {
    async hold(path, on) {
      checkPut(path, { contentType: '' }, clock.now());
      const there = await standing(path);
      if (there === undefined) return false;
      if ((there.ObjectLockLegalHoldStatus === 'ON') === on) return true;
      const LegalHold = { Status: on ? 'ON' : 'OFF' } as const;
      const command = new PutObjectLegalHoldCommand({ Bucket, Key: path, LegalHold });
      return (await answerOf('locks.hold', () => client.send(command))).is === 'done';
    },
    async prolong(path, until) {
      checkPut(path, { contentType: '', retainUntil: until }, clock.now());
      const there = await standing(path);
      if (there === undefined) return false;
      const RetainUntilDate = new Date(until);
      const now = there.ObjectLockRetainUntilDate;
      if (now !== undefined && now >= RetainUntilDate) return true;
      const Retention = { Mode, RetainUntilDate };
      const command = new PutObjectRetentionCommand({ Bucket, Key: path, Retention });
      return (await answerOf('locks.prolong', () => client.send(command))).is === 'done';
    },
  };
}
