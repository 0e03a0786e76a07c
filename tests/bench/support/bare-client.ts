import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';

/** The least that a function over DynamoDB can be: what imports of handlers are held against. */
const client = new DynamoDBClient({});

export const handler = (pk: string) =>
  client.send(new GetItemCommand({ TableName: 'main', Key: { pk: { S: pk } } }));
