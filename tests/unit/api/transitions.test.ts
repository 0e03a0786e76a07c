import { beforeEach, describe, expect, it } from 'vitest';
import { recordType } from '#core/records/registry.ts';
import { ASTRID, anApprovalPolicy, aPolicy, INGRID, LARS } from '#tests/support/people.ts';
import { type Ask, type Desk, desk, problemOf } from './desk.ts';

const TERMS = '/v1/records/approval-policy/policy-request-approval';
const POLICY = '/v1/records/policy/ai-policy';
let d: Desk;
let etag: string;
beforeEach(async () => {
  d = await desk();
  const id = 'policy-request-approval';
  const terms = await d.made('approval-policy', { id, content: anApprovalPolicy() });
  await take(TERMS, 'adopt', terms.etag);
  ({ etag } = await d.made('policy', { id: 'ai-policy', content: aPolicy() }));
});

const take = (path: string, transition: string, match?: string, asked: Ask = {}) =>
  d.ask('POST', `${path}/transitions/${transition}`, {
    body: { reason: 'It is ready' },
    ...asked,
    headers: { ...(match === undefined ? {} : { 'if-match': match }), ...asked.headers },
  });
const request = (asked: Ask = { of: ASTRID }) => take(POLICY, 'request-approval', etag, asked);
const stateOf = async (ref: string) => (await d.at.store.need(ref)).version.state;

describe('transitions over HTTP', () => {
  it('takes what people may take', async () => {
    const { id, etag: of } = await aPerson();
    const left = await take(`/v1/records/person/${id}`, 'leave', of);
    expect([left.status, (left.json.version as { state: string }).state]).toEqual([202, 'left']);
  });

  const aPerson = async () => {
    const content = { name: 'Eve', email: 'eve@halden.example', language: 'en', zone: 'UTC' };
    const { path, etag: of } = await d.made('person', { content });
    return { id: path.slice(path.lastIndexOf('/') + 1), etag: of };
  };

  it('asks for approval where the transition is guarded, and answers the approval', async () => {
    const told = await request();
    expect(told.status).toBe(202);
    const { ref } = told.json;
    expect(ref).toMatch(/^approval\//);
    expect(told.headers.get('location')).toBe(`/v1/records/${String(ref)}`);
    expect(told.json.version).toMatchObject({
      state: 'open',
      content: { requester: ASTRID, kind: 'approve-policy' },
    });
    expect(await stateOf('policy/ai-policy')).toBe('in-approval');
    expect(d.at.machines.executions).toHaveLength(1);
  });

  it('asks once where the same request comes ten times at once', async () => {
    const headers = { 'idempotency-key': 'ask' };
    const all = await Promise.all(
      Array.from({ length: 10 }, () => request({ of: ASTRID, headers })),
    );
    expect(new Set(all.map(({ json }) => json.ref)).size).toBe(1);
    expect(all.map(({ status }) => status)).toEqual(Array(10).fill(202));
    expect(d.at.machines.executions).toHaveLength(1);
  });

  it('asks once where ten ask without a key', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => request()));
    expect(all.map(({ status }) => status).sort()).toEqual([202, ...Array(9).fill(412)]);
    expect(await d.at.lists.incoming('policy/ai-policy', 'about')).toHaveLength(1);
  });

  it('tells before a change which open approvals it voids', async () => {
    const { ref } = (await request()).json;
    const { json } = await d.ask('GET', `${POLICY}/open-approvals`);
    expect((json.approvals as { ref: string }[]).map((each) => each.ref)).toEqual([ref]);
    const none = await d.ask('GET', `${TERMS}/open-approvals`);
    expect(none.json.approvals).toEqual([]);
  });

  it.each([
    ['that the type does not have', 'fly'],
    ['that objects inherit', 'constructor'],
    ['that only an approval takes', 'approve'],
    ['that only a workflow takes', 'send-back'],
    ['that is an action of every record', 'edit'],
    ['in other case', 'Request-Approval'],
  ])('refuses a transition %s', async (_, transition) => {
    problemOf(await take(POLICY, transition, etag), 403, 'refused');
    expect(await stateOf('policy/ai-policy')).toBe('draft');
  });

  it('names the transitions that there are', async () => {
    const { known } = problemOf(await take(POLICY, 'fly', etag), 403, 'refused');
    expect(known).toEqual(['request-approval', 'approve', 'send-back', 'suspend']);
  });

  it('refuses one that the state does not allow', async () => {
    await request();
    const now = (await d.ask('GET', POLICY)).headers.get('etag') ?? '';
    problemOf(await take(POLICY, 'request-approval', now, { of: ASTRID }), 403, 'refused');
  });

  it('refuses one without the version that was seen, and one upon an older', async () => {
    problemOf(await take(POLICY, 'request-approval', undefined, { of: ASTRID }), 422, 'invalid');
    await request();
    const told = await request();
    expect(problemOf(told, 412, 'conflict').lost).toMatchObject([{ version: 2 }]);
  });

  it('refuses to ask without a reason', async () => {
    problemOf(await request({ of: ASTRID, body: {} }), 422, 'invalid');
    problemOf(await request({ body: {} }), 422, 'invalid');
    problemOf(await request({ body: { reason: '' } }), 422, 'invalid');
    expect(await stateOf('policy/ai-policy')).toBe('draft');
  });

  it('refuses the request of whom nobody could decide on', async () => {
    const { detail } = problemOf(await request({ of: INGRID }), 403, 'refused');
    expect(detail).toContain(`${INGRID} is requester`);
  });

  it('refuses to ask with facts missing, naming them', async () => {
    const { content } = recordType('ai-system').example;
    const id = 'credit-scoring';
    const made = await d.made('ai-system', { id, content });
    const told = await take(made.path, 'request-go-live', made.etag, { of: ASTRID });
    expect(problemOf(told, 403, 'refused').missing).toEqual(['models']);
  });

  it('lets nobody adopt directly what a policy guards by now', async () => {
    const guard = 'approval-policy-request-adoption';
    const applies = { type: 'approval-policy', transition: 'request-adoption' };
    const first = await d.made('approval-policy', {
      id: guard,
      content: anApprovalPolicy({ applies }),
    });
    expect((await take(first.path, 'adopt', first.etag)).status).toBe(202);
    const other = await d.made('approval-policy', {
      id: 'model-request-x',
      content: anApprovalPolicy({ applies: { type: 'model', transition: 'request-x' } }),
    });
    const { detail } = problemOf(await take(other.path, 'adopt', other.etag), 403, 'refused');
    expect(detail).toContain('request-adoption');
    const asked = await take(other.path, 'request-adoption', other.etag, { of: LARS });
    expect([asked.status, await stateOf('approval-policy/model-request-x')]).toEqual([
      202,
      'in-approval',
    ]);
  });

  it('retires no approval policy, so that what it guards stays guarded', async () => {
    const { headers } = await d.ask('GET', TERMS);
    const told = await take(TERMS, 'retire', headers.get('etag') ?? '');
    expect(problemOf(told, 403, 'refused').detail).toContain('revise it');
    expect(await stateOf('approval-policy/policy-request-approval')).toBe('in-force');
  });

  it('retires a record, and then changes it no more', async () => {
    const { path, etag: of } = await d.made('role', {
      id: 'auditor',
      content: { name: 'A', responsibilities: ['A'] },
    });
    const retired = await take(path, 'retire', of);
    const now = retired.headers.get('etag') ?? '';
    expect(retired.json.version).toMatchObject({ state: 'retired' });
    problemOf(await take(path, 'retire', now), 403, 'refused');
    const put = { headers: { 'if-match': now }, body: { content: {}, reason: 'x' } };
    problemOf(await d.ask('PUT', path, put), 403, 'refused');
  });
});

describe('taking a request back over HTTP', () => {
  let path: string;
  beforeEach(async () => {
    path = `/v1/approvals/${String((await request()).json.ref).slice('approval/'.length)}/withdrawal`;
  });
  const back = (asked: Ask = { of: ASTRID }) =>
    d.ask('POST', path, { body: { reason: 'Not yet' }, ...asked });

  it('is for whoever asked', async () => {
    problemOf(await back({ of: LARS }), 403, 'refused');
    problemOf(await back({}), 403, 'refused');
    const told = await back();
    expect([told.status, await stateOf('policy/ai-policy')]).toEqual([200, 'draft']);
    expect(told.json.version).toMatchObject({ state: 'withdrawn' });
  });

  it('is done once, and the same answer where it comes again under its key', async () => {
    const keyed = { of: ASTRID, headers: { 'idempotency-key': 'back' } };
    const first = await back(keyed);
    const again = await back(keyed);
    expect([again.status, again.json.version]).toEqual([200, first.json.version]);
    problemOf(await back(), 403, 'refused');
  });

  it('demands a reason, and an approval', async () => {
    problemOf(await back({ of: ASTRID, body: {} }), 422, 'invalid');
    const none = path.replace(/[0-9a-f]{12}\/w/, 'ffffffffffff/w');
    problemOf(await d.ask('POST', none, { of: ASTRID, body: { reason: 'x' } }), 404, 'not-found');
  });
});

describe('erasing over HTTP', () => {
  const erase = (path: string, body: object, headers = {}) =>
    d.ask('POST', `${path}/erasures`, {
      of: ASTRID,
      body: { reason: 'Asked for', ...body },
      headers,
    });
  const PERSON = `/v1/records/${INGRID}`;

  it('leaves the commitments, and no value', async () => {
    const told = await erase(PERSON, {});
    expect(told.status).toBe(200);
    expect(told.json.version).toMatchObject({ action: 'erase', version: 2 });
    expect(await d.at.store.personal(INGRID)).toEqual([]);
  });

  it('writes one version where it comes again under its key', async () => {
    const key = { 'idempotency-key': 'erase' };
    await erase(PERSON, { paths: ['/email'] }, key);
    const again = await erase(PERSON, { paths: ['/email'] }, key);
    expect([again.status, (again.json.version as { version: number }).version]).toEqual([200, 2]);
    expect((await d.at.store.need(INGRID)).version.version).toBe(2);
  });

  it.each([
    ['no reason', { reason: undefined }],
    ['a path that holds none', { paths: ['/language'] }],
    ['no path', { paths: [] }],
    ['paths that are no list', { paths: '/email' }],
    ['a member that it does not know', { all: true }],
  ])('is refused with %s', async (_, body) => {
    problemOf(await erase(PERSON, body), 422, 'invalid');
    expect(await d.at.store.personal(INGRID)).toHaveLength(2);
  });

  it('is refused where nothing is, and where there is nothing to erase', async () => {
    problemOf(await erase('/v1/records/person/nobody', {}), 404, 'not-found');
    problemOf(await erase('/v1/records/policy/ai-policy', {}), 422, 'invalid');
    expect((await d.at.store.need('policy/ai-policy')).version.version).toBe(1);
  });
});
