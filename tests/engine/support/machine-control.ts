import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { SendTaskSuccessCommand, SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import type { Ref } from '#core/ids.ts';
import { executionName } from '#core/waiting/executions.ts';
import type { TestAssent } from './engine.ts';

/** Lets the table's stream ring the log function, or not. */
export async function setStream({ client, deployed }: TestAssent, on: boolean): Promise<void> {
  const lambda = new LambdaClient(client);
  const { EventSourceMappings = [] } = await lambda.send(
    new ListEventSourceMappingsCommand({ FunctionName: deployed.functions.log }),
  );
  if (EventSourceMappings.length === 0) throw new Error('No stream rings the log function');
  for (const { UUID } of EventSourceMappings) {
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: on }));
  }
}

/** Ends an execution from outside, as an operator might. */
export async function stopExecution(
  { client, deployed }: TestAssent,
  approval: Ref,
  attempt: number,
): Promise<void> {
  const machine = `${deployed.machineArnPrefix}approval`.replace(':stateMachine:', ':execution:');
  const executionArn = `${machine}:${executionName(approval, attempt)}`;
  await new SFNClient(client).send(new StopExecutionCommand({ executionArn }));
}

/** Answers a waiting execution with whatever the caller likes, as whoever stole its token might. */
export async function forge({ client }: TestAssent, taskToken: string, output: object) {
  const command = new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) });
  await new SFNClient(client).send(command);
}

/** Deploys a function with other values of its environment; gives what puts the old ones back. */
export async function changeEnvironment(
  { client, deployed }: TestAssent,
  name: string,
  changes: Readonly<Record<string, string>>,
): Promise<() => Promise<void>> {
  const lambda = new LambdaClient(client);
  const FunctionName = deployed.functions[name];
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const before = Environment?.Variables ?? {};
  const put = async (Variables: Record<string, string>) => {
    const Environment = { Variables };
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment }));
  };
  await put({ ...before, ...changes });
  return () => put(before);
}
