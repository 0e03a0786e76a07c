import * as z from 'zod';
import { once } from '../../once.ts';
import { defineAdapter } from '../adapter.ts';
import type { Kind } from '../kinds.ts';
import { momentPart } from '../moment.ts';
import type { Severity, State } from '../severity.ts';
import { maybe, text, time } from '../shapes.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

const detail = once(() =>
  z.object({
    alarmName: text(),
    state: z.object({
      value: z.enum(['ALARM', 'OK', 'INSUFFICIENT_DATA']),
      timestamp: time(),
      actionsSuppressedBy: maybe(text()),
    }),
    configuration: maybe(
      z.object({
        metrics: maybe(
          z.array(
            z.object({
              metricStat: maybe(z.object({ metric: z.object({ namespace: maybe(text()) }) })),
            }),
          ),
        ),
      }),
    ),
    alarmContributor: maybe(z.object({ id: text() })),
    muteDetail: maybe(z.object({ mutedByArn: maybe(text()) })),
  }),
);
type Detail = z.output<ReturnType<typeof detail>>;

/**
 * Alarms over metrics, metric math, other alarms, and one contributor of many. Source: CloudWatch
 * user guide, "Alarm events and EventBridge". A suppressed or muted alarm comes again, with a later
 * timestamp, when that ends and it still stands: until then it is only told.
 */
export const cloudwatchAlarm = defineAdapter({
  name: 'cloudwatch-alarm',
  about: 'CloudWatch alarms: metric, metric math, composite, contributor',
  source: 'aws.cloudwatch',
  types: ['CloudWatch Alarm State Change', 'CloudWatch Alarm Contributor State Change'],
  read(envelope) {
    const read = readShape(detail(), envelope.detail);
    const { alarmName, state, alarmContributor } = read;
    const arn = envelope.resources[0];
    const alarm = arn ?? [envelope.account, envelope.region, alarmName].join(' ');
    const muted = (state.actionsSuppressedBy ?? read.muteDetail) != null;
    const kind = kindOf(namespacesOf(read));
    const when = momentPart(state.timestamp) || envelope.id;
    return [
      {
        kind,
        identity: [alarm, alarmContributor?.id, state.value, when, muted ? 'muted' : ''],
        cause: [alarm, alarmContributor?.id],
        ...verdict(kind, state.value, muted),
        times: [state.timestamp],
        title: titleOf(read, muted),
        arn,
      },
    ];
  },
});

const namespacesOf = ({ configuration }: Detail): readonly string[] =>
  (configuration?.metrics ?? []).map((each) => each.metricStat?.metric.namespace ?? '');

// SageMaker's own monitors and Bedrock's guardrails; anything else is said by a rule.
function kindOf(namespaces: readonly string[]): Kind {
  const has = (part: string) => namespaces.some((each) => each.includes(part));
  if (has('/bias-metrics') || has('/explainability-metrics')) return 'bias';
  if (has('/data-metric') || has('/model-metrics')) return 'drift';
  return has('AWS/Bedrock/Guardrails') ? 'guardrail' : 'alarm';
}

function verdict(
  kind: Kind,
  value: Detail['state']['value'],
  muted: boolean,
): { severity: Severity; state: State } {
  if (value === 'OK') return { severity: 'info', state: 'cleared' };
  if (value === 'INSUFFICIENT_DATA' || muted) return { severity: 'low', state: 'info' };
  return { severity: kind === 'bias' ? 'high' : 'medium', state: 'raised' };
}

function titleOf({ alarmName, state, alarmContributor }: Detail, muted: boolean) {
  if (state.value === 'OK') return say`Alarm ${alarmName} is over`;
  if (state.value === 'INSUFFICIENT_DATA') return say`Alarm ${alarmName} has too little data`;
  if (muted) return say`Alarm ${alarmName} went off while it was muted`;
  if (alarmContributor == null) return say`Alarm ${alarmName} went off`;
  return say`Alarm ${alarmName} went off for contributor ${alarmContributor.id}`;
}
