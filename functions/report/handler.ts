import { sqsQueue } from '../adapters/sqs-queue.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { systemRandom } from '../adapters/system-random.ts';
import { httpPipeline } from '../shared/http-pipeline.ts';
import { Env } from './env.ts';
import { reportForm } from './routes.ts';

/**
 * The public form on which anybody reports harm. It may put a message into one queue, and nothing
 * else: it reads no record, and keeps nothing.
 */
export const handler = httpPipeline('report', Env, (env) =>
  reportForm({
    clock: systemClock,
    random: systemRandom,
    organisation: env.ASSENT_ORGANISATION,
    send: sqsQueue(env.ASSENT_INGEST_QUEUE),
  }),
);
