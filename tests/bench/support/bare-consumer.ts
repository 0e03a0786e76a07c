import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import type { TestEngine } from '#tests/engine/support/engine.ts';
import { soon } from './soon.ts';

/** Takes what it is handed, and says a line: the engine waits for a function that says nothing. */
const TAKE = `exports.handler = async ({ Records }) => {
  console.log('took', Records.length);
  return { batchItemFailures: [] };
};`;

/** Keeps what it is handed, each message in an item of its own. */
const KEEP = `const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');
const client = new DynamoDBClient({});
const keep = ({ messageId, body }) => client.send(new PutItemCommand({
  TableName: 'bare-keep', Item: { id: { S: messageId }, body: { S: body } },
}));
exports.handler = async ({ Records }) => {
  await Promise.all(Records.map(keep));
  console.log('kept', Records.length);
  return { batchItemFailures: [] };
};`;

/** The barest function behind a queue, fed like our own: the address of the queue. */
export async function deployBareConsumer(
  { client }: TestEngine,
  does: 'take' | 'keep',
): Promise<string> {
  const cloudformation = new CloudFormationClient(client);
  const StackName = `bare-${does}`;
  await cloudformation.send(
    new CreateStackCommand({
      StackName,
      TemplateBody: JSON.stringify(templateOf(StackName, does === 'take' ? TAKE : KEEP)),
      Capabilities: ['CAPABILITY_NAMED_IAM'],
    }),
  );
  return soon('the bare consumer', async () => {
    const stacks = await cloudformation.send(new DescribeStacksCommand({ StackName }));
    const [stack] = stacks.Stacks ?? [];
    if (/FAILED|ROLLBACK/.test(stack?.StackStatus ?? '')) throw new Error(stack?.StackStatus);
    return stack?.StackStatus === 'CREATE_COMPLETE' ? stack.Outputs?.[0]?.OutputValue : undefined;
  });
}

const Version = '2012-10-17';
const trust = {
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: 'sts:AssumeRole',
};
const rights = {
  Effect: 'Allow',
  Action: [
    ...['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    'dynamodb:PutItem',
  ],
  Resource: '*',
};
const arnOf = (resource: string) => ({ 'Fn::GetAtt': [resource, 'Arn'] });

const templateOf = (name: string, code: string) => ({
  Resources: {
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      },
    },
    Queue: {
      Type: 'AWS::SQS::Queue',
      Properties: { QueueName: name, VisibilityTimeout: 600 },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: { Version, Statement: [trust] },
        Policies: [{ PolicyName: 'rights', PolicyDocument: { Version, Statement: [rights] } }],
      },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: name,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        MemorySize: 1024,
        Timeout: 100,
        Role: arnOf('Role'),
        Code: { ZipFile: code },
      },
    },
    Feed: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: { Ref: 'Function' },
        EventSourceArn: arnOf('Queue'),
        BatchSize: 1000,
        MaximumBatchingWindowInSeconds: 2,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    },
  },
  Outputs: { Queue: { Value: { Ref: 'Queue' } } },
});
