import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { TestEngine } from '#tests/engine/support/engine.ts';
import { soon } from './soon.ts';

const NAME = 'plain-callback';

/** Keeps its token and says a line: the engine waits 50 ms for a function that says nothing. */
const KEEP = `const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');
const client = new DynamoDBClient({});
exports.handler = async ({ name, token }) => {
  console.log('kept');
  const Item = { name: { S: name }, token: { S: token } };
  await client.send(new PutItemCommand({ TableName: '${NAME}', Item }));
};`;

/** The plainest machine that waits for somebody: one state, one function, one table. */
export interface PlainCallback {
  /** Starts an execution, waits for its token, succeeds, waits for its end. */
  play(): Promise<void>;
}

export async function deployPlainCallback({ client }: TestEngine): Promise<PlainCallback> {
  const cloudformation = new CloudFormationClient(client);
  await cloudformation.send(
    new CreateStackCommand({
      StackName: NAME,
      TemplateBody: JSON.stringify(TEMPLATE),
      Capabilities: ['CAPABILITY_NAMED_IAM'],
    }),
  );
  const stateMachineArn = await soon('the plain machine', async () => {
    const asked = new DescribeStacksCommand({ StackName: NAME });
    const stack = (await cloudformation.send(asked)).Stacks?.[0];
    if (/FAILED|ROLLBACK/.test(stack?.StackStatus ?? '')) throw new Error(stack?.StackStatus);
    return stack?.Outputs?.[0]?.OutputValue;
  });
  const machines = new SFNClient(client);
  const table = new DynamoDBClient(client);
  let played = 0;
  return {
    async play() {
      played += 1;
      const name = `plain-${played}`;
      const started = new StartExecutionCommand({ stateMachineArn, name, input: '{}' });
      const { executionArn } = await machines.send(started);
      const taskToken = await soon('a token', async () => {
        const Key = { name: { S: name } };
        const { Item } = await table.send(new GetItemCommand({ TableName: NAME, Key }));
        return Item?.token?.S;
      });
      await machines.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
      await soon('the end', async () => {
        const { status } = await machines.send(new DescribeExecutionCommand({ executionArn }));
        return status === 'SUCCEEDED' ? true : undefined;
      });
    },
  };
}

const role = (service: string, Action: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    },
    Policies: [
      {
        PolicyName: 'rights',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
        },
      },
    ],
  },
});

const arnOf = (resource: string) => ({ 'Fn::GetAtt': [resource, 'Arn'] });

const DEFINITION = {
  StartAt: 'Wait',
  States: {
    Wait: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: {
        FunctionName: NAME,
        Payload: { 'name.$': '$$.Execution.Name', 'token.$': '$$.Task.Token' },
      },
      TimeoutSeconds: 600,
      End: true,
    },
  },
};

const TEMPLATE = {
  Resources: {
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: NAME,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'name', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'name', AttributeType: 'S' }],
      },
    },
    FunctionRole: role('lambda.amazonaws.com', 'dynamodb:PutItem'),
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: NAME,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: arnOf('FunctionRole'),
        Code: { ZipFile: KEEP },
      },
    },
    MachineRole: role('states.amazonaws.com', 'lambda:InvokeFunction'),
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: NAME,
        RoleArn: arnOf('MachineRole'),
        DefinitionString: JSON.stringify(DEFINITION),
      },
    },
  },
  Outputs: { Machine: { Value: { Ref: 'Machine' } } },
};
