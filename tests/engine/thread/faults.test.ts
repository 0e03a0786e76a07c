import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { SendTaskSuccessCommand, SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executionName } from '#core/waiting/executions.ts';
import { dynamodbTable } from '#functions/adapters/dynamodb-table.ts';
import { codeIn, type EngineHouse, POLICY, startHouse } from '../support/assent.ts';
import { waitUntil } from '../support/wait-until.ts';

let at: EngineHouse;

beforeAll(async () => {
  at = await startHouse();
});
afterAll(async () => {
  await at.stop();
});

const approve = (fields: Record<string, string>) =>
  at.post('/t/decide', { ...fields, choice: 'approve' });

describe('one decision through the deployed system', () => {
  it('takes effect when its execution was stopped while it waited', async () => {
    const approval = await at.ask();
    const { fields } = await at.open(codeIn(await at.mail(/^Approve policy/)));
    const machine = `${at.deployed.machineArnPrefix}approval`.replace('stateMachine', 'execution');
    const sfn = new SFNClient(at.client);
    const executionArn = `${machine}:${executionName(approval.ref, 1)}`;
    await sfn.send(new StopExecutionCommand({ executionArn }));
    // On AWS its token ends with it; on the engine it may still be rung, so it is made unknown.
    const waiter = await waiterOf(approval.ref);
    const token = '00000000-0000-0000-0000-000000000000';
    await table().write([{ op: 'update', key: { pk: waiter.pk, sk: waiter.sk }, set: { token } }]);
    expect(await approve(fields)).toMatchObject({ status: 200 });
    const head = await at.state(`/v1/records/${approval.ref}`, 'effective', at.sweep);
    expect(head.version.version).toBeGreaterThan(2);
    expect((await at.read(POLICY)).version.state).toBe('approved');
  });

  it('finds nothing approved when somebody rings with a forged output', async () => {
    const approval = await at.ask();
    await at.mail(/^Approve policy/);
    const waiter = await waiterOf(approval.ref);
    const output = JSON.stringify({ outcome: 'effective', concluded: { outcome: 'effective' } });
    const ring = new SendTaskSuccessCommand({ taskToken: String(waiter.token), output });
    await new SFNClient(at.client).send(ring);
    await waiterOf(approval.ref, waiter.token);
    expect((await at.read(`/v1/records/${approval.ref}`)).version.state).toBe('open');
    expect((await at.read(POLICY)).version.state).toBe('in-approval');
    await voidIt(approval.ref);
  });

  it('is void when the subject changes between page and answer, and says so', async () => {
    const approval = await at.ask();
    const { fields } = await at.open(codeIn(await at.mail(/^Approve policy/)));
    await edit();
    const { status, html } = await approve(fields);
    expect(status).toBe(409);
    expect(html).toContain('It changed before you answered');
    await at.state(`/v1/records/${approval.ref}`, 'void', at.sweep);
    expect((await at.read(POLICY)).version.state).toBe('draft');
    expect((await at.open(fields.code ?? '')).status).toBe(200);
    expect((await approve(fields)).status).toBe(410);
  });

  it('makes one decision of two answers at the same moment', async () => {
    const approval = await at.ask();
    const { fields } = await at.open(codeIn(await at.mail(/^Approve policy/)));
    const [yes, no, again] = await Promise.all([
      approve(fields),
      at.post('/t/decide', { ...fields, choice: 'reject', comment: 'Not yet' }),
      approve(fields),
    ]);
    const statuses = [yes.status, no.status, again.status].sort();
    // One of the two answers is recorded; the other one is told so. The same twice is no conflict.
    expect([
      [200, 200, 409],
      [200, 409, 409],
    ]).toContainEqual(statuses);
    const won = yes.status === 200 ? 'effective' : 'rejected';
    await at.state(`/v1/records/${approval.ref}`, won, at.sweep);
    const versions = await at.call({
      method: 'GET',
      path: `/v1/records/task/${approval.ref.slice('approval/'.length)}-1-s1-1/versions`,
    });
    expect((versions.body as { versions: unknown[] }).versions).toHaveLength(2);
  });

  it('gets into the log by the sweep when the stream rings nobody', async () => {
    const lambda = new LambdaClient(at.client);
    const [mapping] =
      (await lambda.send(new ListEventSourceMappingsCommand({}))).EventSourceMappings ?? [];
    const UUID = mapping?.UUID ?? '';
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
    try {
      await edit();
      const { logIndex } = await waitUntil('its place in the log', async () => {
        await at.sweep();
        const head = await at.read(POLICY);
        return head.logIndex === null ? undefined : head;
      });
      expect(logIndex).toBeGreaterThan(0);
    } finally {
      await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
    }
  });

  it('refuses a link where the policy asks for sign-in', async () => {
    const system = '/v1/records/ai-system/credit-scoring';
    const { etag } = await at.read(system);
    const asked = await at.call({
      method: 'POST',
      path: `${system}/transitions/request-go-live`,
      headers: { 'if-match': etag },
      body: { reason: 'Ready' },
    });
    expect(asked.status).toBe(202);
    const { fields } = await at.open(codeIn(await at.mail(/^Approve go-live/)));
    const answer = await at.post('/t/decide', {
      ...fields,
      choice: 'approve',
      signature: 'Marit Holm',
    });
    expect(answer.status).toBe(403);
    expect(answer.html).toContain('A link is not enough');
    expect((await at.read(system)).version.state).toBe('in-approval');
  });

  it('takes no unsigned call', async () => {
    expect((await fetch(`${at.url}${POLICY}`)).status).toBe(403);
    const forged = { headers: { authorization: 'AWS4-HMAC-SHA256 nothing' } };
    expect((await fetch(`${at.url}${POLICY}`, forged)).status).toBe(403);
  });
});

const table = () =>
  dynamodbTable({ main: at.deployed.tables.main, client: new DynamoDBClient(at.client) });

/** Who waits at the approval, once somebody does (again: with another token than `before`). */
const waiterOf = (approval: string, before?: unknown) =>
  waitUntil('an execution to wait', async () => {
    const partition = `R#${approval.replace('/', '#')}`;
    const [waiter] = (await table().query({ partition, prefix: 'W#', limit: 1 })).items;
    return waiter === undefined || waiter.token === before ? undefined : waiter;
  });

/** Somebody changes the policy. */
async function edit(): Promise<void> {
  const { etag, version } = await at.read(POLICY);
  const { status } = await at.call({
    method: 'PUT',
    path: POLICY,
    headers: { 'if-match': etag },
    body: {
      content: { ...version.content, binds: `${version.content.binds}!` },
      links: version.links,
      reason: 'Changed meanwhile',
    },
  });
  expect(status).toBe(200);
}

async function voidIt(approval: string): Promise<void> {
  await edit();
  await at.state(`/v1/records/${approval}`, 'void', at.sweep);
}
