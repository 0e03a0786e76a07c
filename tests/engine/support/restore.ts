import {
  BatchWriteItemCommand,
  DynamoDBClient,
  paginateScan,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import type { TestAssent } from './engine.ts';

type Values = NonNullable<NonNullable<WriteRequest['PutRequest']>['Item']>;

/** Every item of both tables, by table. */
export type Backup = ReadonlyMap<string, readonly Values[]>;

const BATCH = 25;

/** Keeps the tables as they are now, as point-in-time recovery does. */
export async function backUp({ client, deployed }: TestAssent): Promise<Backup> {
  const dynamodb = new DynamoDBClient(client);
  const backup = new Map<string, readonly Values[]>();
  for (const TableName of Object.values(deployed.tables)) {
    const items: Values[] = [];
    for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName })) {
      items.push(...Items);
    }
    backup.set(TableName, items);
  }
  return backup;
}

/** Puts the tables back to what they were: what is newer goes. The bucket stays as it is. */
export async function restore(assent: TestAssent, backup: Backup): Promise<void> {
  const dynamodb = new DynamoDBClient(assent.client);
  const now = await backUp(assent);
  for (const [table, items] of backup) {
    const kept = new Set(items.map(nameOf));
    const newer = (now.get(table) ?? []).filter((item) => !kept.has(nameOf(item)));
    const requests: WriteRequest[] = [
      ...newer.map(({ pk, sk }) => ({ DeleteRequest: { Key: keyOf(pk, sk) } })),
      ...items.map((Item) => ({ PutRequest: { Item } })),
    ];
    for (let at = 0; at < requests.length; at += BATCH) {
      const RequestItems = { [table]: requests.slice(at, at + BATCH) };
      await dynamodb.send(new BatchWriteItemCommand({ RequestItems }));
    }
  }
}

const nameOf = ({ pk, sk }: Values): string => `${pk?.S} ${sk?.S}`;

function keyOf(pk: Values[string] | undefined, sk: Values[string] | undefined): Values {
  if (pk === undefined || sk === undefined) throw new Error('An item without its key');
  return { pk, sk };
}
