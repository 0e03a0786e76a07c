import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Page, Table, TableName, Write, WriteOutcome } from '#core/ports.ts';
import { checkKey, checkWrites } from '#core/store/check-writes.ts';
import { encodeCursor } from '#core/store/cursors.ts';
import { planQuery, type QueryPlan } from '#core/store/plan-query.ts';
import { fromValues, toKey } from './attributes.ts';
import { clientOptions } from './client-options.ts';
import { cancelled, tableFailure, whatStood } from './table-failures.ts';
import * as requests from './table-requests.ts';

const SECONDS = 5;

export interface DynamoDbTableOptions {
  /** Names of the two tables; `personal` only where the function may read or write it. */
  readonly main: string;
  readonly personal?: string;
  readonly client?: DynamoDBClient;
}

/**
 * The tables in DynamoDB. One write alone is a PutItem, UpdateItem or DeleteItem; several, a check
 * and whatever adds are a TransactWriteItems, whose token keeps the SDK's own retries from counting
 * twice. Refusals bring the item that stood there (`ALL_OLD`).
 */
export function dynamodbTable(options: DynamoDbTableOptions): Table {
  const client = options.client ?? new DynamoDBClient(clientOptions(SECONDS));
  const nameOf = (table: TableName): string => {
    const name = options[table];
    if (name === undefined) throw new Error(`This function has no table ${table}`);
    return name;
  };
  return {
    async get(key, table = 'main') {
      checkKey(key);
      const input = { TableName: nameOf(table), Key: toKey(key), ConsistentRead: true };
      const { Item } = await attempt('table.get', () => client.send(new GetItemCommand(input)));
      return Item === undefined ? undefined : fromValues(Item);
    },
    async query(query) {
      const plan = planQuery(query);
      if (plan.range.is === 'none') return { items: [] };
      const input = requests.queryRequest(query, plan, nameOf);
      const answer = await attempt('table.query', () => client.send(new QueryCommand(input)));
      return pageOf(plan, answer.Items ?? [], answer.LastEvaluatedKey);
    },
    async write(writes) {
      checkWrites(writes);
      const [write] = writes;
      return writes.length > 1 || write === undefined || !isPlain(write)
        ? await writeTogether(client, writes, nameOf)
        : await writeAlone(client, write, nameOf);
    },
  };
}

type PlainWrite = Exclude<Write, { op: 'check' }>;

function isPlain(write: Write): write is PlainWrite {
  return write.op !== 'check' && !(write.op === 'update' && write.add !== undefined);
}

async function writeAlone(
  client: DynamoDBClient,
  write: PlainWrite,
  nameOf: requests.TableNameOf,
): Promise<WriteOutcome> {
  try {
    await attempt('table.write', () => sendAlone(client, write, nameOf));
    return { ok: true };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { ok: false, refusals: [{ index: 0, item: whatStood(error.Item) }] };
  }
}

function sendAlone(
  client: DynamoDBClient,
  write: PlainWrite,
  nameOf: requests.TableNameOf,
): Promise<unknown> {
  switch (write.op) {
    case 'put':
      return client.send(new PutItemCommand(requests.putRequest(write, nameOf)));
    case 'update':
      return client.send(new UpdateItemCommand(requests.updateRequest(write, nameOf)));
    case 'delete':
      return client.send(new DeleteItemCommand(requests.deleteRequest(write, nameOf)));
  }
}

async function writeTogether(
  client: DynamoDBClient,
  writes: readonly Write[],
  nameOf: requests.TableNameOf,
): Promise<WriteOutcome> {
  const TransactItems = writes.map((write) => requests.actionOf(write, nameOf));
  try {
    await attempt('table.write', () =>
      client.send(new TransactWriteItemsCommand({ TransactItems })),
    );
    return { ok: true };
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    return { ok: false, refusals: cancelled(error) };
  }
}

function pageOf(
  { index, keys }: QueryPlan,
  found: readonly Record<string, AttributeValue>[],
  last: Readonly<Record<string, AttributeValue>> | undefined,
): Page {
  const items = found.map(fromValues);
  if (last === undefined) return { items };
  const { pk, sk } = last;
  const texts = index === undefined ? [sk] : [last[keys.sort], pk, sk];
  const position = texts.map((text) => text?.S ?? '');
  return { items, cursor: encodeCursor(position) };
}

async function attempt<T>(what: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw tableFailure(error, what);
  }
}
