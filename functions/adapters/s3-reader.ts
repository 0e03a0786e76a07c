import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { s3Options } from './s3-options.ts';

/**
 * Reads small text objects of the bucket. Without the right to list, S3 answers 403 where nothing
 * stands; for a reader of one optional object that is the same as not there.
 */
export function s3Reader(bucket: string, client = new S3Client(s3Options())) {
  return async (path: string): Promise<string | undefined> => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: path }));
      return await Body?.transformToString();
    } catch {
      return undefined;
    }
  };
}
