import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { transient } from '#core/errors.ts';
import { batchEvents } from '#core/outward/batch-events.ts';
import type { Bus } from '#core/ports.ts';
import { clientOptions } from './client-options.ts';
import { asTransient } from './failures.ts';

const SECONDS = 5;
/** `source` of what we announce: rules match on it. */
const SOURCE = 'assent';

export interface EventBridgeBusOptions {
  /** Name or ARN of the bus. One that does not exist swallows events without a word. */
  readonly bus: string;
  /** Of events that are to come back as signals: another than that of what we announce. */
  readonly source?: string;
  readonly client?: EventBridgeClient;
}

/** The outbound bus in EventBridge. Order is kept within a call, not beyond it. */
export function eventBridgeBus(options: EventBridgeBusOptions): Bus {
  const client = options.client ?? new EventBridgeClient(clientOptions(SECONDS));
  return {
    async put(events) {
      for (const group of batchEvents(events)) {
        const Entries = group.map(({ type, detail }) => ({
          EventBusName: options.bus,
          Source: options.source ?? SOURCE,
          DetailType: type,
          Detail: detail,
        }));
        const answer = await send(client, new PutEventsCommand({ Entries }));
        const failed = (answer.Entries ?? []).find(({ ErrorCode }) => ErrorCode !== undefined);
        if (failed !== undefined) throw transient(`bus.put: ${failed.ErrorCode}`, 'unknown');
      }
    },
  };
}

async function send(client: EventBridgeClient, command: PutEventsCommand) {
  try {
    return await client.send(command);
  } catch (error) {
    throw asTransient(error, 'bus.put') ?? error;
  }
}
