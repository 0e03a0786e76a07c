import * as z from 'zod';
import { AssentError } from '#core/errors.ts';
import type { Taken } from '#core/ingest/take-message.ts';
import { log, logFault } from '../shared/log.ts';

const Batch = z.object({
  Records: z.array(z.object({ messageId: z.string().min(1), body: z.string() })),
});

/** What Lambda takes back to the queue; nothing that is named here was done with. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** Takes the messages of a batch of SQS, each for itself: one that fails holds up no other. */
export async function takeBatch(
  event: unknown,
  take: (body: string) => Promise<Taken>,
): Promise<BatchResponse> {
  const { Records } = Batch.parse(event);
  const failed: string[] = [];
  for (const { messageId, body } of Records) {
    try {
      log('taken', { message: messageId, ...(await take(body)) });
    } catch (error) {
      failed.push(messageId);
      logFault('not ingested', error, { message: messageId, ...whyUnfit(error) });
    }
  }
  log('ingested', { taken: Records.length - failed.length, failed: failed.length });
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** Words of ours about a message that nobody can take; nothing that it says. */
function whyUnfit(error: unknown): { reason?: string; where?: string } {
  if (!(error instanceof AssentError) || error.code !== 'Invalid') return {};
  const { reason, where } = error.data;
  return {
    ...(typeof reason === 'string' && { reason }),
    ...(typeof where === 'string' && { where }),
  };
}
