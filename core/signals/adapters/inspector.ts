import * as z from 'zod';
import { once } from '../../once.ts';
import { defineAdapter } from '../adapter.ts';
import { momentPart } from '../moment.ts';
import { type Severity, type State, severityOfWord } from '../severity.ts';
import { maybe, text, time } from '../shapes.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

const detail = once(() =>
  z.object({
    findingArn: text(),
    awsAccountId: maybe(text()),
    type: maybe(text()),
    title: maybe(text()),
    severity: maybe(text()),
    status: maybe(text()),
    updatedAt: time(),
    lastObservedAt: time(),
    packageVulnerabilityDetails: maybe(z.object({ vulnerabilityId: maybe(text()) })),
    resources: maybe(
      z.array(
        z.object({
          id: maybe(text()),
          details: maybe(
            z.object({
              awsEcrContainerImage: maybe(z.object({ repositoryName: maybe(text()) })),
            }),
          ),
        }),
      ),
    ),
  }),
);
type Detail = z.output<ReturnType<typeof detail>>;

/**
 * Findings of Inspector. A vulnerability in a repository is one cause, whatever image it is found
 * in. Source: Inspector user guide, "Amazon EventBridge event schema for Amazon Inspector events".
 */
export const inspector = defineAdapter({
  name: 'inspector',
  about: 'Findings of Inspector',
  source: 'aws.inspector2',
  types: ['Inspector2 Finding'],
  personal: {
    members: ['detail.resources.*.details.awsEcrContainerImage.author'],
  },
  read(envelope) {
    const read = readShape(detail(), envelope.detail);
    const resource = read.resources?.[0];
    const vulnerability = read.packageVulnerabilityDetails?.vulnerabilityId;
    const when = momentPart(read.updatedAt) || momentPart(read.lastObservedAt) || envelope.id;
    return [
      {
        kind: 'vulnerability',
        identity: [read.findingArn, read.status, when],
        cause: [
          read.awsAccountId ?? envelope.account,
          envelope.region,
          vulnerability ?? read.title ?? read.type,
          resource?.details?.awsEcrContainerImage?.repositoryName ?? resource?.id,
        ],
        ...verdict(read),
        times: [read.updatedAt, read.lastObservedAt],
        title: say`Inspector found ${read.title ?? vulnerability ?? read.type}`,
        arn: read.findingArn,
      },
    ];
  },
});

function verdict(read: Detail): { severity: Severity; state: State } {
  const severity = severityOfWord(read.severity);
  if (read.status === 'CLOSED') return { severity, state: 'cleared' };
  return { severity, state: read.status === 'SUPPRESSED' ? 'info' : 'raised' };
}
