import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { fromHex, toBase64 } from '#core/encoding.ts';
import type { Clock, Uploads } from '#core/ports.ts';
import { checkUpload } from '#core/store/check-put.ts';
import { s3Options } from './s3-options.ts';

export interface PresignOptions {
  readonly bucket: string;
  readonly mode: 'COMPLIANCE' | 'GOVERNANCE';
  readonly clock: Clock;
  readonly client?: S3Client;
}

/**
 * Presigned uploads. Length, media type, SHA-256, create-only and lock are signed headers, none of
 * them in the URL: S3 refuses a request that leaves one out or changes it, and other bytes.
 *
 * The signature holds no longer than the credentials of the role that made it.
 */
export function presignedUploads(options: PresignOptions): Uploads {
  const client = options.client ?? new S3Client(s3Options());
  return {
    async presign(upload, seconds) {
      checkUpload(upload, seconds, options.clock.now());
      const sha256 = toBase64(fromHex(upload.sha256));
      const retainUntil = new Date(upload.retainUntil);
      const headers = {
        'content-length': String(upload.size),
        'content-type': upload.mediaType,
        'if-none-match': '*',
        'x-amz-checksum-sha256': sha256,
        'x-amz-object-lock-mode': options.mode,
        // As the SDK writes a date into a header: it is that text which is signed.
        'x-amz-object-lock-retain-until-date': retainUntil.toISOString().replace('.000Z', 'Z'),
      };
      const command = new PutObjectCommand({
        Bucket: options.bucket,
        Key: upload.path,
        ContentLength: upload.size,
        ContentType: upload.mediaType,
        IfNoneMatch: '*',
        ChecksumSHA256: sha256,
        ObjectLockMode: options.mode,
        ObjectLockRetainUntilDate: retainUntil,
      });
      const url = await getSignedUrl(client, command, {
        expiresIn: seconds,
        unhoistableHeaders: new Set(Object.keys(headers)),
        signableHeaders: new Set(['host', ...Object.keys(headers)]),
      });
      return { url, headers };
    },
  };
}
