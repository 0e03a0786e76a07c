import { defineAdapter } from '../adapter.ts';
import { say } from '../title.ts';
import { unfit } from '../unfit.ts';

/**
 * Any event that no other adapter knows: told, never raised, until a rule says how much it matters.
 * Its identity is the envelope's.
 */
export const anyEvent = defineAdapter({
  name: 'any-event',
  about: 'Any other event of EventBridge',
  knows: () => true,
  read(envelope) {
    if (envelope.id === undefined) throw unfit('malformed', 'An event has no id', '/id');
    return [
      {
        kind: 'event',
        identity: [envelope.source, envelope.id],
        cause: [envelope.source, envelope.type, envelope.resources[0]],
        severity: 'info',
        state: 'info',
        times: [],
        title: say`${envelope.source} told ${envelope.type}`,
        arn: envelope.resources[0],
      },
    ];
  },
});
