import { setTimeout as wait } from 'node:timers/promises';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { corePorts } from '#tests/engine/support/core-ports.ts';
import { startTestAssent, type TestAssent } from '#tests/engine/support/engine.ts';
import { deployBareConsumer } from './support/bare-consumer.ts';
import { median } from './support/median.ts';
import type { Row } from './table.ts';

const SIGNALS = 1000;
const CAUSES = 20;
const ROUNDS = 5;
const LOOK_EVERY_MS = 3;

/** Ours may take twice as long as a function that does nothing: half as many a second. */
const BOUND = 2;

/**
 * Signals a second through the bus, its rule, the queue and `ingest`, which locks, folds and counts
 * them, against as many messages through a bare queue to a function that does nothing, and to one
 * that keeps each in an item; on the same engine, in turn, from the first one sent until the queue
 * is empty. What was locked is held to what was sent.
 *
 * The engine hands out ten messages at a time, whatever a mapping asks for; AWS gathers a thousand.
 * So by the queue ten share a locked object and a transaction. What a thousand take in one batch is
 * measured beside it, handed to the same three functions.
 */
export async function run(): Promise<Row[]> {
  const assent = await startTestAssent();
  try {
    const flow = await flowsOf(assent);
    const rounds: Round[] = [];
    for (let round = -1; round < ROUNDS; round++) {
      const times = {
        take: await flow.take(round),
        keep: await flow.keep(round),
        ours: await flow.ours(round),
        batchTaken: await hand(assent, 'bare-take', round),
        batchKept: await hand(assent, 'bare-keep', round),
        batchOfOurs: await hand(assent, assent.deployed.functions.ingest, round),
      };
      // The first starts the functions.
      if (round >= 0) rounds.push(times);
    }
    const counted = await linesLocked(assent);
    return rowsOf(rounds, counted - 2 * SIGNALS * (ROUNDS + 1));
  } finally {
    await assent.stop();
  }
}

type Way = 'take' | 'keep' | 'ours' | 'batchTaken' | 'batchKept' | 'batchOfOurs';
type Round = Readonly<Record<Way, number>>;

function rowsOf(rounds: readonly Round[], off: number): Row[] {
  const of = `${SIGNALS.toLocaleString('en-GB')} of ${CAUSES} causes`;
  const rate = (which: Way, through: string): Row => ({
    measure: `${of} through ${through}`,
    value: SIGNALS / (median(rounds.map((round) => round[which])) / 1000),
    unit: '/s',
  });
  const against = (which: Way, other: Way, measure: string, bound?: number): Row => ({
    measure: `… in time, against ${measure}`,
    value: median(rounds.map((round) => round[which])),
    unit: 'ms',
    ratio: median(rounds.map((round) => round[which] / round[other])),
    ...(bound === undefined ? {} : { bound }),
  });
  return [
    rate('take', 'a bare queue to a function that does nothing'),
    rate('keep', 'a bare queue to a function that keeps each'),
    rate('ours', 'bus, rule, queue and ingest'),
    against('ours', 'take', 'the one that does nothing', BOUND),
    against('ours', 'keep', 'the one that keeps each'),
    rate('batchOfOurs', 'ingest, in one batch'),
    against('batchOfOurs', 'batchTaken', 'the one that does nothing with the batch'),
    against('batchOfOurs', 'batchKept', 'the one that keeps each of the batch'),
    { measure: '… and lines locked, off by', value: Math.abs(off), unit: '', bound: 0 },
  ];
}

/** Sends so many one way, and waits until none is left: milliseconds. */
async function flowsOf(assent: TestAssent) {
  const bus = new EventBridgeClient(assent.client);
  const sqs = new SQSClient({ ...assent.client, useQueueUrlAsEndpoint: false });
  const queues = {
    take: await deployBareConsumer(assent, 'take'),
    keep: await deployBareConsumer(assent, 'keep'),
  };
  const ingestQueue = assent.deployed.outputs.DeadLettersUrl?.replace(/dead-letters$/, 'ingest');
  const timed = async (queue: string | undefined, send: () => Promise<unknown>) => {
    const begun = performance.now();
    await send();
    while (!(await isEmpty(sqs, queue))) await wait(LOOK_EVERY_MS);
    return performance.now() - begun;
  };
  const details = (round: number) => Array.from({ length: SIGNALS }, (_, n) => aSignal(n, round));
  const bare = (QueueUrl: string) => (round: number) =>
    timed(QueueUrl, () =>
      inTens(details(round), (ten) => {
        const Entries = ten.map((MessageBody, n) => ({ Id: `m-${n}`, MessageBody }));
        return sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      }),
    );
  return {
    take: bare(queues.take),
    keep: bare(queues.keep),
    ours: (round: number) =>
      timed(ingestQueue, () =>
        inTens(details(round), (ten) =>
          bus.send(
            new PutEventsCommand({
              Entries: ten.map((Detail) => ({
                EventBusName: assent.deployed.bus,
                Source: 'acme.monitoring',
                DetailType: 'Monitoring Signal',
                Detail,
              })),
            }),
          ),
        ),
      ),
  };
}

/** Hands as many to a function in one batch: milliseconds. */
async function hand(assent: TestAssent, name: string | undefined, round: number): Promise<number> {
  const lambda = new LambdaClient(assent.client);
  const Records = Array.from({ length: SIGNALS }, (_, n) => ({
    messageId: `batch-${round}-${n}`,
    body: JSON.stringify({
      id: `batch-${round}-${n}`,
      source: 'acme.monitoring',
      'detail-type': 'Monitoring Signal',
      detail: JSON.parse(aSignal(n, `batch-${round}`)),
    }),
  }));
  const Payload = Buffer.from(JSON.stringify({ Records }));
  const begun = performance.now();
  const answer = await lambda.send(new InvokeCommand({ FunctionName: name, Payload }));
  const took = performance.now() - begun;
  lambda.destroy();
  const said = answer.Payload?.transformToString() ?? '';
  const isTaken = said.replaceAll(' ', '') === '{"batchItemFailures":[]}';
  if (!isTaken) throw new Error(`${name} took not all: ${said}`);
  return took;
}

const aSignal = (n: number, round: number | string): string =>
  JSON.stringify({
    kind: 'drift',
    title: `Measure ${n % CAUSES} drifts`,
    severity: 'low',
    system: 'ai-system/credit-scoring',
    cause: `measure-${n % CAUSES}`,
    key: `signal-${round}-${n}`,
  });

async function inTens(all: readonly string[], send: (ten: readonly string[]) => Promise<unknown>) {
  for (let at = 0; at < all.length; at += 10) await send(all.slice(at, at + 10));
}

async function isEmpty(sqs: SQSClient, QueueUrl: string | undefined): Promise<boolean> {
  const AttributeNames = [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
  ] as const;
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
  );
  return AttributeNames.every((name) => Attributes?.[name] === '0');
}

async function linesLocked(assent: TestAssent): Promise<number> {
  const { objects } = corePorts(assent);
  let lines = 0;
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page = await objects.list('signals/', cursor === '' ? undefined : cursor);
    for (const path of page.paths) {
      const text = new TextDecoder().decode((await objects.get(path))?.bytes);
      lines += text.split('\n').length - 1;
    }
    cursor = page.cursor;
  }
  return lines;
}
