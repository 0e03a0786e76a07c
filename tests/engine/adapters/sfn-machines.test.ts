import { CreateTableCommand, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOptions } from '#functions/adapters/client-options.ts';
import { sfnMachines } from '#functions/adapters/sfn-machines.ts';
import { machinesBehaviour } from '#tests/behaviour/machines.ts';
import { startTestEngine, type TestEngine } from './engine.ts';
import { until } from './until.ts';

const TABLE = 'tokens';
let engine: TestEngine;
let client: SFNClient;
let table: DynamoDBClient;
let arnPrefix: string;

beforeAll(async () => {
  engine = await startTestEngine({ iam: false });
  client = new SFNClient({ ...clientOptions(5), ...engine.client });
  table = new DynamoDBClient({ ...clientOptions(5), ...engine.client });
  await table.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'name', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'name', AttributeType: 'S' }],
    }),
  );
  const { stateMachineArn = '' } = await client.send(
    new CreateStateMachineCommand({
      name: 'assent-waiting',
      roleArn: 'arn:aws:iam::000000000000:role/machine',
      definition: JSON.stringify(WAITING),
    }),
  );
  arnPrefix = stateMachineArn.replace(/waiting$/, '');
});
afterAll(() => engine.stop());

/** A machine that leaves its token in a table and waits for one ring. */
const WAITING = {
  StartAt: 'Wait',
  States: {
    Wait: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:dynamodb:putItem.waitForTaskToken',
      Parameters: {
        TableName: TABLE,
        Item: { name: { 'S.$': '$$.Execution.Name' }, token: { 'S.$': '$$.Task.Token' } },
      },
      TimeoutSeconds: 600,
      End: true,
    },
  },
};

machinesBehaviour('the machines in Step Functions', async () => {
  const machines = sfnMachines({ arnPrefix, client });
  return {
    machines,
    tokenOf: (name) =>
      until('a token', async () => {
        const key = { name: { S: name } };
        const { Item } = await table.send(new GetItemCommand({ TableName: TABLE, Key: key }));
        return Item?.token?.S;
      }),
    async ended(name) {
      await until('the end', async () =>
        (await machines.status('waiting', name)) === 'ended' ? true : undefined,
      );
    },
  };
});

test('a workflow without a machine is a fault, not a passing one', async () => {
  const machines = sfnMachines({ arnPrefix, client });
  await expect(machines.start('nothing', 'x', {})).rejects.toMatchObject({
    name: 'StateMachineDoesNotExist',
  });
});
