import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { causeOf } from '#core/signals/signal.ts';
import { clientOf } from '../../clients.ts';
import { SYSTEM } from '../approvals/credit-scoring.ts';
import { type Demo, mailTo } from '../demo-world.ts';
import { heading, row } from '../say.ts';
import { asks, type Incident, openedBy, pageOf, submit } from './incident-world.ts';
import type { Pace } from './pace.ts';
import { put } from './signals.ts';

const TABLE = 'assent-local-main';
const SOURCE = 'halden.monitoring';
const EACH = 100;
/** Seconds in which nothing more is counted before the demo goes on. */
const PATIENCE = 20;

/** One cause, thousands of signals: they are counted, and it is one incident, asked about once. */
export async function weatherStorm(demo: Demo, { storm }: Pace): Promise<Incident> {
  heading(`A storm: ${storm.toLocaleString('en')} signals of one cause`);
  const begun = Date.now();
  const probe = `latency-${Math.floor(begun / 1000)}`;
  const client = new DynamoDBClient(clientOf(demo.engine));
  try {
    const counted = () => countOf(client, probe);
    const rain = pour(demo.engine, probe, storm);
    const find = () => openedBy(demo, probe, begun, 0.1).catch(() => undefined);
    const incident = await watch(storm, { sent: rain.sent, counted, find });
    await rain.done;
    await dismiss(demo, incident);
    return incident;
  } finally {
    client.destroy();
  }
}

/** Signals, a hundred at a time; every tenth is sent twice. */
function pour(engine: string, probe: string, storm: number) {
  let sent = 0;
  const signal = (n: number) => ({
    kind: 'latency',
    title: 'Answers of credit scoring take longer than a second',
    severity: 'low',
    system: SYSTEM,
    cause: probe,
    key: `${probe}-${n}`,
  });
  async function all(): Promise<void> {
    for (let from = 0; from < storm; from += EACH) {
      const count = Math.min(EACH, storm - from);
      const details = Array.from({ length: count }, (_, n) => signal(from + n));
      const twice = details.filter((_, n) => n % 10 === 0);
      await put(engine, [...details, ...twice], 'Monitoring Signal', SOURCE);
      sent += details.length + twice.length;
    }
  }
  return { sent: () => sent, done: all() };
}

/** Tells how far it is, until every signal is counted. */
interface Sight {
  readonly sent: () => number;
  readonly counted: () => Promise<number>;
  readonly find: () => Promise<Incident | undefined>;
}

async function watch(storm: number, { sent, counted, find }: Sight): Promise<Incident> {
  let incident: Incident | undefined;
  let [before, still] = [0, 0];
  while (still < PATIENCE) {
    const total = await counted();
    incident ??= await find();
    const opened = incident === undefined ? 'no incident yet' : '1 incident';
    row('Storm', `sent ${sent()}, counted ${total}; ${opened}`);
    if (total > storm) throw new Error(`Counted ${total} of ${storm}`);
    if (total === storm && incident !== undefined) {
      row('Counted', `exactly ${total}: what was sent twice counts once`);
      return incident;
    }
    still = total === before ? still + 1 : 0;
    before = total;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  if (incident === undefined) throw new Error(`The storm opened no incident: ${before} counted`);
  row('Counted', `${before}; the rest failed once, and the queue gives it again in ten minutes`);
  return incident;
}

/** What the table counts of the cause: no public door tells it while it runs. */
async function countOf(client: DynamoDBClient, probe: string): Promise<number> {
  const fingerprint = JSON.stringify(['monitoring-signal', SOURCE, probe]);
  const { digest } = causeOf({ kind: 'latency', fingerprint, system: SYSTEM });
  const Key = { pk: { S: `C#${digest}` }, sk: { S: 'H' } };
  const { Item } = await client.send(new GetItemCommand({ TableName: TABLE, Key }));
  return Number(Item?.total?.N ?? 0);
}

async function dismiss(demo: Demo, incident: Incident): Promise<void> {
  const jonas = demo.people('Jonas');
  const mail = await mailTo(demo, jonas, asks('Look into incident', incident));
  const page = await pageOf(demo, mail);
  const reason = 'The probe measured the maintenance of last night; answers are as fast as ever.';
  await submit(page, jonas, { 'w-verdict': 'dismiss', 'w-reason': reason });
  row(jonas.name, `dismisses it: “${reason}”`);
  const shown = await demo.records.reaches(incident.ref, 'dismissed');
  row(
    'Incident',
    `${shown.version.state}; a storm is ${shown.version.version} versions on record, not one a signal`,
  );
}
