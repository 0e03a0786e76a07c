import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineHouse, POLICY, startHouse } from '../support/assent.ts';
import { waitUntil } from '../support/wait-until.ts';

let at: EngineHouse;

beforeAll(async () => {
  at = await startHouse();
});
afterAll(async () => {
  await at.stop();
});

type Items = Record<string, AttributeValue>[];

const client = () => new DynamoDBClient(at.client);

async function itemsOf(table: string): Promise<Items> {
  const items: Items = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client().send(
      new ScanCommand({ TableName: table, ...(start && { ExclusiveStartKey: start }) }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

/** The table as it was: what a restore to an earlier moment gives. */
async function restore(table: string, earlier: Items): Promise<void> {
  for (const { pk, sk } of await itemsOf(table)) {
    if (pk === undefined || sk === undefined) continue;
    await client().send(new DeleteItemCommand({ TableName: table, Key: { pk, sk } }));
  }
  for (const Item of earlier) {
    await client().send(new PutItemCommand({ TableName: table, Item }));
  }
}

const checkpoint = async () => {
  const get = new GetObjectCommand({ Bucket: at.deployed.bucket, Key: 'log/checkpoint' });
  const { Body } = await new S3Client(at.client).send(get);
  return await Body?.transformToString();
};

const logged = () =>
  waitUntil('the policy in the log', async () => {
    const head = await at.read(POLICY);
    return head.logIndex === null ? undefined : head;
  });

describe('a table that was restored to yesterday', () => {
  it('never signs a fork: the log refuses, and names the way out', async () => {
    const { main } = at.deployed.tables;
    await logged();
    const yesterday = await itemsOf(main);
    await at.ask();
    await logged();
    const signed = await checkpoint();

    await restore(main, yesterday);
    const { etag, version } = await at.read(POLICY);
    expect(version.version).toBe(1);
    const edited = await at.call({
      method: 'PUT',
      path: POLICY,
      headers: { 'if-match': etag },
      body: { content: version.content, links: version.links, reason: 'After the restore' },
    });
    expect(edited.status).toBe(200);

    const failure = await at.invoke('log').then(
      () => undefined,
      (error: { answer?: { errorMessage?: string } }) => error.answer?.errorMessage,
    );
    expect(failure).toContain('assent recover');
    expect(await checkpoint()).toBe(signed);
    expect((await at.read(POLICY)).logIndex).toBeNull();
  });
});
