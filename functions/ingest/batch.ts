import * as z from 'zod';
import { AssentError } from '#core/errors.ts';
import type { Taken } from '#core/ingest/take-message.ts';
import type { Folded } from '#core/signals/folding/fold.ts';
import type { EventMessage } from '#core/signals/folding/read-messages.ts';
import { type Instant, instantOf } from '#core/time.ts';
import { log, logFault } from '../shared/log.ts';

const Batch = z.object({
  Records: z.array(
    z.object({
      messageId: z.string().min(1),
      body: z.string(),
      attributes: z.object({ SentTimestamp: z.string().regex(/^\d{1,15}$/) }).optional(),
    }),
  ),
});

/** What Lambda takes back to the queue; nothing that is named here was done with. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** What is done with messages. */
export interface Takers {
  /** What takes a message about our own mails and executions. */
  readonly ours: (body: string) => (() => Promise<Taken>) | undefined;
  /** Takes all others, which may hold signals. */
  readonly fold: (messages: readonly EventMessage[]) => Promise<Folded>;
  readonly now: () => Instant;
}

/**
 * Takes the messages of a batch of SQS: those about our own, each for itself, and all others
 * together. One that fails holds up no other.
 */
export async function takeBatch(event: unknown, takers: Takers): Promise<BatchResponse> {
  const { Records } = Batch.parse(event);
  const failed = new Set<string>();
  const signals: EventMessage[] = [];
  for (const { messageId: id, body, attributes } of Records) {
    const take = takers.ours(body);
    if (take === undefined) {
      // The queue says it the same at every try, so that a repeated batch is the same object.
      const sent = attributes?.SentTimestamp;
      const received = sent === undefined ? takers.now() : instantOf(Number(sent));
      signals.push({ id, body, received });
    } else if (!(await isTaken(id, take))) failed.add(id);
  }
  for (const id of await foldAll(takers, signals)) failed.add(id);
  log('ingested', { taken: Records.length - failed.size, failed: failed.size });
  return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
}

async function isTaken(message: string, take: () => Promise<Taken>): Promise<boolean> {
  try {
    log('taken', { message, ...(await take()) });
    return true;
  } catch (error) {
    logFault('not ingested', error, { message, ...whyUnfit(error) });
    return false;
  }
}

/** Ids of the messages that were not folded. */
async function foldAll(
  { fold }: Takers,
  messages: readonly EventMessage[],
): Promise<Iterable<string>> {
  if (messages.length === 0) return [];
  try {
    const folded = await fold(messages);
    tell(folded);
    return folded.failed;
  } catch (error) {
    logFault('not folded', error, { messages: messages.length });
    return messages.map(({ id }) => id);
  }
}

function tell(folded: Folded): void {
  const { path, counted, duplicates, quarantined, testReports, failed, uncounted } = folded;
  log('folded', { path, counted, duplicates, quarantined, testReports, failed: failed.size });
  for (const cause of folded.wanted) log('incident wanted', { cause });
  for (const { error, signals } of uncounted) logFault('not counted', error, { signals });
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
