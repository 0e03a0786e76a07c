import * as z from 'zod';
import { AssentError } from '../errors.ts';
import { issuesOf } from '../issues.ts';
import { type FeedbackPorts, takeFeedback } from '../mail/feedback.ts';
import { SesEvent } from '../mail/ses-event.ts';
import { DeadExecution, takeDeadExecution } from './dead-execution.ts';

export type IngestPorts = FeedbackPorts;

/** What became of a message, in ids, counts and words of ours: it may stand in a log. */
export type Taken = Readonly<Record<string, string | number | boolean | undefined>>;

/** One kind of message: how it is told from others by its envelope, and what is done with it. */
interface Adapter {
  readonly kind: string;
  readonly knows: (message: Envelope) => boolean;
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
    knows: (message) => message['detail-type'] === 'Step Functions Execution Status Change',
    take: async (ports, message) => ({
      ...(await takeDeadExecution(ports, read(DeadExecution, message))),
    }),
  },
];

/** SES says so once, in plain text, to a topic that it is to publish to. */
const TOPIC_CHECK = 'Successfully validated SNS topic';

/**
 * Takes one message of the queue: what SNS delivered raw, or an event of EventBridge.
 *
 * @throws Invalid with a `reason` (`unread`, `unknown`, `malformed`) for what nobody here can take:
 *   it must be kept. Transient for what is worth another try.
 */
export async function takeMessage(ports: IngestPorts, body: string): Promise<Taken> {
  if (body.startsWith(TOPIC_CHECK)) return { kind: 'topic-check' };
  const message = envelopeOf(body);
  const adapter = adapters.find(({ knows }) => knows(message));
  if (adapter === undefined) throw unfit('unknown', 'Nothing is known of such a message');
  return { kind: adapter.kind, ...(await adapter.take(ports, message)) };
}

function envelopeOf(body: string): Envelope {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(body));
  } catch {
    throw unfit('unread', 'A message is no JSON object');
  }
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
