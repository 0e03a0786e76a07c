import { readdirSync } from 'node:fs';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { taskRef } from '#core/approvals/seats.ts';
import { headKey } from '#core/store/keys.ts';
import { readMail } from '#local/mailbox/mails.ts';
import { type Live, startLive } from '#tests/engine/support/live.ts';
import { codeIn, threadOf } from '#tests/engine/support/thread.ts';
import { median } from './support/median.ts';
import { deployPlainCallback } from './support/plain-callback.ts';
import { soon } from './support/soon.ts';
import type { Row } from './table.ts';

const WARM_UPS = 3;
const ROUNDS = 15;

/** From the request to the receipt that the decider sees, against the plainest machine. */
const BOUND = 2;

const STEPS = [
  'the request is answered',
  'the mail is there',
  'the page is open',
  'the answer is recorded',
  'the receipt is there',
  'it has taken effect',
] as const;

type Step = (typeof STEPS)[number];

/**
 * How long one approval takes on the engine, nobody reading or thinking: from the request by the
 * API to the receipt, against the plainest state machine that waits for a callback, both in turn.
 * (Every execution on the engine begins with a sleep of 150 ms.)
 */
export async function run(): Promise<Row[]> {
  const live = await startLive();
  try {
    const plain = await deployPlainCallback(live.assent);
    const plays: { plain: number; steps: Record<Step, number> }[] = [];
    for (let round = -WARM_UPS; round < ROUNDS; round++) {
      const begun = performance.now();
      await plain.play();
      const played = { plain: performance.now() - begun, steps: await playApproval(live) };
      if (round >= 0) plays.push(played);
    }
    return rowsOf(plays);
  } finally {
    await live.stop();
  }
}

function rowsOf(plays: readonly { plain: number; steps: Record<Step, number> }[]): Row[] {
  const receipt = plays.map(({ steps }) => steps['the receipt is there']);
  return [
    {
      measure: 'Plainest callback machine, start to end',
      value: median(plays.map(({ plain }) => plain)),
      unit: 'ms',
    },
    {
      measure: 'An approval, request to receipt',
      value: median(receipt),
      unit: 'ms',
      ratio: median(plays.map(({ plain, steps }) => steps['the receipt is there'] / plain)),
      bound: BOUND,
    },
    ...STEPS.map((step, i) => ({
      measure: `… from there until ${step}`,
      value: median(plays.map(({ steps }) => steps[step] - before(steps, i))),
      unit: 'ms',
    })),
  ];
}

function before(steps: Record<Step, number>, index: number): number {
  const step = STEPS[index - 1];
  return step === undefined ? 0 : steps[step];
}

/** Milliseconds from the request to each step. */
async function playApproval(live: Live): Promise<Record<Step, number>> {
  const thread = threadOf(live);
  const { etag } = await thread.change('policy/ai-policy', { whyNow: `Again, ${Math.random()}` });
  const owner = await thread.owner();
  const seen = new Set(readdirSync(live.assent.mails));
  const begun = performance.now();
  const since = () => performance.now() - begun;

  const asked = await live.call({
    method: 'POST',
    path: '/v1/records/policy/ai-policy/transitions/request-approval',
    headers: { 'if-match': etag, 'assent-acting-for': owner },
    body: { reason: 'It is ready' },
  });
  if (asked.status !== 202) throw new Error(`Not asked: ${JSON.stringify(asked.body)}`);
  const request = since();
  const code = await soon('the mail', async () => newestCode(live.assent.mails, seen));
  const mail = since();
  await fetch(`${live.door}/t`);
  const page = await thread.open(code);
  const open = since();
  const deciding = thread.decide(page);
  await untilDecided(live, firstTask(asked.body));
  const recorded = since();
  // The receipt waits until the log says where the answer stands.
  const receipt = await deciding;
  if (receipt.status !== 200) throw new Error(`Not decided: ${receipt.text}`);
  const received = since();
  await soon('the effect', async () => {
    const { version } = await thread.get('policy/ai-policy');
    return version.state === 'approved' ? true : undefined;
  });
  return {
    'the request is answered': request,
    'the mail is there': mail,
    'the page is open': open,
    'the answer is recorded': recorded,
    'the receipt is there': received,
    'it has taken effect': since(),
  };
}

const Asked = z.object({ ref: z.string() });

const firstTask = (approval: unknown) => taskRef(Asked.parse(approval).ref, 0, 's1', 1);

/** Past the doors, so that looking costs next to nothing. */
function untilDecided({ assent }: Live, task: string): Promise<true> {
  const table = new DynamoDBClient(assent.client);
  const { pk, sk } = headKey(task);
  const Key = { pk: { S: pk }, sk: { S: sk } };
  const asked = new GetItemCommand({ TableName: assent.deployed.tables.main, Key });
  return soon('the answer', async () => {
    const { Item } = await table.send(asked);
    return Item?.state?.S === 'decided' ? true : undefined;
  });
}

/** The code of a mail that asks, and was not there before: what ended may still be told of. */
function newestCode(folder: string, seen: ReadonlySet<string>): string | undefined {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json') && !seen.has(name));
  const mails = files.map((file) => readMail(folder, file.replace(/\.json$/, '')));
  const asks = mails.find((mail) => mail?.subject.startsWith('Approve '));
  return asks === undefined ? undefined : codeIn(asks);
}
