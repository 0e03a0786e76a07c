import { readdirSync } from 'node:fs';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { TestAssent } from '#tests/engine/support/engine.ts';
import { waitUntil } from '#tests/engine/support/wait-until.ts';

/** Everything that stands in the two tables, and every mail that was sent. */
export interface Truth {
  /** Items as text, by table and key. */
  readonly items: ReadonlyMap<string, string>;
  readonly mails: number;
}

/** What is there now that was not there before. */
export interface Changes {
  readonly decisions: number;
  readonly questions: number;
  readonly reports: number;
  readonly versions: number;
  /** Items put, changed or gone, whatever they are. */
  readonly entries: number;
  readonly mails: number;
}

export const NO_CHANGES: Changes = {
  decisions: 0,
  questions: 0,
  reports: 0,
  versions: 0,
  entries: 0,
  mails: 0,
};

/** Past all doors, and past every rule. */
export async function readTruth({ client, deployed, mails }: TestAssent): Promise<Truth> {
  const dynamo = new DynamoDBClient(client);
  const items = new Map<string, string>();
  for (const [name, TableName] of Object.entries(deployed.tables)) {
    for await (const { Items = [] } of paginateScan({ client: dynamo }, { TableName })) {
      for (const item of Items) items.set(keyOf(name, item), JSON.stringify(item));
    }
  }
  dynamo.destroy();
  return { items, mails: readdirSync(mails).length };
}

/** The truth once nothing of what was set off before is under way any more. */
export async function quietTruth(assent: TestAssent): Promise<Truth> {
  let before = await readTruth(assent);
  let quiet = 0;
  return waitUntil('quiet', async () => {
    const now = await readTruth(assent);
    const { entries, mails } = changesBetween(before, now);
    quiet = entries + mails === 0 ? quiet + 1 : 0;
    before = now;
    return quiet >= QUIET_LOOKS ? now : undefined;
  });
}

/** So many looks in a row that see the same. */
const QUIET_LOOKS = 10;

export function changesBetween(before: Truth, now: Truth): Changes {
  const touched = [...new Set([...before.items.keys(), ...now.items.keys()])].filter(
    (key) => before.items.get(key) !== now.items.get(key),
  );
  const versions = touched.filter((key) => /^main R#[^ ]+ V#/.test(key));
  const made = versions.map((key) => ({ key, action: actionOf(now.items.get(key)) }));
  const count = (type: string, action: string) =>
    made.filter((each) => each.key.startsWith(`main R#${type}#`) && each.action === action).length;
  return {
    decisions: count('task', 'decide'),
    questions: count('approval', 'ask'),
    reports: count('repudiation', 'create'),
    versions: versions.length,
    entries: touched.length,
    mails: now.mails - before.mails,
  };
}

const Attribute = z.object({ S: z.string() });
const Keyed = z.object({ pk: Attribute, sk: Attribute });
const Version = z.object({ body: Attribute });
const Body = z.object({ action: z.string() });

function keyOf(table: string, item: unknown): string {
  const { pk, sk } = Keyed.parse(item);
  return `${table} ${pk.S} ${sk.S}`;
}

function actionOf(item: string | undefined): string {
  if (item === undefined) return 'gone';
  return Body.parse(JSON.parse(Version.parse(JSON.parse(item)).body.S)).action;
}
