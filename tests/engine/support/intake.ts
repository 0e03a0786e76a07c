import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { TestAssent } from './engine.ts';

/** The queue of what comes from outside, as a test may reach it. */
export function intakeOf({ client, deployed }: TestAssent) {
  const sqs = new SQSClient({ ...client, useQueueUrlAsEndpoint: false });
  const QueueUrl = deployed.outputs.DeadLettersUrl?.replace(/dead-letters$/, 'ingest');
  return {
    /** Puts a message there, as a rule would. */
    async put(message: object): Promise<void> {
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
    },
    /** Messages that were handed out and neither taken nor handed out again. */
    async inFlight(): Promise<number> {
      const name = 'ApproximateNumberOfMessagesNotVisible';
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name] });
      return Number((await sqs.send(command)).Attributes?.[name]);
    },
    /** Messages that wait or are being taken. */
    async waiting(): Promise<number> {
      const AttributeNames = [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
      ] as const;
      const command = new GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: [...AttributeNames],
      });
      const { Attributes } = await sqs.send(command);
      return AttributeNames.reduce((sum, name) => sum + Number(Attributes?.[name]), 0);
    },
    /** Hands messages to the function by hand: what it gives back, and its log. */
    async handOver(...messages: readonly object[]): Promise<{ answer: unknown; log: string }> {
      const Records = messages.map((message, index) => ({
        messageId: `by-hand-${index + 1}`,
        body: JSON.stringify(message),
      }));
      const { Payload, LogResult = '' } = await new LambdaClient(client).send(
        new InvokeCommand({
          FunctionName: deployed.functions.ingest,
          LogType: 'Tail',
          Payload: Buffer.from(JSON.stringify({ Records })),
        }),
      );
      const log = Buffer.from(LogResult, 'base64').toString();
      return { answer: JSON.parse(Payload?.transformToString() ?? 'null'), log };
    },
  };
}
