import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeArchiveCommand,
  DescribeReplayCommand,
  EventBridgeClient,
  PutEventsCommand,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runEmit } from '#cli/emit.ts';
import { openDoors } from '#cli/targets/event-doors.ts';
import type { JsonObject } from '#core/json.ts';
import type { Item } from '#core/ports.ts';
import { fromValues } from '#functions/adapters/attributes.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { auditSignals } from '#tests/support/audit-signals.ts';
import { aSample } from '#tests/unit/signals/samples.ts';
import { type CorePorts, corePorts } from './support/core-ports.ts';
import { startTestAssent, type TestAssent } from './support/engine.ts';
import { intakeOf } from './support/intake.ts';
import { waitUntil } from './support/wait-until.ts';

const CAUSES = 20;
const SIGNALS = 1000;
const DUPLICATES = 50;
const MALFORMED = 10;

let assent: TestAssent;
let ports: CorePorts;
let bus: EventBridgeClient;
let dynamodb: DynamoDBClient;

beforeAll(async () => {
  assent = await startTestAssent();
  ports = corePorts(assent);
  bus = new EventBridgeClient(assent.client);
  dynamodb = new DynamoDBClient(assent.client);
});
afterAll(async () => {
  bus?.destroy();
  dynamodb?.destroy();
  await assent?.stop();
});

async function everyItem(): Promise<readonly Item[]> {
  const items: Item[] = [];
  const of = { TableName: assent.deployed.tables.main, ConsistentRead: true };
  for (let from: object | undefined = {}; from !== undefined; ) {
    const start: object = from;
    const page = await dynamodb.send(new ScanCommand({ ...of, ...start }));
    items.push(...(page.Items ?? []).map(fromValues));
    from = page.LastEvaluatedKey && { ExclusiveStartKey: page.LastEvaluatedKey };
  }
  return items;
}

/** What is counted, held to the locked objects. */
async function audit() {
  const objects: { path: string; bytes: Uint8Array | undefined }[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page = await ports.objects.list('signals/', cursor === '' ? undefined : cursor);
    for (const path of page.paths) {
      objects.push({ path, bytes: (await ports.objects.get(path))?.bytes });
    }
    cursor = page.cursor;
  }
  return auditSignals(await everyItem(), objects);
}

const incidents = async () =>
  (await ports.lists.byType('incident', { limit: 100 })).records.map(({ ref }) => ref);

const totalOf = (items: readonly Item[]) =>
  items
    .filter(({ pk, sk }) => pk.startsWith('C#') && sk === 'H')
    .reduce((sum, { total }) => sum + Number(total), 0);

/** Looks into the queue before it looks into the whole table. */
const counted = (total: number) =>
  waitUntil(`${total} signals to be counted`, async () => {
    if ((await intakeOf(assent).waiting()) > 0) return undefined;
    return totalOf(await everyItem()) >= total ? true : undefined;
  });

async function put(details: readonly JsonObject[]): Promise<void> {
  for (let at = 0; at < details.length; at += 10) {
    const { FailedEntryCount } = await bus.send(
      new PutEventsCommand({
        Entries: details.slice(at, at + 10).map((detail) => ({
          EventBusName: assent.deployed.bus,
          Source: 'acme.monitoring',
          DetailType: 'Monitoring Signal',
          Detail: JSON.stringify(detail),
        })),
      }),
    );
    expect(FailedEntryCount).toBe(0);
  }
}

const aSignal = (n: number) => ({
  kind: 'drift',
  title: `Measure ${n % CAUSES} drifts`,
  severity: 'low',
  system: 'ai-system/credit-scoring',
  cause: `measure-${n % CAUSES}`,
  key: `signal-${n}`,
});

describe('signals on the bus', () => {
  test('are counted exactly, each once, and what cannot be read is in quarantine', async () => {
    const details = [
      ...Array.from({ length: SIGNALS }, (_, n) => aSignal(n)),
      ...Array.from({ length: DUPLICATES }, (_, n) => aSignal(17 * n)),
      ...Array.from({ length: MALFORMED }, (_, n) => ({ ...aSignal(n), severity: `bad-${n}` })),
    ];
    await put(details);
    await counted(SIGNALS + MALFORMED);
    const causes = await audit();
    const drifts = causes.filter(({ kind }) => kind === 'drift');
    expect(drifts.map(({ total }) => total)).toEqual(Array(CAUSES).fill(SIGNALS / CAUSES));
    // So many within the hour call for an incident, however little each of them matters.
    expect(drifts.every(({ isWanted }) => isWanted)).toBe(true);
    // Opened by the ring: nobody called the sweep.
    await waitUntil('an incident of each cause', async () =>
      (await incidents()).length >= CAUSES ? true : undefined,
    );
    expect(await incidents()).toHaveLength(CAUSES);
    expect(causes.filter(({ kind }) => kind !== 'drift')).toMatchObject([
      { kind: 'quarantine', fingerprint: 'malformed', total: MALFORMED, isWanted: false },
    ]);
    const page = await ports.lists.byType('quarantine', { limit: 100 });
    expect(page.records).toHaveLength(MALFORMED);
  });

  test('replayed from the archive change nothing', async () => {
    const before = await audit();
    const opened = await incidents();
    const name = `${assent.deployed.bus}-signals`;
    const { EventSourceArn, ArchiveArn, EventCount } = await bus.send(
      new DescribeArchiveCommand({ ArchiveName: name }),
    );
    expect(EventCount).toBeGreaterThanOrEqual(SIGNALS);
    await bus.send(
      new StartReplayCommand({
        ReplayName: 'once-more',
        EventSourceArn: ArchiveArn,
        EventStartTime: new Date(Date.now() - 3_600_000),
        EventEndTime: new Date(),
        Destination: { Arn: EventSourceArn },
      }),
    );
    await waitUntil('the replay to end', async () => {
      const { State } = await bus.send(new DescribeReplayCommand({ ReplayName: 'once-more' }));
      return State === 'COMPLETED' ? true : undefined;
    });
    await waitUntil('the queue to be empty', async () =>
      (await intakeOf(assent).waiting()) === 0 ? true : undefined,
    );
    expect(await audit()).toEqual(before);
    expect(await incidents()).toEqual(opened);
  });
});

test('a native event, handed to the queue as the rule would, is a signal that wants an incident', async () => {
  const alarm = aSample('cloudwatch-alarm-state-change.clarify-bias-drift');
  const before = totalOf(await everyItem());
  const intake = intakeOf(assent);
  await intake.put(alarm);
  await intake.put(alarm);
  await counted(before + 1);
  const biased = (await audit()).filter(({ kind }) => kind === 'bias');
  expect(biased).toMatchObject([{ total: 1, isWanted: true }]);
});

describe('the command that sends events', () => {
  const doors = (stage: string) =>
    openDoors(stage, {
      bus,
      sqs: new SQSClient({ ...assent.client, useQueueUrlAsEndpoint: false }),
    });
  const io = { out: () => {}, err: () => {} };

  test('reaches the bus, and with a native sample the queue', async () => {
    const before = totalOf(await everyItem());
    const options = { stage: 'local', source: 'assent.cli' };
    const sample = 'tests/fixtures/events/guardduty-finding.json';
    for (const what of ['Incident Reported', sample]) {
      expect(await runEmit(what, undefined, options, io, doors)).toBe(0);
    }
    await counted(before + 2);
    const kinds = (await audit()).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['incident', 'security']));
  });

  test('says so where there is no such stage', async () => {
    const options = { stage: 'nowhere', source: 'assent.cli' };
    for (const what of ['Incident Reported', 'tests/fixtures/events/guardduty-finding.json']) {
      await expectError(runEmit(what, undefined, options, io, doors), 'NotFound');
    }
  });
});

test('what we announce ourselves is no signal', async () => {
  const before = totalOf(await everyItem());
  await ports.bus.put([{ type: 'Record Versioned', detail: { type: 'policy' } }]);
  await put([{ ...aSignal(0), key: 'behind-it' }]);
  await counted(before + 1);
  expect(totalOf(await everyItem())).toBe(before + 1);
});
