import * as z from 'zod';
import { once } from '../../once.ts';
import { defineAdapter } from '../adapter.ts';
import type { Severity, State } from '../severity.ts';
import { id, maybe, text, time } from '../shapes.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

const detail = once(() =>
  z.object({
    alert_type: maybe(text()),
    meta: z.object({
      monitor: z.object({ id: id(), name: maybe(text()) }),
      result: maybe(z.object({ result_id: maybe(id()), result_ts: time(), evaluation_ts: time() })),
      transition: maybe(z.object({ trans_name: maybe(text()), trans_type: maybe(text()) })),
    }),
  }),
);
type Detail = z.output<ReturnType<typeof detail>>;

const SOURCE = 'aws.partner/datadog.com/';
const TYPE = 'Datadog Alert Notification';

/**
 * Monitors of Datadog. Ids of results are beyond 2^53 and come here as text. Source: AWS Incident
 * Detection and Response user guide, "Integrate CloudWatch and APM with EventBridge".
 */
export const datadog = defineAdapter({
  name: 'datadog',
  about: 'Monitors of Datadog, by its partner event source',
  source: `${SOURCE}*`,
  types: [TYPE],
  knows: ({ source, type }) => source.startsWith(SOURCE) && type === TYPE,
  // Written for people, with whom to call.
  personal: { members: ['detail.meta.monitor.message'] },
  read(envelope) {
    const read = readShape(detail(), envelope.detail);
    const { monitor, result, transition } = read.meta;
    return [
      {
        kind: 'alarm',
        identity: [
          envelope.source,
          monitor.id,
          result?.result_id ?? envelope.id,
          transition?.trans_name,
        ],
        cause: [envelope.source, monitor.id],
        ...verdict(read),
        times: [result?.result_ts, result?.evaluation_ts],
        title: say`Monitor ${monitor.name ?? monitor.id} is ${transition?.trans_name ?? 'told of'}`,
      },
    ];
  },
});

function verdict({ alert_type, meta }: Detail): { severity: Severity; state: State } {
  const transition = meta.transition?.trans_type?.toLowerCase() ?? '';
  if (transition.includes('recovery') || alert_type === 'success') {
    return { severity: 'info', state: 'cleared' };
  }
  if (alert_type === 'error') return { severity: 'high', state: 'raised' };
  if (alert_type === 'warning') return { severity: 'medium', state: 'raised' };
  return { severity: 'low', state: 'info' };
}
