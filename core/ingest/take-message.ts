import type * as z from 'zod';
import { AssentError } from '../errors.ts';
import { issuesOf } from '../issues.ts';
import { type FeedbackPorts, takeFeedback } from '../mail/feedback.ts';
import { SesEvent } from '../mail/ses-event.ts';
import { DeadExecution, takeDeadExecution } from './dead-execution.ts';

export interface IngestPorts extends FeedbackPorts {
  /** What the ARNs of our own state machines begin with. */
  readonly machines: string;
}

/** What became of a message, in ids, counts and words of ours: it may stand in a log. */
export type Taken = Readonly<Record<string, string | number | boolean | undefined>>;

/** One kind of message: how it is told from others by its envelope, and what is done with it. */
interface Adapter {
  readonly kind: string;
  readonly knows: (message: Envelope, ports: IngestPorts) => boolean;
  readonly take: (ports: IngestPorts, message: unknown) => Promise<Taken>;
}

type Envelope = Readonly<Record<string, unknown>>;

const adapters: readonly Adapter[] = [
  {
    kind: 'mail-feedback',
    knows: (message) => 'eventType' in message,
    take: async (ports, message) => {
      const { delivery, ...taken } = await takeFeedback(ports, read(SesEvent, message));
      return { ...taken, ref: delivery?.of, mail: delivery && `${delivery.kind}-${delivery.n}` };
    },
  },
  {
    kind: 'dead-execution',
    // Those of other machines are signals.
    knows: ({ 'detail-type': type, detail }, { machines }) =>
      type === 'Step Functions Execution Status Change' &&
      isObject(detail) &&
      typeof detail.stateMachineArn === 'string' &&
      detail.stateMachineArn.startsWith(machines),
    take: async (ports, message) => ({
      ...(await takeDeadExecution(ports, read(DeadExecution, message))),
    }),
  },
];

/** SES says so once, in plain text, to a topic that it is to publish to. */
const TOPIC_CHECK = 'Successfully validated SNS topic';

/**
 * What takes a message of the queue that is about our own mails and executions: what SNS delivered
 * raw, or an event of EventBridge. `undefined` for every other: it may hold signals.
 *
 * What is returned throws Invalid with a `reason` (`malformed`) for what is not what its kind
 * should be: it must be kept. Transient for what is worth another try.
 */
export function messageOfOurs(
  ports: IngestPorts,
  body: string,
): (() => Promise<Taken>) | undefined {
  if (body.startsWith(TOPIC_CHECK)) return async () => ({ kind: 'topic-check' });
  const message = envelopeOf(body);
  const adapter = message && adapters.find(({ knows }) => knows(message, ports));
  if (message === undefined || adapter === undefined) return undefined;
  return async () => ({ kind: adapter.kind, ...(await adapter.take(ports, message)) });
}

// Most messages are signals, and those are parsed with more care: a look at the text will do.
const MAY_BE_OURS = /"eventType"|"Step Functions Execution Status Change"/;

function envelopeOf(body: string): Envelope | undefined {
  if (!MAY_BE_OURS.test(body)) return undefined;
  try {
    const message: unknown = JSON.parse(body);
    return isObject(message) ? message : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Envelope {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function read<Shape extends z.ZodType>(shape: Shape, message: unknown): z.output<Shape> {
  const parsed = shape.safeParse(message);
  if (parsed.success) return parsed.data;
  // Where, never what: a message holds addresses.
  const where = issuesOf(parsed.error).map(({ path }) => path);
  throw unfit('malformed', 'A message is not what its kind should be', { where: where.join(' ') });
}

const unfit = (reason: string, message: string, more: object = {}) =>
  new AssentError('Invalid', message, { reason, ...more });
