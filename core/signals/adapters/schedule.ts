import { defineAdapter } from '../adapter.ts';
import { momentPart } from '../moment.ts';
import { say } from '../title.ts';
import { unfit } from '../unfit.ts';

/**
 * A rule that runs by the clock: a sign of life, whose silence a monitoring plan may watch. One
 * tick is one rule at one time, however often it is delivered.
 */
export const schedule = defineAdapter({
  name: 'schedule',
  about: 'Scheduled rules: signs of life',
  source: 'aws.events',
  types: ['Scheduled Event'],
  read(envelope) {
    const rule = envelope.resources[0];
    if (rule === undefined) throw unfit('malformed', 'A tick names no rule', '/resources/0');
    return [
      {
        kind: 'heartbeat',
        identity: [rule, momentPart(envelope.time) || envelope.id],
        cause: [rule],
        severity: 'info',
        state: 'info',
        times: [],
        title: say`Rule ${rule.slice(rule.lastIndexOf('/') + 1)} ticked`,
        arn: rule,
      },
    ];
  },
});
