import * as z from 'zod';
import { once } from '../../once.ts';
import { defineAdapter } from '../adapter.ts';
import { findingsOf } from '../findings.ts';
import { momentPart } from '../moment.ts';
import { type Severity, type State, severityOfWord } from '../severity.ts';
import { maybe, text, time } from '../shapes.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

const finding = once(() =>
  z.object({
    Id: text(),
    ProductArn: maybe(text()),
    ProductName: maybe(text()),
    GeneratorId: text(),
    AwsAccountId: maybe(text()),
    Region: maybe(text()),
    UpdatedAt: time(),
    Title: maybe(text()),
    Severity: maybe(z.object({ Label: maybe(text()) })),
    Resources: maybe(z.array(z.object({ Id: maybe(text()) }))),
    Compliance: maybe(z.object({ Status: maybe(text()) })),
    Workflow: maybe(z.object({ Status: maybe(text()) })),
    RecordState: maybe(text()),
  }),
);
type Finding = z.output<ReturnType<typeof finding>>;

/**
 * Findings in the AWS Security Finding Format, each a signal of its own. Working on one moves no
 * `UpdatedAt`, so its states are part of what happened. Source: Security Hub user guide,
 * "EventBridge event formats for Security Hub", "AWS Security Finding Format".
 */
export const securityhub = defineAdapter({
  name: 'securityhub',
  about: 'Findings of Security Hub CSPM (ASFF)',
  source: 'aws.securityhub',
  types: ['Security Hub Findings - Imported'],
  personal: {
    members: [
      // Other products write in it who did what.
      'detail.findings.*.Description',
      'detail.findings.*.Note',
      'detail.findings.*.UserDefinedFields',
      'detail.findings.*.Network',
      'detail.findings.*.NetworkPath',
      'detail.findings.*.Process',
      'detail.findings.*.Action.**.RemoteIpDetails',
      'detail.findings.*.ProductFields.*Ip*',
      'detail.findings.*.ProductFields.*ser*ame*',
      'detail.findings.*.ProductFields.*rincipal*',
      'detail.findings.*.ProductFields.*accessKey*',
      'detail.findings.*.ProductFields.*geoLocation*',
      'detail.findings.*.ProductFields.*city*',
      'detail.findings.*.Resources.*.Details.AwsIamAccessKey',
      'detail.findings.*.Resources.*.Details.AwsIamUser',
      'detail.findings.*.Detection.**.Actors',
      'detail.findings.*.Detection.**.Endpoints',
    ],
  },
  read: (envelope) =>
    findingsOf(envelope).map(({ finding: value, event, at }) => {
      const read = readShape(finding(), value, at);
      const resource = read.Resources?.[0]?.Id;
      const states = [read.Compliance?.Status, read.Workflow?.Status, read.RecordState];
      return {
        kind: read.Compliance == null ? 'security' : 'compliance',
        identity: [read.Id, momentPart(read.UpdatedAt) || envelope.id, ...states],
        cause: [read.AwsAccountId, read.Region, read.ProductArn, read.GeneratorId, resource],
        ...verdict(read),
        times: [read.UpdatedAt],
        title: say`${read.ProductName ?? 'Security Hub'} found ${read.Title ?? read.GeneratorId}`,
        arn: read.Id.startsWith('arn:') ? read.Id : undefined,
        event,
      };
    }),
});

function verdict(read: Finding): { severity: Severity; state: State } {
  const severity = severityOfWord(read.Severity?.Label);
  if (read.RecordState === 'ARCHIVED') return { severity, state: 'cleared' };
  if (read.Workflow?.Status === 'RESOLVED') return { severity, state: 'cleared' };
  if (read.Workflow?.Status === 'SUPPRESSED') return { severity, state: 'info' };
  if (read.Compliance?.Status === 'PASSED') return { severity, state: 'cleared' };
  if (read.Compliance?.Status === 'NOT_AVAILABLE') return { severity, state: 'info' };
  return { severity, state: severity === 'info' ? 'info' : 'raised' };
}
