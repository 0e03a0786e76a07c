import * as z from 'zod';
import { once } from '../../once.ts';
import { defineAdapter } from '../adapter.ts';
import { momentPart } from '../moment.ts';
import type { Severity, State } from '../severity.ts';
import { id, maybe, text, time } from '../shapes.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

const variants = once(() =>
  maybe(
    z.array(
      z.object({
        VariantName: maybe(text()),
        VariantStatus: maybe(z.array(z.object({ Status: text(), StartTime: time() }))),
      }),
    ),
  ),
);

const detail = once(() =>
  z.object({
    EndpointName: text(),
    EndpointArn: maybe(text()),
    EndpointConfigName: maybe(text()),
    EndpointStatus: text(),
    LastModifiedTime: time(),
    PendingDeploymentSummary: maybe(
      z.object({ EndpointConfigName: maybe(id()), ProductionVariants: variants() }),
    ),
  }),
);
type Detail = z.output<ReturnType<typeof detail>>;

/**
 * What serves a model: its endpoint, and the steps of a deployment. Statuses are documented in
 * upper case and seen in both (`IN_SERVICE`, `InService`). Source: SageMaker developer guide,
 * "Automating SageMaker AI with EventBridge": several events may tell of one change.
 */
export const sagemakerEndpoint = defineAdapter({
  name: 'sagemaker-endpoint',
  about: 'Endpoints and their deployments',
  source: 'aws.sagemaker',
  types: ['SageMaker Endpoint State Change', 'SageMaker Endpoint Deployment State Change'],
  read(envelope) {
    const read = readShape(detail(), envelope.detail);
    const arn = read.EndpointArn ?? envelope.resources[0];
    const endpoint = arn ?? [envelope.account, envelope.region, read.EndpointName].join(' ');
    const status = read.EndpointStatus.toUpperCase().replaceAll('_', '');
    const when = momentPart(read.LastModifiedTime) || envelope.id;
    return [
      {
        kind: 'deployment',
        identity: [endpoint, status, when, ...stepOf(read)],
        cause: [endpoint],
        ...verdict(status),
        times: [read.LastModifiedTime],
        title: say`Endpoint ${read.EndpointName} is ${read.EndpointStatus}`,
        arn,
      },
    ];
  },
});

// The steps of one deployment (creating, baking) come while the endpoint's own state stays.
function stepOf({ PendingDeploymentSummary: pending }: Detail): readonly string[] {
  if (pending == null) return [];
  const steps = (pending.ProductionVariants ?? []).flatMap(({ VariantName, VariantStatus }) =>
    (VariantStatus ?? []).map(({ Status, StartTime }) =>
      [VariantName ?? '', Status, momentPart(StartTime)].join(' '),
    ),
  );
  return [pending.EndpointConfigName ?? '', steps.join(', ')];
}

function verdict(status: string): { severity: Severity; state: State } {
  if (['FAILED', 'OUTOFSERVICE', 'UPDATEROLLBACKFAILED'].includes(status)) {
    return { severity: 'high', state: 'raised' };
  }
  if (status === 'ROLLINGBACK') return { severity: 'medium', state: 'raised' };
  return { severity: 'info', state: status === 'INSERVICE' ? 'cleared' : 'info' };
}
