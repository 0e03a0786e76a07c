import type { LogPorts } from './log-ports.ts';
import { type Published, type PublishOptions, publish } from './publish.ts';
import { type Sequenced, sequence } from './sequence.ts';

export interface Advanced extends Sequenced {
  readonly published: Published;
}

/**
 * The whole work of the log function: bodies, sequence, checkpoint. It may run any number of times
 * at once and be killed anywhere; the backlog is in the table, so the next run goes on.
 *
 * @throws Corrupt at a fork, and where the table is behind the bucket
 */
export async function advance(ports: LogPorts, options: PublishOptions = {}): Promise<Advanced> {
  const sequenced = await sequence(ports);
  return { ...sequenced, published: await publish(ports, options) };
}
