import * as z from 'zod';
import { once } from '../../once.ts';
import { defineAdapter } from '../adapter.ts';
import { maybe, text } from '../shapes.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

const CREATED = 'Object Created';
const DELETED = 'Object Deleted';

const detail = once(() =>
  z.object({
    bucket: z.object({ name: text() }),
    object: z.object({
      key: text(),
      'version-id': maybe(text()),
      sequencer: maybe(text()),
      etag: maybe(text()),
    }),
    reason: maybe(text()),
  }),
);

/**
 * Objects of S3 that came or went. The sequencer tells changes of one key apart. Of the key, the
 * folders are kept; a file's name may be a person's. Source: S3 user guide, "Using EventBridge".
 */
export const s3Object = defineAdapter({
  name: 's3-object',
  about: 'Objects of S3 that came or went',
  source: 'aws.s3',
  types: [CREATED, DELETED],
  personal: {
    members: ['detail.source-ip-address'],
    fileNames: ['detail.object.key'],
  },
  read(envelope) {
    const { bucket, object } = readShape(detail(), envelope.detail);
    const which = object.sequencer ?? object['version-id'] ?? envelope.id;
    return [
      {
        kind: 'storage',
        identity: [envelope.type, bucket.name, object.key, object['version-id'], which],
        cause: [envelope.type, bucket.name],
        severity: envelope.type === DELETED ? 'low' : 'info',
        state: 'info',
        times: [],
        title:
          envelope.type === DELETED
            ? say`An object of bucket ${bucket.name} was deleted`
            : say`An object came into bucket ${bucket.name}`,
        arn: envelope.resources[0],
      },
    ];
  },
});
