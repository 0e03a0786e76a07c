import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { AssentError } from '#core/errors.ts';
import type { DeadLetter } from '#core/ingest/dead-letter.ts';

/** A dead letter, as long as it is kept from others. */
export interface HeldLetter extends DeadLetter {
  readonly id: string;
  readonly handle: string;
}

/** The dead letters of a stage, and the queue that they may go back to. */
export interface DeadLetterDoors {
  /** ARN of the dead letters' queue. */
  readonly arn: string;
  readonly ingestQueue: string;
  /** Up to ten, kept from others for two minutes; none where all lie still, or are kept. */
  take(): Promise<readonly HeldLetter[]>;
  /** Lets others have it at once. */
  putBack(letter: HeldLetter): Promise<void>;
  /** Hands its body to the queue of what comes from outside. */
  handOver(letter: HeldLetter): Promise<void>;
  /** Takes it away for good. */
  remove(letter: HeldLetter): Promise<void>;
}

const KEPT_SECONDS = 120;
/** SQS asks few of its servers where nobody waits, and may overlook some. */
const WAIT_SECONDS = 2;
const AT_ONCE = 10;

/** Opens them with the credentials of whoever runs the command. @throws NotFound */
export async function openDeadLetters(
  stage: string,
  // Goes where all other clients go, whatever host the queue's address names.
  sqs: SQSClient = new SQSClient({ useQueueUrlAsEndpoint: false }),
): Promise<DeadLetterDoors> {
  const ingestQueue = `assent-${stage}-ingest`;
  const QueueUrl = await urlOf(sqs, `assent-${stage}-dead-letters`);
  const ingestUrl = await urlOf(sqs, ingestQueue);
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const held = ({ handle }: HeldLetter) => ({ QueueUrl, ReceiptHandle: handle });
  return {
    arn: Attributes?.QueueArn ?? '',
    ingestQueue,
    take: () => take(sqs, QueueUrl),
    async putBack(letter) {
      await sqs.send(new ChangeMessageVisibilityCommand({ ...held(letter), VisibilityTimeout: 0 }));
    },
    async handOver({ body }) {
      await sqs.send(new SendMessageCommand({ QueueUrl: ingestUrl, MessageBody: body }));
    },
    async remove(letter) {
      await sqs.send(new DeleteMessageCommand(held(letter)));
    },
  };
}

async function take(sqs: SQSClient, QueueUrl: string): Promise<readonly HeldLetter[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: AT_ONCE,
      VisibilityTimeout: KEPT_SECONDS,
      WaitTimeSeconds: WAIT_SECONDS,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['DeadLetterQueueSourceArn'],
    }),
  );
  return Messages.flatMap(({ MessageId, ReceiptHandle, Body, MessageAttributes, Attributes }) => {
    if (MessageId === undefined || ReceiptHandle === undefined || Body === undefined) return [];
    const attributes = Object.entries(MessageAttributes ?? {}).flatMap(([name, { StringValue }]) =>
      StringValue === undefined ? [] : [[name, StringValue]],
    );
    const from = Attributes?.DeadLetterQueueSourceArn;
    return [
      {
        id: MessageId,
        handle: ReceiptHandle,
        body: Body,
        attributes: Object.fromEntries(attributes),
        ...(from === undefined ? {} : { from }),
      },
    ];
  });
}

async function urlOf(sqs: SQSClient, QueueName: string): Promise<string> {
  try {
    const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
    return QueueUrl;
  } catch (cause) {
    if (!(cause instanceof QueueDoesNotExist)) throw cause;
    const message = `There is no queue ${QueueName} in this account and region`;
    throw new AssentError('NotFound', message, {}, { cause });
  }
}
