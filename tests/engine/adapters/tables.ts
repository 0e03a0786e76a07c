import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { TableName } from '#core/ports.ts';
import { INDEXES, PROJECTED } from '#core/store/indexes.ts';

/** Creates the two tables with their indexes, as the Data stack would; gives their names. */
export async function createTables(client: DynamoDBClient, prefix: string) {
  const names = { main: `${prefix}-main`, personal: `${prefix}-personal` };
  for (const table of ['main', 'personal'] as const) {
    await client.send(new CreateTableCommand(definitionOf(table, names[table])));
  }
  return names;
}

function definitionOf(table: TableName, TableName: string) {
  const indexes = Object.entries(INDEXES[table]);
  const attributes = ['pk', 'sk', ...indexes.flatMap(([, keys]) => [keys.partition, keys.sort])];
  const projected = [...PROJECTED[table]];
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST' as const,
    KeySchema: keySchema('pk', 'sk'),
    AttributeDefinitions: attributes.map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S' as const,
    })),
    GlobalSecondaryIndexes: indexes.map(([IndexName, { partition, sort }]) => ({
      IndexName,
      KeySchema: keySchema(partition, sort),
      Projection:
        projected.length === 0
          ? { ProjectionType: 'KEYS_ONLY' as const }
          : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: projected },
    })),
  };
}

function keySchema(partition: string, sort: string) {
  return [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
}
