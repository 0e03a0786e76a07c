import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientOptions } from './client-options.ts';

const SECONDS = 5;

/** Counts what lies in the dead-letter queue, as far as SQS knows (its counts lag). */
export function deadLetterCount(url: string, client = defaultClient()) {
  return async (): Promise<number | null> => {
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: ['ApproximateNumberOfMessages'],
      }),
    );
    const count = Number(Attributes?.ApproximateNumberOfMessages);
    return Number.isSafeInteger(count) ? count : null;
  };
}

/** Goes where all other clients go, whatever host the queue's address names. */
function defaultClient(): SQSClient {
  return new SQSClient({ ...clientOptions(SECONDS), useQueueUrlAsEndpoint: false });
}
