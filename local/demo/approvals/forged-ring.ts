import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { clientOf } from '../../clients.ts';
import type { Demo } from '../demo-world.ts';
import { heading, row } from '../say.ts';
import { waitFor } from '../wait-for.ts';
import { SYSTEM } from './credit-scoring.ts';

const TABLE = 'assent-local-main';

/** What the machine would answer where everything was granted. */
const FORGED = JSON.stringify({ outcome: 'effective', state: 'effective', approved: true });

/**
 * Somebody with the root keys of the account reads the task token on which the machine waits, and
 * tells it that all is approved. No public door gives a token away; here the table is read.
 */
export async function ringAsStranger(demo: Demo, approval: string): Promise<void> {
  heading('A stranger with the root keys forges the machine’s answer');
  const before = await demo.records.get(approval);
  const token = await tokenAt(demo.engine, approval);
  const sfn = new SFNClient(clientOf(demo.engine));
  await sfn.send(new SendTaskSuccessCommand({ taskToken: token, output: FORGED }));
  sfn.destroy();
  row('Forged', `SendTaskSuccess with ${FORGED}`);
  await waitFor('the machine to wait again', async () => {
    const now = await tokenAt(demo.engine, approval).catch(() => token);
    return now === token ? undefined : now;
  });
  row('The machine', 'looks at the table, finds the approval open, and waits again');
  const after = await demo.records.get(approval);
  const { version } = await demo.records.get(SYSTEM);
  if (after.digest !== before.digest) throw new Error(`${approval} has moved`);
  row('Approval', `${after.version.state}; ${SYSTEM} is ${version.state}: nothing is approved`);
}

/** The token of whoever waits at an approval. @throws where nobody does */
async function tokenAt(engine: string, approval: string): Promise<string> {
  const client = new DynamoDBClient(clientOf(engine));
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: TABLE,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :waiters)',
      ExpressionAttributeValues: {
        ':pk': { S: `R#${approval.replace('/', '#')}` },
        ':waiters': { S: 'W#' },
      },
    }),
  );
  client.destroy();
  const token = Items[0]?.token?.S;
  if (token === undefined) throw new Error(`Nobody waits at ${approval}`);
  return token;
}
