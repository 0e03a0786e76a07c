import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientOptions } from './client-options.ts';
import { asTransient } from './failures.ts';

const SECONDS = 3;

/**
 * Puts a message into a queue. One whose answer was lost may lie there twice.
 *
 * @throws Transient
 */
export function sqsQueue(url: string, client = defaultClient()) {
  return async (body: string): Promise<void> => {
    try {
      await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));
    } catch (error) {
      throw asTransient(error, 'queue.send') ?? error;
    }
  };
}

/** Goes where all other clients go, whatever host the queue's address names. */
function defaultClient(): SQSClient {
  return new SQSClient({ ...clientOptions(SECONDS), useQueueUrlAsEndpoint: false });
}
