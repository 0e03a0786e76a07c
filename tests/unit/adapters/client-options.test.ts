import { createServer, type RequestListener, type Server } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, expect, test } from 'vitest';
import { clientOptions } from '#functions/adapters/client-options.ts';
import { dynamodbTable } from '#functions/adapters/dynamodb-table.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { anItem, put } from '#tests/behaviour/table-fixtures.ts';

/** Short enough to wait for it three times. */
const SECONDS = 0.1;
let server: Server;

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** The tables behind a service that answers so; `tries` counts its requests. */
async function tableOver(answer: RequestListener) {
  const seen = { tries: 0 };
  server = createServer((request, response) => {
    seen.tries += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  const client = new DynamoDBClient({
    ...clientOptions(SECONDS),
    endpoint: `http://127.0.0.1:${address.port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return { table: dynamodbTable({ main: 'main', client }), seen };
}

const write = [put(anItem('R#test#a'))];

test('a service that never answers is given up, and may have written', async () => {
  const { table, seen } = await tableOver(() => {});
  const error = await expectError(table.write(write), 'Transient');
  expect([error.data.outcome, seen.tries]).toEqual(['unknown', 3]);
});

test('a connection that breaks is tried three times, and may have written', async () => {
  const { table, seen } = await tableOver((request) => request.socket.destroy());
  const error = await expectError(table.write(write), 'Transient');
  expect([error.data.outcome, seen.tries]).toEqual(['unknown', 3]);
});

test('a conflict is not tried again by the SDK, and nothing was written', async () => {
  const { table, seen } = await tableOver((_, response) => {
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end('{"__type":"com.amazonaws.dynamodb.v20120810#TransactionConflictException"}');
  });
  const error = await expectError(table.write(write), 'Transient');
  expect([error.data.outcome, seen.tries]).toEqual(['none', 1]);
});

test('a missing grant comes through, at the first try', async () => {
  const { table, seen } = await tableOver((_, response) => {
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end('{"__type":"com.amazon.coral.service#AccessDeniedException","message":"no"}');
  });
  await expect(table.write(write)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect(seen.tries).toBe(1);
});

test('an answer that is no DynamoDB’s is not taken for one', async () => {
  const { table } = await tableOver((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<html>proxy</html>');
  });
  await expect(table.get({ pk: 'a', sk: 'b' })).rejects.toThrow();
});
