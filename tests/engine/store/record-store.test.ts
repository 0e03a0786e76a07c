import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { clientOptions } from '#functions/adapters/client-options.ts';
import { dynamodbTable } from '#functions/adapters/dynamodb-table.ts';
import { recordStoreBehaviour } from '#tests/behaviour/record-store.ts';
import { startTestEngine, type TestEngine } from '../adapters/engine.ts';
import { createTables } from '../adapters/tables.ts';

let engine: TestEngine;
let client: DynamoDBClient;
let names: { main: string; personal: string };

beforeAll(async () => {
  engine = await startTestEngine();
  client = new DynamoDBClient({ ...clientOptions(5), ...engine.client });
  names = await createTables(client, 'assent-records');
});
afterAll(() => engine.stop());

recordStoreBehaviour('DynamoDB', async () => dynamodbTable({ ...names, client }));
