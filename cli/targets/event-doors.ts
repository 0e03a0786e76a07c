import {
  DescribeEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-eventbridge';
import {
  GetQueueUrlCommand,
  QueueDoesNotExist,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { AssentError } from '#core/errors.ts';

/** An event that goes on the bus. */
export interface BusEvent {
  readonly source: string;
  readonly type: string;
  /** JSON. */
  readonly detail: string;
  readonly resources: readonly string[];
}

/** Where events go. */
export interface EventDoors {
  /** Puts it on the stage's bus: its id there. @throws NotFound where there is no such bus */
  put(event: BusEvent): Promise<string>;
  /** Hands a whole event to the stage's queue, as a rule does. @throws NotFound */
  handOver(event: string): Promise<void>;
}

/** Bus and queue of a stage, with the credentials of whoever runs the command. */
export function openDoors(
  stage: string,
  clients: { readonly bus: EventBridgeClient; readonly sqs: SQSClient } = {
    bus: new EventBridgeClient({}),
    // Where the queue says that it is, a local engine is not; a named endpoint is.
    sqs: new SQSClient({ useQueueUrlAsEndpoint: false }),
  },
): EventDoors {
  const bus = `assent-${stage}`;
  return {
    async put({ source, type, detail, resources }) {
      // A bus that is not there swallows events without a word.
      await found(`bus ${bus}`, ResourceNotFoundException, () =>
        clients.bus.send(new DescribeEventBusCommand({ Name: bus })),
      );
      const entry = {
        EventBusName: bus,
        Source: source,
        DetailType: type,
        Detail: detail,
        Resources: [...resources],
      };
      const { Entries } = await clients.bus.send(new PutEventsCommand({ Entries: [entry] }));
      const { EventId, ErrorCode, ErrorMessage } = Entries?.[0] ?? {};
      if (EventId !== undefined) return EventId;
      throw new AssentError('Refused', `The bus took it not: ${ErrorCode} ${ErrorMessage}`);
    },
    async handOver(event) {
      const QueueName = `assent-${stage}-ingest`;
      const { QueueUrl } = await found(`queue ${QueueName}`, QueueDoesNotExist, () =>
        clients.sqs.send(new GetQueueUrlCommand({ QueueName })),
      );
      await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: event }));
    },
  };
}

async function found<T>(
  what: string,
  isMissing: new (...given: never[]) => Error,
  look: () => Promise<T>,
): Promise<T> {
  try {
    return await look();
  } catch (cause) {
    if (!(cause instanceof isMissing)) throw cause;
    throw new AssentError(
      'NotFound',
      `There is no ${what} in this account and region`,
      {},
      { cause },
    );
  }
}
