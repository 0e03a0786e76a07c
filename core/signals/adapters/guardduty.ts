import * as z from 'zod';
import { once } from '../../once.ts';
import { defineAdapter } from '../adapter.ts';
import { momentPart } from '../moment.ts';
import type { Severity, State } from '../severity.ts';
import { amount, id, maybe, text, time } from '../shapes.ts';
import { memberOf } from '../subjects.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

const detail = once(() =>
  z.object({
    id: text(),
    arn: maybe(text()),
    accountId: maybe(text()),
    region: maybe(text()),
    type: text(),
    severity: amount(),
    updatedAt: time(),
    resource: maybe(z.object({ resourceType: maybe(text()) })),
    service: maybe(
      z.object({
        count: maybe(id()),
        archived: maybe(z.boolean()),
        additionalInfo: maybe(z.object({ sample: maybe(z.boolean()) })),
        eventLastSeen: time(),
      }),
    ),
  }),
);
type Detail = z.output<ReturnType<typeof detail>>;

/** Where a finding names a thing; a caller is no thing. */
const THINGS = [
  '/resource/instanceDetails/instanceId',
  '/resource/s3BucketDetails/0/name',
  '/resource/eksClusterDetails/name',
  '/resource/ecsClusterDetails/name',
  '/resource/lambdaDetails/functionName',
  '/resource/rdsDbInstanceDetails/dbInstanceIdentifier',
  '/service/action/awsApiCallAction/api',
];

/**
 * Findings of GuardDuty. It folds repeats into one finding, whose count and time move on. Numbers
 * of severity: GuardDuty user guide, "Severity levels of GuardDuty findings".
 */
export const guardduty = defineAdapter({
  name: 'guardduty',
  about: 'Findings of GuardDuty',
  source: 'aws.guardduty',
  types: ['GuardDuty Finding'],
  personal: {
    members: [
      // A sentence that names who called, and from where.
      'detail.description',
      'detail.resource.accessKeyDetails',
      'detail.resource.kubernetesDetails.kubernetesUserDetails',
      'detail.resource.rdsDbUserDetails',
      'detail.resource.s3BucketDetails.*.owner',
      'detail.service.action.**.*IpDetails',
      'detail.service.additionalInfo.value',
      'detail.service.userFeedback',
      'detail.service.runtimeDetails.process.user*',
      'detail.service.detection.**.actors',
      'detail.service.detection.**.endpoints',
      'detail.service.evidence',
    ],
  },
  read(envelope) {
    const read = readShape(detail(), envelope.detail);
    const thing = THINGS.map((path) => memberOf(envelope.detail, path)).find(
      (each) => typeof each === 'string',
    );
    return [
      {
        kind: 'security',
        identity: [read.arn ?? read.id, momentPart(read.updatedAt), read.service?.count],
        cause: [
          read.accountId ?? envelope.account,
          read.region ?? envelope.region,
          read.type,
          read.resource?.resourceType,
          typeof thing === 'string' ? thing : '',
        ],
        ...verdict(read),
        times: [read.service?.eventLastSeen, read.updatedAt],
        title: say`GuardDuty found ${read.type}`,
        arn: read.arn ?? undefined,
      },
    ];
  },
});

function verdict({ severity, service }: Detail): { severity: Severity; state: State } {
  // Somebody tries how findings arrive.
  if (service?.additionalInfo?.sample === true) return { severity: 'info', state: 'info' };
  return { severity: wordOf(severity), state: service?.archived === true ? 'cleared' : 'raised' };
}

function wordOf(severity: number): Severity {
  if (severity >= 9) return 'critical';
  if (severity >= 7) return 'high';
  return severity >= 4 ? 'medium' : 'low';
}
