import * as z from 'zod';
import { once } from '../../once.ts';
import { defineAdapter } from '../adapter.ts';
import { momentPart } from '../moment.ts';
import { type Severity, type State, severityOfWord } from '../severity.ts';
import { id, maybe, text, time } from '../shapes.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

const detail = once(() =>
  z.object({
    id: text(),
    accountId: maybe(text()),
    region: maybe(text()),
    type: text(),
    severity: maybe(z.object({ description: maybe(text()) })),
    updatedAt: time(),
    count: maybe(id()),
    archived: maybe(z.boolean()),
    sample: maybe(z.boolean()),
    resourcesAffected: maybe(
      z.object({ s3Bucket: maybe(z.object({ name: maybe(text()), arn: maybe(text()) })) }),
    ),
  }),
);
type Detail = z.output<ReturnType<typeof detail>>;

/**
 * Findings of Macie: a bucket is open, or an object holds personal data. Who did it and what the
 * object is called stay out: the finding's id leads whoever may see them to Macie. Source: Macie
 * user guide, "EventBridge event schema for Macie findings".
 */
export const macie = defineAdapter({
  name: 'macie',
  about: 'Findings of Macie',
  source: 'aws.macie',
  types: ['Macie Finding'],
  personal: {
    members: [
      'detail.policyDetails.actor.ipAddressDetails',
      'detail.policyDetails.actor.domainDetails',
      'detail.policyDetails.actor.userIdentity.iamUser',
      'detail.policyDetails.actor.userIdentity.federatedUser',
      'detail.resourcesAffected.s3Bucket.owner',
    ],
    fileNames: ['detail.resourcesAffected.s3Object.key', 'detail.resourcesAffected.s3Object.path'],
  },
  read(envelope) {
    const read = readShape(detail(), envelope.detail);
    const bucket = read.resourcesAffected?.s3Bucket;
    const account = read.accountId ?? envelope.account;
    return [
      {
        kind: 'privacy',
        identity: [account, read.id, momentPart(read.updatedAt), read.count],
        cause: [account, read.region ?? envelope.region, read.type, bucket?.name],
        ...verdict(read),
        times: [read.updatedAt],
        title: say`Macie found ${read.type} in bucket ${bucket?.name}`,
        arn: bucket?.arn ?? undefined,
      },
    ];
  },
});

function verdict(read: Detail): { severity: Severity; state: State } {
  const severity = severityOfWord(read.severity?.description);
  // Somebody tries how findings arrive.
  if (read.sample === true) return { severity: 'info', state: 'info' };
  return { severity, state: read.archived === true ? 'cleared' : 'raised' };
}
