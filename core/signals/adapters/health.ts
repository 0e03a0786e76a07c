import * as z from 'zod';
import { once } from '../../once.ts';
import { defineAdapter } from '../adapter.ts';
import { momentOf } from '../moment.ts';
import type { Severity, State } from '../severity.ts';
import { id, maybe, text, time } from '../shapes.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

const detail = once(() =>
  z.object({
    eventArn: text(),
    service: maybe(text()),
    eventTypeCode: text(),
    eventTypeCategory: maybe(text()),
    communicationId: maybe(text()),
    statusCode: maybe(text()),
    startTime: time(),
    endTime: time(),
    lastUpdatedTime: time(),
    affectedAccount: maybe(text()),
    actionability: maybe(text()),
    page: maybe(id()),
  }),
);
type Detail = z.output<ReturnType<typeof detail>>;

/**
 * What AWS says of its services. A copy may come by a second Region; it is the same communication
 * to the same account. Source: AWS Health user guide, "AWS Health events EventBridge schema".
 */
export const health = defineAdapter({
  name: 'health',
  about: 'AWS Health: issues, planned changes, notices',
  source: 'aws.health',
  types: ['AWS Health Event', 'AWS Health Abuse Event'],
  read(envelope) {
    const read = readShape(detail(), envelope.detail);
    const account = read.affectedAccount ?? envelope.account;
    return [
      {
        kind: 'service',
        identity: [read.eventArn, read.communicationId ?? envelope.id, account, read.page],
        cause: [read.eventArn],
        ...verdict(read, envelope.type),
        times: [read.lastUpdatedTime],
        title: say`AWS tells of ${read.eventTypeCode}: ${isOver(read) ? 'over' : read.statusCode}`,
        arn: read.eventArn,
      },
    ];
  },
});

function verdict(read: Detail, type: string): { severity: Severity; state: State } {
  if (isOver(read)) return { severity: 'info', state: 'cleared' };
  if (type === 'AWS Health Abuse Event') return { severity: 'high', state: 'raised' };
  if (read.eventTypeCategory === 'issue') return { severity: 'high', state: 'raised' };
  if (read.actionability === 'ACTION_REQUIRED') return { severity: 'medium', state: 'raised' };
  return { severity: 'low', state: 'info' };
}

// A public issue stays "open" in its last communication, which says when it ended.
function isOver({ statusCode, endTime, lastUpdatedTime }: Detail): boolean {
  const ended = momentOf(endTime);
  const told = momentOf(lastUpdatedTime);
  return statusCode === 'closed' || (ended !== undefined && told !== undefined && ended <= told);
}
