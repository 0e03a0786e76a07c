import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Query, TableName, Write } from '#core/ports.ts';
import type { QueryPlan } from '#core/store/plan-query.ts';
import { toKey, toValue, toValues } from './attributes.ts';
import { conditionOf, keyConditionOf, Placeholders, updateOf } from './expressions.ts';

/** Which DynamoDB table stands for which of ours. */
export type TableNameOf = (table: TableName) => string;

type PutWrite = Extract<Write, { op: 'put' }>;
type UpdateWrite = Extract<Write, { op: 'update' }>;
type DeleteWrite = Extract<Write, { op: 'delete' }>;
type CheckWrite = Extract<Write, { op: 'check' }>;

const WHAT_STOOD_THERE = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;

export function putRequest(write: PutWrite, nameOf: TableNameOf) {
  return { ...frame(write, nameOf), Item: toValues(write.item) };
}

export function deleteRequest(write: DeleteWrite, nameOf: TableNameOf) {
  return { ...frame(write, nameOf), Key: toKey(write.key) };
}

export function updateRequest(write: UpdateWrite, nameOf: TableNameOf) {
  const holders = new Placeholders();
  const UpdateExpression = updateOf(write, holders);
  return { ...frame(write, nameOf, holders), Key: toKey(write.key), UpdateExpression };
}

/** A write as one action of a transaction. */
export function actionOf(write: Write, nameOf: TableNameOf): TransactWriteItem {
  switch (write.op) {
    case 'put':
      return { Put: putRequest(write, nameOf) };
    case 'update':
      return { Update: updateRequest(write, nameOf) };
    case 'delete':
      return { Delete: deleteRequest(write, nameOf) };
    case 'check':
      return { ConditionCheck: checkRequest(write, nameOf) };
  }
}

export function queryRequest(query: Query, plan: QueryPlan, nameOf: TableNameOf) {
  const { table, index, keys, range, after } = plan;
  const holders = new Placeholders();
  return {
    TableName: nameOf(table),
    ...(index === undefined ? {} : { IndexName: index }),
    KeyConditionExpression: keyConditionOf(keys, query.partition, range, holders),
    ...holders.members(),
    Limit: query.limit,
    ScanIndexForward: query.descending !== true,
    ...(query.consistent === true ? { ConsistentRead: true } : {}),
    ...(after === undefined ? {} : { ExclusiveStartKey: startKey(query, plan, after) }),
  };
}

function startKey(query: Query, { index, keys }: QueryPlan, after: readonly string[]) {
  const [first = '', pk = '', sk = ''] = after;
  if (index === undefined) return toKey({ pk: query.partition, sk: first });
  return {
    ...toKey({ pk, sk }),
    [keys.partition]: toValue(query.partition),
    [keys.sort]: toValue(first),
  };
}

function checkRequest(write: CheckWrite, nameOf: TableNameOf) {
  const holders = new Placeholders();
  const ConditionExpression = conditionOf(write.when, holders) ?? '';
  return {
    TableName: nameOf(write.table ?? 'main'),
    Key: toKey(write.key),
    ConditionExpression,
    ...holders.members(),
    ...WHAT_STOOD_THERE,
  };
}

/** What put, update and delete have in common: table, condition, placeholders. */
function frame(write: Write, nameOf: TableNameOf, holders = new Placeholders()) {
  const condition = conditionOf(write.when, holders);
  return {
    TableName: nameOf(write.table ?? 'main'),
    ...(condition === undefined ? {} : { ConditionExpression: condition }),
    ...holders.members(),
    ...WHAT_STOOD_THERE,
  };
}
