import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runMap, runUnmapped } from '#cli/signals.ts';
import { apiDoor } from '#cli/targets/api-door.ts';
import { example as incident } from '#core/events/incident-reported.ts';
import { example as testEvent } from '#core/events/test-report.ts';
import type { JsonObject } from '#core/json.ts';
import { evidencePath } from '#core/log/paths.ts';
import { contentOf } from '#core/records/content-of.ts';
import { incident as incidentType } from '#core/records/incident.ts';
import { testReport } from '#core/records/test-report.ts';
import type { Head } from '#core/store/items.ts';
import { aSample } from '#tests/unit/signals/samples.ts';
import { type CorePorts, corePorts } from './support/core-ports.ts';
import { intakeOf } from './support/intake.ts';
import { type Live, startLive } from './support/live.ts';
import { waitUntil } from './support/wait-until.ts';

const CREDIT = 'ai-system/credit-scoring';

let live: Live;
let ports: CorePorts;
let bus: EventBridgeClient;

beforeAll(async () => {
  live = await startLive();
  ports = corePorts(live.assent);
  bus = new EventBridgeClient(live.assent.client);
});
afterAll(async () => {
  bus?.destroy();
  await live?.stop();
});

const put = async (type: string, detail: object) => {
  const entry = {
    EventBusName: live.assent.deployed.bus,
    Source: 'acme.monitoring',
    DetailType: type,
    Detail: JSON.stringify(detail),
  };
  const answer = await bus.send(new PutEventsCommand({ Entries: [entry] }));
  expect(answer.FailedEntryCount).toBe(0);
};
const heads = async (type: string): Promise<readonly Head[]> => {
  const { records } = await ports.lists.byType(type, { limit: 100 });
  return Promise.all(records.map(({ ref }) => ports.store.need(ref)));
};
/** The incident whose title says so, once there is one; nobody called the sweep. */
const incidentOf = (title: string) =>
  waitUntil(`an incident: ${title}`, async () =>
    (await heads('incident')).find(
      (head) => contentOf(incidentType, head).title.includes(title) || undefined,
    ),
  );

test('what is reported on the bus is an incident at once, and its reporter erasable', async () => {
  await put('Incident Reported', incident);
  const head = await incidentOf(incident.title);
  const { description, reporter } = contentOf(incidentType, head);
  expect(description).toContain(incident.description);
  expect(head.version.links).toContainEqual({ rel: 'concerns', to: CREDIT });
  expect(reporter?.name).toHaveProperty('$detached');
  const values = (await ports.store.personal(head.ref)).map(({ value }) => value);
  expect(values).toEqual(expect.arrayContaining([incident.reporter?.name]));
  expect(head.body).not.toContain(String(incident.reporter?.name));
});

test('a test report becomes a record, and its report evidence', async () => {
  await put('Test Report', testEvent);
  const head = await waitUntil('a test report', async () => (await heads('test-report'))[0]);
  const { counts, report } = contentOf(testReport, head);
  expect(counts).toBe('agree');
  const sha256 = report !== undefined && 'evidence' in report ? report.evidence : '';
  expect(await ports.objects.head(evidencePath(sha256))).toMatchObject({ sha256 });
});

describe('signals that belong to no system', () => {
  const said: string[] = [];
  const io = { out: (line: string) => said.push(line), err: () => {} };
  const open = async () => apiDoor(live.call);
  const alarm = (timestamp: string): JsonObject =>
    aSample('cloudwatch-alarm-state-change.clarify-bias-drift', {
      '/detail/state/timestamp': timestamp,
      '/time': timestamp,
    });

  test('are listed, and mapped by one command; their incident concerns the system then', async () => {
    const now = new Date().toISOString();
    await intakeOf(live.assent).put(alarm(now));
    const before = await incidentOf('Alarm');
    expect(before.version.links).toEqual([]);
    await waitUntil('the cause to be listed', async () => {
      said.length = 0;
      await runUnmapped({ stage: 'local' }, io, open);
      return said.some((line) => line.includes('Alarm')) || undefined;
    });
    const digest = said.find((line) => line.includes('Alarm'))?.slice(0, 12) ?? '';
    const options = { stage: 'local', system: CREDIT, reason: 'The credit team runs it' };
    expect(await runMap([digest], options, io, open)).toBe(0);
    const after = await ports.store.need(before.ref);
    expect(after.version.links).toContainEqual({ rel: 'concerns', to: CREDIT });
  });
});

test('a signal that a plan expects and that does not come is an incident', async () => {
  const fingerprint = '["monitoring-signal","acme.monitoring","nightly"]';
  const expects = [
    { title: 'Nightly report', kind: 'heartbeat', fingerprint, every: second, silence: 'high' },
  ];
  const [{ ref: owner } = { ref: '' }] = await heads('person');
  const answer = await live.call({
    method: 'POST',
    path: '/v1/records/monitoring-plan',
    body: {
      id: 'credit',
      reason: 'Monitoring is set up',
      content: { name: 'Monitoring of credit scoring', owner, expects, terms: [] },
      links: [{ rel: 'monitors', to: CREDIT }],
    },
  });
  expect(answer.status).toBe(201);
  await waitUntil('the silence to be heard', async () => {
    await live.sweep();
    return (await heads('incident')).some((head) => isSilent(head)) || undefined;
  });
});

const second = { amount: 1, unit: 'seconds' };
const isSilent = (head: Head) =>
  contentOf(incidentType, head).title.includes('Nightly report has never come');
