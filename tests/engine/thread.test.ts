import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiClient } from '#cli/targets/api-client.ts';
import { listenOnBus } from './support/bus.ts';
import { type Live, startLive } from './support/live.ts';
import { hiddenFields, type Page, post } from './support/page.ts';
import { makeStranger } from './support/stranger.ts';
import { ASTRID, codeIn, INGRID, type Shown, taskOf, threadOf } from './support/thread.ts';
import { ORIGIN, verifyBucket } from './support/verify-bucket.ts';

const COMMENT = 'Read in full. Try the stop in March.';

let live: Live;
let thread: ReturnType<typeof threadOf>;

beforeAll(async () => {
  live = await startLive();
  thread = threadOf(live);
});
afterAll(() => live?.stop());

describe('one decision, from the request to its effect', () => {
  let bus: Awaited<ReturnType<typeof listenOnBus>>;
  let draft: Shown;
  let asked: Shown;
  let task: string;
  let code: string;
  let page: Page;
  let receipt: Page;
  let decision: Shown;
  let effective: Shown;

  beforeAll(async () => {
    bus = await listenOnBus(live.assent);
    draft = await thread.get('policy/ai-policy');
    asked = await thread.ask('policy/ai-policy');
    task = taskOf(asked);
    code = codeIn(await thread.mailTo(INGRID, /^Approve policy: AI policy/));
    page = await thread.open(code);
    receipt = await thread.decide(page, { comment: COMMENT });
    decision = await thread.get(task);
    effective = await thread.reaches(asked.ref, 'effective');
    await thread.logged(asked.ref);
  });

  test('the decider is asked by mail, and a reply reaches the requester', async () => {
    const mail = await thread.mailTo(INGRID, /^Approve policy: AI policy/);
    expect(mail).toMatchObject({ to: [INGRID], replyTo: [ASTRID] });
    expect(mail.text).toContain('asks you as Chief Risk Officer');
    expect(mail.html).toContain(`/t#${code}`);
  });

  test('the page shows the question, the facts and no answer chosen', () => {
    expect(page.status).toBe(200);
    expect(page.text).toContain('Do you approve AI policy as a policy of the organisation?');
    expect(page.text).toContain('Trying the stop twice a year');
    expect(page.html).not.toMatch(/<input[^>]*type="radio"[^>]*checked/);
  });

  test('the receipt names the digest of the decision and its place in the log', () => {
    expect(receipt.status).toBe(200);
    expect(receipt.text).toContain(decision.digest);
    expect(receipt.text).toContain(`entry ${decision.logIndex} of ${ORIGIN}`);
    expect(decision.version).toMatchObject({ state: 'decided', action: 'decide', via: 'link' });
  });

  test('exactly the version that was asked about is approved', async () => {
    const policy = await thread.get('policy/ai-policy');
    expect(policy.version).toMatchObject({ state: 'approved', action: 'approve', version: 3 });
    expect(policy.version.content).toEqual(draft.version.content);
    expect(policy.standing).toEqual({ version: 3, digest: policy.digest });
    expect(effective.version).toMatchObject({ version: 3, action: 'grant', via: 'system' });
  });

  test('decider and requester get what came of it by mail', async () => {
    const recorded = await thread.mailTo(INGRID, /^Recorded: Approve, AI policy/);
    expect(recorded.text).toContain(decision.digest);
    const outcome = await thread.mailTo(ASTRID, /^Approved: AI policy/);
    expect(outcome.text).toContain(COMMENT);
    expect(outcome.text).not.toMatch(/\/t#/);
  });

  test('every version is told to the bus, with its state and place in the log', async () => {
    const versions = await thread.history(asked.ref);
    const events = await bus.of('approval', asked.ref.slice('approval/'.length), 3);
    expect(
      events.map(({ version, state, digest, logIndex }) => ({ version, state, digest, logIndex })),
    ).toEqual(
      versions.map(({ version, digest, logIndex }) => ({
        version: version.version,
        state: version.state,
        digest,
        logIndex,
      })),
    );
    expect(versions.map(({ version }) => version.state)).toEqual(['open', 'decided', 'effective']);
  });

  test('the log that holds it verifies offline, as far as its newest checkpoint', async () => {
    await thread.logged('policy/ai-policy');
    const { ok, wrong, size, isTrusted } = await verifyBucket(live.assent);
    expect({ ok, wrong, isTrusted }).toEqual({ ok: true, wrong: [], isTrusted: true });
    expect(size).toBeGreaterThan(effective.logIndex ?? 0);
  });

  test('the same answer again is the same receipt, from whatever device', async () => {
    const again = await thread.decide(page, { comment: COMMENT });
    expect(again.status).toBe(200);
    expect(again.text).toContain(decision.digest);
    expect((await thread.get(task)).version.version).toBe(2);
  });

  test('a different answer afterwards is refused and changes nothing', async () => {
    const other = await thread.decide(page, { choice: 'reject', comment: 'I changed my mind' });
    expect(other.status).toBe(409);
    expect(other.text).toContain('You have already answered');
    expect((await thread.get(task)).digest).toBe(decision.digest);
  });

  test('the link of an answered question says what became of it', async () => {
    const { status, text } = await thread.open(code);
    expect(status).toBe(200);
    expect(text).toContain('Your answer is recorded');
  });

  test('no code, address, name or comment reaches an execution', async () => {
    const told = JSON.stringify(await live.executions('approval'));
    expect(told).toContain(asked.ref.slice('approval/'.length));
    for (const secret of [code, INGRID, 'Solheim', COMMENT]) expect(told).not.toContain(secret);
  });
});

describe('a change through the API', () => {
  test('names the version that its author saw, by ETag', async () => {
    const { etag, digest, version } = await thread.givenPolicy('etag-policy', 'Etag policy');
    expect(etag).toBe(`"1-${digest}"`);
    await thread.change('policy/etag-policy', { binds: 'Nobody' });
    const body = { content: version.content, links: version.links, reason: 'Too late' };
    const headers = { 'if-match': etag };
    const path = '/v1/records/policy/etag-policy';
    const stale = await live.call({ method: 'PUT', path, headers, body });
    expect(stale).toMatchObject({ status: 412, body: { type: 'urn:assent:problem:conflict' } });
    expect(JSON.stringify(stale.body)).toContain('moved to version 2');
    const blind = await live.call({ method: 'PUT', path, body });
    expect(blind.status).toBe(422);
    expect((await thread.get('policy/etag-policy')).version.version).toBe(2);
  });

  test('is refused where it is not signed, whatever it asks', async () => {
    for (const path of ['/v1/types', '/v1/records/policy', '/v1/records/policy/ai-policy']) {
      expect((await fetch(`${live.door}${path}`)).status).toBe(403);
      expect((await fetch(`${live.door}${path}`, { method: 'POST', body: '{}' })).status).toBe(403);
      const headers = { authorization: 'AWS4-HMAC-SHA256 nothing' };
      expect((await fetch(`${live.door}${path}`, { headers })).status).toBe(403);
    }
  });

  test('is refused where its caller is no service of the configuration', async () => {
    // Past the front door, which changes the path: the engine checks this signature over it.
    const { origin, pathname } = new URL(live.assent.deployed.apiUrl);
    const call = apiClient(origin, await makeStranger(live.assent));
    const body = { id: 'strange', content: { name: 'Strange', responsibilities: ['None'] } };
    const answer = await call({ method: 'POST', path: `${pathname}/v1/records/role`, body });
    expect(answer).toMatchObject({
      status: 403,
      body: { type: 'urn:assent:problem:unauthorised' },
    });
    expect(JSON.stringify(answer.body)).toContain('role/stranger is not mapped');
    const there = await live.call({ method: 'GET', path: '/v1/records/role/strange' });
    expect(there.status).toBe(404);
  });

  test('never takes a state that an approval guards', async () => {
    const { ref, etag } = await thread.givenPolicy('short-cut', 'Short cut');
    for (const transition of ['approve', 'send-back']) {
      const path = `/v1/records/${ref}/transitions/${transition}`;
      const headers = { 'if-match': etag };
      const answer = await live.call({ method: 'POST', path, headers, body: { reason: 'Now' } });
      expect(answer.status).toBe(403);
    }
    expect((await thread.get(ref)).version.state).toBe('draft');
  });
});

describe('who may decide', () => {
  test('never the requester, though nobody else holds the role', async () => {
    const { ref, etag } = await thread.givenPolicy('own-policy', 'Own policy');
    const ingrid = await thread.holderOf('chief-risk-officer');
    const answer = await live.call({
      method: 'POST',
      path: `/v1/records/${ref}/transitions/request-approval`,
      headers: { 'if-match': etag, 'assent-acting-for': ingrid },
      body: { reason: 'I want it' },
    });
    expect(answer).toMatchObject({ status: 403, body: { type: 'urn:assent:problem:refused' } });
    expect(JSON.stringify(answer.body)).toContain(`${ingrid} is requester`);
    expect((await thread.get(ref)).version.state).toBe('draft');
  });

  test('not by link where the policy demands sign-in, and the page says so', async () => {
    const approval = await thread.take('model/credit-scorecard', 'request-release');
    const code = codeIn(await thread.mailTo(INGRID, /^Approve release: Credit scorecard/));
    expect((await thread.open(code)).status).toBe(200);
    const task = await thread.get(taskOf(approval));
    const facts = String(task.version.content.facts);
    const fields = { code, facts, opened: '', choice: 'approve', comment: '' };
    const answer = await post(`${live.door}/t/decide`, { ...fields, signature: 'Ingrid Solheim' });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('A link is not enough for this decision');
    expect((await thread.get(task.ref)).digest).toBe(task.digest);
    expect((await thread.get(approval.ref)).version.state).toBe('open');
    expect((await thread.get('model/credit-scorecard')).version.state).toBe('in-approval');
  });

  test('nobody by a code that was never given, however it is posted', async () => {
    const code = 'ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ';
    const opened = await thread.open(code);
    expect(opened.status).toBe(404);
    const fields = { code, choice: 'approve', comment: '', signature: 'Ingrid Solheim' };
    const answer = await post(`${live.door}/t/decide`, {
      ...fields,
      facts: 'f'.repeat(64),
      opened: '',
    });
    expect(answer.status).toBe(404);
    expect(hiddenFields(opened)).toEqual({});
  });
});

test('the sweep finds nothing to do where all is done, and beats once a day', async () => {
  await live.sweep();
  const heartbeat = await thread.get('system/heartbeat');
  expect(heartbeat.version.content).toMatchObject({ deadLetters: 0, software: 'assent 0.1.0' });
  await live.sweep();
  expect((await thread.get('system/heartbeat')).digest).toBe(heartbeat.digest);
});
