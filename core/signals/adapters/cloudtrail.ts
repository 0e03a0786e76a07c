import * as z from 'zod';
import { once } from '../../once.ts';
import { defineAdapter, type Reading } from '../adapter.ts';
import { maybe, text, time } from '../shapes.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

const TYPES = ['AWS API Call via CloudTrail', 'AWS Service Event via CloudTrail'];

const detail = once(() =>
  z.object({
    eventID: maybe(text()),
    eventTime: time(),
    eventSource: text(),
    eventName: text(),
    errorCode: maybe(text()),
    readOnly: maybe(z.boolean()),
    requestParameters: maybe(z.record(z.string(), z.unknown())),
    responseElements: maybe(z.object({ action: maybe(text()) })),
    resources: maybe(z.array(z.object({ ARN: maybe(text()) }))),
  }),
);
type Detail = z.output<ReturnType<typeof detail>>;

/** What watches or holds back a model. Less of it matters; a change may be less of it. */
const SAFEGUARD =
  /(Guardrail|ModelInvocationLogging|Monitor|ModelCard|(Bias|Quality|Explainability)JobDefinition)/;
const LESS = /^(Delete|Stop|Disable)/;
const CHANGE = /^(Update|Put)/;
const USE = /^(Invoke|Converse|ApplyGuardrail|Retrieve)/;

/**
 * Calls of services of AI, by CloudTrail: who the caller was stays out, its role stays in. They
 * come by the default bus. Source: CloudTrail user guide, "CloudTrail record contents".
 */
export const cloudtrail = defineAdapter({
  name: 'cloudtrail',
  about: 'Calls of Bedrock, SageMaker and others, as CloudTrail tells them',
  types: TYPES,
  knows: ({ source, type }) => source.startsWith('aws.') && TYPES.includes(type),
  personal: {
    members: [
      'detail.userIdentity.sessionContext.webIdFederationData',
      // What was asked of a model, and what it said; the text that a guardrail found.
      ...['body', 'content', 'messages', 'prompt', 'system', 'inputText'].map(
        (name) => `detail.requestParameters.${name}`,
      ),
      ...['body', 'output', 'outputs', 'completion'].map(
        (name) => `detail.responseElements.${name}`,
      ),
      'detail.responseElements.**.match',
    ],
  },
  read(envelope) {
    const read = readShape(detail(), envelope.detail);
    const { eventSource, eventName, eventID } = read;
    const arn = read.resources?.find(({ ARN }) => ARN != null)?.ARN ?? undefined;
    const target = arn ?? targetOf(read.requestParameters ?? {});
    return [
      {
        ...verdict(read),
        identity: [eventID ?? envelope.id, eventSource, eventName],
        cause: [envelope.account, envelope.region, eventSource, eventName, target, read.errorCode],
        times: [read.eventTime],
        title: titleOf(read, target),
        arn,
      },
    ];
  },
});

/** What a call is about: the first parameter that names something. */
function targetOf(parameters: Readonly<Record<string, unknown>>): string | undefined {
  const named = Object.entries(parameters).find(
    ([name, value]) => /(Identifier|Arn|Name|Id)$/.test(name) && typeof value === 'string',
  );
  return named === undefined ? undefined : String(named[1]);
}

function verdict(read: Detail): Pick<Reading, 'kind' | 'severity' | 'state'> {
  const { eventName, errorCode, readOnly, responseElements } = read;
  const kind = 'api-call';
  if (responseElements?.action === 'GUARDRAIL_INTERVENED') {
    return { kind: 'guardrail', severity: 'low', state: 'raised' };
  }
  if (errorCode != null) return { kind, severity: 'low', state: 'info' };
  if (SAFEGUARD.test(eventName)) {
    if (LESS.test(eventName)) return { kind, severity: 'high', state: 'raised' };
    if (CHANGE.test(eventName)) return { kind, severity: 'medium', state: 'raised' };
  }
  const severity = readOnly === true || USE.test(eventName) ? 'info' : 'low';
  return { kind, severity, state: 'info' };
}

function titleOf({ eventName, errorCode, responseElements }: Detail, target: string | undefined) {
  if (responseElements?.action === 'GUARDRAIL_INTERVENED')
    return say`Guardrail ${target} intervened`;
  if (errorCode != null) return say`${eventName} was refused: ${errorCode}`;
  return target === undefined ? say`${eventName} was called` : say`${eventName} of ${target}`;
}
