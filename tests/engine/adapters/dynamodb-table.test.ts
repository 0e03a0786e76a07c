import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { clientOptions } from '#functions/adapters/client-options.ts';
import { dynamodbTable } from '#functions/adapters/dynamodb-table.ts';
import { tableBehaviour } from '#tests/behaviour/table.ts';
import { startTestEngine, type TestEngine } from './engine.ts';
import { createTables } from './tables.ts';

let engine: TestEngine;
let client: DynamoDBClient;
let names: { main: string; personal: string };

beforeAll(async () => {
  engine = await startTestEngine();
  client = new DynamoDBClient({ ...clientOptions(5), ...engine.client });
  names = await createTables(client, 'assent');
});
afterAll(() => engine.stop());

tableBehaviour('the tables in DynamoDB', async () => dynamodbTable({ ...names, client }));
