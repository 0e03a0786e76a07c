import {
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { executionInput } from '#core/outward/check-execution.ts';
import type { Machines } from '#core/ports.ts';
import { clientOptions } from './client-options.ts';
import { asTransient, errorName } from './failures.ts';

const SECONDS = 5;

/** Tokens that wait no more, for whatever reason: AWS does not always say the same one. */
const GONE = ['TaskDoesNotExist', 'TaskTimedOut', 'InvalidToken'];

export interface SfnMachinesOptions {
  /** ARN of the machines up to the workflow's name: `arn:aws:states:…:stateMachine:<prefix>-`. */
  readonly arnPrefix: string;
  readonly client?: SFNClient;
}

/** Step Functions. A ring carries nothing: who hears it looks at the record. */
export function sfnMachines({ arnPrefix, client: given }: SfnMachinesOptions): Machines {
  const client = given ?? new SFNClient(clientOptions(SECONDS));
  return {
    async start(workflow, name, input) {
      const text = executionInput(name, input);
      const stateMachineArn = arnPrefix + workflow;
      const command = new StartExecutionCommand({ stateMachineArn, name, input: text });
      const answer = await unless(['ExecutionAlreadyExists'], 'machines.start', () =>
        client.send(command),
      );
      return answer === undefined ? 'exists' : 'started';
    },
    async ring(taskToken) {
      const command = new SendTaskSuccessCommand({ taskToken, output: '{}' });
      const answer = await unless(GONE, 'machines.ring', () => client.send(command));
      return answer === undefined ? 'gone' : 'rung';
    },
    async status(workflow, name) {
      const machine = `${arnPrefix}${workflow}`.replace(':stateMachine:', ':execution:');
      const command = new DescribeExecutionCommand({ executionArn: `${machine}:${name}` });
      const answer = await unless(['ExecutionDoesNotExist'], 'machines.status', () =>
        client.send(command),
      );
      if (answer === undefined) return 'unknown';
      return answer.status === 'RUNNING' ? 'running' : 'ended';
    },
  };
}

/** What the call gave; `undefined` at one of the named refusals. @throws Transient */
async function unless<T>(names: readonly string[], what: string, send: () => Promise<T>) {
  try {
    return await send();
  } catch (error) {
    if (names.includes(errorName(error))) return undefined;
    throw asTransient(error, what) ?? error;
  }
}
