import * as z from 'zod';
import { once } from '../../once.ts';
import { defineAdapter } from '../adapter.ts';
import { firstMoment, momentPart } from '../moment.ts';
import type { Severity, State } from '../severity.ts';
import { text, time } from '../shapes.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

const detail = once(() =>
  z.object({
    executionArn: text(),
    stateMachineArn: text(),
    status: text(),
    startDate: time(),
    stopDate: time(),
  }),
);

/**
 * Executions of Step Functions that ended. What they were given and gave back stays out: it may be
 * anything. One that is redriven ends again, later. Source: Step Functions developer guide,
 * "Automating Step Functions event delivery with EventBridge".
 */
export const stepFunctions = defineAdapter({
  name: 'step-functions',
  about: 'Executions of Step Functions that ended',
  source: 'aws.states',
  types: ['Step Functions Execution Status Change'],
  personal: { members: ['detail.input', 'detail.output', 'detail.cause'] },
  read(envelope) {
    const read = readShape(detail(), envelope.detail);
    const machine = read.stateMachineArn.slice(read.stateMachineArn.lastIndexOf(':') + 1);
    const times = [read.stopDate, read.startDate];
    const first = times.find((each) => firstMoment([each]) !== undefined);
    return [
      {
        kind: 'workflow',
        identity: [read.executionArn, read.status, momentPart(first)],
        cause: [read.stateMachineArn],
        ...verdict(read.status),
        times,
        title: say`An execution of ${machine} is ${read.status}`,
        arn: read.executionArn,
      },
    ];
  },
});

function verdict(status: string): { severity: Severity; state: State } {
  if (['FAILED', 'TIMED_OUT', 'ABORTED'].includes(status)) {
    return { severity: 'medium', state: 'raised' };
  }
  return { severity: 'info', state: status === 'SUCCEEDED' ? 'cleared' : 'info' };
}
