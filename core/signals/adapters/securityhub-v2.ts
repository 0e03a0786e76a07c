import * as z from 'zod';
import { once } from '../../once.ts';
import { defineAdapter } from '../adapter.ts';
import { findingsOf } from '../findings.ts';
import { momentPart } from '../moment.ts';
import type { Severity, State } from '../severity.ts';
import { amount, id, maybe, text, time } from '../shapes.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

const finding = once(() =>
  z.object({
    class_name: maybe(text()),
    severity_id: amount(),
    status_id: maybe(amount()),
    time: time(),
    cloud: maybe(
      z.object({ account: maybe(z.object({ uid: maybe(id()) })), region: maybe(text()) }),
    ),
    metadata: maybe(
      z.object({
        uid: maybe(text()),
        product: maybe(z.object({ name: maybe(text()), uid: maybe(text()) })),
      }),
    ),
    finding_info: z.object({
      uid: text(),
      title: maybe(text()),
      modified_time: time(),
      modified_time_dt: time(),
      types: maybe(z.array(text())),
    }),
    compliance: maybe(z.object({ status: maybe(text()), control: maybe(text()) })),
    resources: maybe(z.array(z.object({ uid: maybe(text()) }))),
  }),
);
type Finding = z.output<ReturnType<typeof finding>>;

/** Numbers of severity in OCSF; 0 (unknown) and 99 (other) are as good as medium. */
const SEVERITY: ReadonlyMap<number, Severity> = new Map([
  [1, 'info'],
  [2, 'low'],
  [3, 'medium'],
  [4, 'high'],
  [5, 'critical'],
  [6, 'critical'],
]);

/** Statuses in OCSF. */
const SUPPRESSED = 3;
const RESOLVED = 4;
const ARCHIVED = 5;

/**
 * Findings of Security Hub in the Open Cybersecurity Schema Framework, each a signal of its own.
 * Source: Security Hub user guide, "EventBridge event formats for Security Hub"; OCSF, "Findings".
 */
export const securityhubV2 = defineAdapter({
  name: 'securityhub-v2',
  about: 'Findings of Security Hub (OCSF)',
  source: 'aws.securityhub',
  types: ['Findings Imported V2'],
  personal: {
    members: [
      'detail.findings.*.finding_info.desc',
      'detail.findings.*.message',
      'detail.findings.*.comment',
      'detail.findings.*.actor',
      'detail.findings.*.assignee*',
      'detail.findings.*.src_endpoint',
      'detail.findings.*.dst_endpoint',
      'detail.findings.*.observables',
      'detail.findings.*.evidences',
      'detail.findings.*.unmapped',
      'detail.findings.*.raw_data',
      'detail.findings.*.**.user',
    ],
  },
  read: (envelope) =>
    findingsOf(envelope).map(({ finding: value, event, at }) => {
      const read = readShape(finding(), value, at);
      const { finding_info: info, compliance, metadata, cloud } = read;
      const product = metadata?.product;
      const modified = [info.modified_time_dt, info.modified_time, read.time];
      const about = compliance?.control ?? info.types?.[0] ?? info.title;
      return {
        kind: compliance == null ? 'security' : 'compliance',
        identity: [
          info.uid,
          modified.map(momentPart).find((each) => each !== '') ?? envelope.id,
          read.severity_id,
          read.status_id,
          compliance?.status,
        ],
        cause: [cloud?.account?.uid, cloud?.region, product?.uid, about, read.resources?.[0]?.uid],
        ...verdict(read),
        times: modified,
        title: say`${product?.name ?? 'Security Hub'} found ${info.title ?? info.uid}`,
        arn: info.uid.startsWith('arn:') ? info.uid : undefined,
        event,
      };
    }),
});

function verdict(read: Finding): { severity: Severity; state: State } {
  const severity = SEVERITY.get(read.severity_id) ?? 'medium';
  const status = read.status_id;
  if (status === RESOLVED || status === ARCHIVED) return { severity, state: 'cleared' };
  if (status === SUPPRESSED) return { severity, state: 'info' };
  if (read.compliance?.status?.toLowerCase() === 'pass') return { severity, state: 'cleared' };
  return { severity, state: severity === 'info' ? 'info' : 'raised' };
}
