import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateEmailIdentityCommand, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listMails, readMail } from '#local/mailbox/mails.ts';
import { startTestEngine, type TestEngine } from '../support/engine.ts';

/** Far enough for a lock to be in force whenever the test runs. */
const UNTIL = new Date('2090-01-01T00:00:00.000Z');

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.stop());

/**
 * What is deployed is kept by a stop, which the launcher makes after every deployment; what is
 * written is kept from the moment it is answered.
 */
describe.each(['stop', 'kill'] as const)('after a %s, the engine', (how) => {
  it('has every item as it was answered', async () => {
    const TableName = `table-${how}`;
    await createTable(TableName);
    await engine.restart('stop');
    await write(TableName);
    await engine.restart(how);
    expect(await itemsOf(TableName)).toEqual(['a=2', 'c=1', 'd=1', 'e=1']);
    await dynamodb().send(new PutItemCommand({ TableName, Item: item('f', 1) }));
    // The journal of the first run is still needed: nothing was saved since.
    await engine.restart(how);
    expect(await itemsOf(TableName)).toEqual(['a=2', 'c=1', 'd=1', 'e=1', 'f=1']);
  });

  it('still refuses to delete what is locked or held', async () => {
    const Bucket = `bucket-${how}`;
    await s3().send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
    await engine.restart('stop');
    const locked = await put(Bucket, 'locked', { ObjectLockMode: 'COMPLIANCE' });
    const held = await put(Bucket, 'held', {});
    const legalHold = { LegalHold: { Status: 'ON' as const } };
    await s3().send(new PutObjectLegalHoldCommand({ ...held, ...legalHold }));
    const later = await put(Bucket, 'later', {});
    const Retention = { Mode: 'COMPLIANCE' as const, RetainUntilDate: UNTIL };
    await s3().send(new PutObjectRetentionCommand({ ...later, Retention }));
    const free = await put(Bucket, 'free', {});
    await engine.restart(how);

    for (const version of [locked, held, later]) {
      await expect(s3().send(new DeleteObjectCommand(version))).rejects.toThrow(/Access Denied/);
      const { Body } = await s3().send(new GetObjectCommand(version));
      expect(await Body?.transformToString()).toBe(version.Key);
    }
    await expect(s3().send(new DeleteObjectCommand(free))).resolves.toBeDefined();
    const answer = await s3().send(new GetObjectRetentionCommand(later));
    expect(answer.Retention).toEqual(Retention);
  });

  it('has its queues, with what lies in them, by the address of its new port', async () => {
    const sqs = () => new SQSClient({ ...engine.client, useQueueUrlAsEndpoint: false });
    const QueueName = `queue-${how}`;
    const { QueueUrl } = await sqs().send(new CreateQueueCommand({ QueueName }));
    await sqs().send(new SendMessageCommand({ QueueUrl, MessageBody: 'kept' }));
    await engine.restart('stop');
    await engine.restart(how);
    const found = await sqs().send(new GetQueueUrlCommand({ QueueName }));
    expect(new URL(found.QueueUrl ?? '').port).toBe(new URL(engine.endpoint).port);
    for (const address of [found.QueueUrl, QueueUrl]) {
      const receive = { QueueUrl: address, VisibilityTimeout: 0 };
      const { Messages } = await sqs().send(new ReceiveMessageCommand(receive));
      expect(Messages?.map(({ Body }) => Body)).toEqual(['kept']);
    }
  });

  it('has the mails, with what they were sent with', async () => {
    const ses = new SESv2Client(engine.client);
    await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: `${how}.example` }));
    const text = (Data: string) => ({ Data });
    const { MessageId } = await ses.send(
      new SendEmailCommand({
        FromEmailAddress: `"Assent" <assent@${how}.example>`,
        ReplyToAddresses: ['owner@a.example'],
        Destination: { ToAddresses: ['ada@a.example'] },
        Content: {
          Simple: {
            Subject: text(`Grüße ${how}`),
            Body: { Text: text('Plain'), Html: text('<p>Rich</p>') },
            Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
          },
        },
      }),
    );
    await engine.restart(how);
    const [newest] = listMails(engine.mails);
    expect(readMail(engine.mails, newest?.id ?? '')).toMatchObject({
      messageId: MessageId,
      from: `"Assent" <assent@${how}.example>`,
      to: ['ada@a.example'],
      replyTo: ['owner@a.example'],
      subject: `Grüße ${how}`,
      text: 'Plain',
      html: '<p>Rich</p>',
      headers: [{ name: 'Auto-Submitted', value: 'auto-generated' }],
    });
  });
});

describe('a journal that a kill cut off', () => {
  it('is read up to its last whole line', async () => {
    const TableName = 'cut-off';
    await createTable(TableName);
    await engine.restart('stop');
    await dynamodb().send(new PutItemCommand({ TableName, Item: item('a', 1) }));
    await engine.restart('kill');
    const [newest] = readdirSync(join(engine.folder, 'state'))
      .filter((name) => /^items\.\d+\.journal$/.test(name))
      .sort((a, b) => Number(b.split('.')[1]) - Number(a.split('.')[1]));
    appendFileSync(join(engine.folder, 'state', newest ?? ''), '["cut');
    await engine.restart('kill');
    await dynamodb().send(new PutItemCommand({ TableName, Item: item('b', 1) }));
    await engine.restart('kill');
    expect(await itemsOf(TableName)).toEqual(['a=1', 'b=1']);
  });
});

const s3 = () => new S3Client({ ...engine.client, forcePathStyle: true });
const dynamodb = () => new DynamoDBClient(engine.client);
const item = (pk: string, n: number) => ({ pk: { S: pk }, sk: { S: 'H' }, n: { N: String(n) } });

async function createTable(TableName: string): Promise<void> {
  const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  await dynamodb().send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [attribute('pk'), attribute('sk')],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
}

/** Puts, updates, deletes, one transaction that holds and one that does not. */
async function write(TableName: string): Promise<void> {
  const put = (pk: string) => ({ Put: { TableName, Item: item(pk, 1) } });
  const Key = { pk: { S: 'a' }, sk: { S: 'H' } };
  await dynamodb().send(new PutItemCommand({ TableName, Item: item('a', 1) }));
  await dynamodb().send(new PutItemCommand({ TableName, Item: item('b', 1) }));
  const UpdateExpression = 'SET n = :two';
  const ExpressionAttributeValues = { ':two': { N: '2' } };
  await dynamodb().send(
    new UpdateItemCommand({ TableName, Key, UpdateExpression, ExpressionAttributeValues }),
  );
  await dynamodb().send(
    new DeleteItemCommand({ TableName, Key: { pk: { S: 'b' }, sk: { S: 'H' } } }),
  );
  await dynamodb().send(
    new TransactWriteItemsCommand({ TransactItems: [put('c'), put('d'), put('e')] }),
  );
  const ConditionExpression = 'attribute_not_exists(pk)';
  const refused = { Put: { TableName, Item: item('a', 9), ConditionExpression } };
  const TransactItems = [put('x'), refused];
  await expect(dynamodb().send(new TransactWriteItemsCommand({ TransactItems }))).rejects.toThrow();
}

async function itemsOf(TableName: string): Promise<string[]> {
  const { Items } = await dynamodb().send(new ScanCommand({ TableName }));
  return (Items ?? []).map(({ pk, n }) => `${pk?.S}=${n?.N}`).sort();
}

async function put(Bucket: string, Key: string, lock: { ObjectLockMode?: 'COMPLIANCE' }) {
  const until = lock.ObjectLockMode ? { ObjectLockRetainUntilDate: UNTIL } : {};
  const { VersionId } = await s3().send(
    new PutObjectCommand({ Bucket, Key, Body: Key, ...lock, ...until }),
  );
  if (VersionId === undefined) throw new Error('The bucket is not versioned');
  return { Bucket, Key, VersionId };
}
