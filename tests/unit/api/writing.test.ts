import { beforeEach, describe, expect, it } from 'vitest';
import type { Issue } from '#core/errors.ts';
import { DAY } from '#core/time.ts';
import { ASTRID, INGRID } from '#tests/support/people.ts';
import { aRoleBody, type Desk, desk, problemOf } from './desk.ts';

const PATH = '/v1/records/role/auditor';
let d: Desk;
beforeEach(async () => {
  d = await desk();
});

const post = (body: unknown, headers = {}) => d.ask('POST', '/v1/records/role', { body, headers });
const create = (headers = {}) => post(aRoleBody({ id: 'auditor' }), headers);
const put = (etag: string | undefined, competence = 'New', headers = {}) =>
  d.ask('PUT', PATH, {
    headers: { ...(etag === undefined ? {} : { 'if-match': etag }), ...headers },
    body: aRoleBody({ content: { name: 'Auditor', responsibilities: ['Audits'], competence } }),
  });
const etagOf = ({ headers }: { headers: Headers }) => headers.get('etag') ?? '';
const versionOf = async () => (await d.at.store.load('role/auditor'))?.version.version;

describe('writing over HTTP', () => {
  it('creates a record, and says where it is and what it saw of it', async () => {
    const told = await create();
    expect([told.status, told.headers.get('location')]).toEqual([201, PATH]);
    expect(told.json).toMatchObject({ ref: 'role/auditor', version: { version: 1 } });
    expect(etagOf(await d.ask('GET', PATH))).toBe(etagOf(told));
  });

  it('changes what its author saw', async () => {
    const changed = await put(etagOf(await create()));
    expect(changed.status).toBe(200);
    expect(changed.json.version).toMatchObject({ version: 2, action: 'edit' });
  });

  it('refuses a change that does not say what its author saw', async () => {
    await create();
    problemOf(await put(undefined), 422, 'invalid');
    expect(await versionOf()).toBe(1);
  });

  it.each([
    ['an older version', (etag: string) => etag],
    ['any version', () => '*'],
    ['a weak ETag', (etag: string) => `W/${etag}`],
    ['an ETag without quotes', (etag: string) => etag.replaceAll('"', '')],
    ['the number alone', () => '"2"'],
    ['nothing', () => ''],
    ['nonsense', () => '"nonsense"'],
  ])('refuses a change upon %s with the newer version', async (_, match) => {
    const first = etagOf(await create());
    await put(first, 'Second');
    const { lost, detail } = problemOf(await put(match(first), 'Third'), 412, 'conflict');
    expect(lost).toEqual([{ ref: 'role/auditor', kind: 'head', index: 0, version: 2 }]);
    expect(detail).toBe('role/auditor has moved to version 2');
    expect(await versionOf()).toBe(2);
  });

  it('lets one of ten win who change the same version at once', async () => {
    const etag = etagOf(await create());
    const all = await Promise.all(Array.from({ length: 10 }, (_, i) => put(etag, `Writer ${i}`)));
    expect(all.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)]);
    expect(await versionOf()).toBe(2);
  });

  it('refuses to create what is there', async () => {
    await create();
    d.at.clock.advance(1);
    problemOf(await post(aRoleBody({ id: 'auditor', reason: 'Again' })), 412, 'conflict');
  });

  it('finds nothing to change where nothing is', async () => {
    problemOf(await put('"1-x"'), 404, 'not-found');
    problemOf(await d.ask('PUT', '/v1/records/unicorn/a', { body: aRoleBody() }), 404, 'not-found');
  });

  it.each<[string, unknown]>([
    ['no body', undefined],
    ['an empty body', ''],
    ['no JSON', '{'],
    ['a text', '"role"'],
    ['a list', '[]'],
    ['null', 'null'],
    ['content that is a list', { content: [], reason: 'x' }],
    ['content that is a text', { content: 'x', reason: 'x' }],
    ['no content', { reason: 'x' }],
    ['a member that it does not know', aRoleBody({ state: 'retired' })],
    ['links that are no list', aRoleBody({ links: {} })],
    ['a link without target', aRoleBody({ links: [{ rel: 'deputised-by' }] })],
    [
      'a relation that objects inherit',
      aRoleBody({ links: [{ rel: 'constructor', to: 'role/head-of-ai' }] }),
    ],
    ['an id that is none', aRoleBody({ id: 'Auditor' })],
    ['a reason that is a number', aRoleBody({ reason: 1 })],
    ['a blank reason', aRoleBody({ reason: ' ' })],
    ['a reason with a control character', aRoleBody({ reason: 'a\u0007b' })],
    [
      '__proto__ for content',
      '{"content":{"__proto__":{"a":1},"name":"A","responsibilities":["A"]},"reason":"x"}',
    ],
    [
      'very deep content',
      `{"reason":"x","content":{"name":${'['.repeat(90_000)}${']'.repeat(90_000)}}}`,
    ],
    [
      'very deep links',
      `{"reason":"x","content":{},"links":${'['.repeat(90_000)}${']'.repeat(90_000)}}`,
    ],
  ])('refuses %s', async (_, body) => {
    problemOf(await post(body), 422, 'invalid');
    expect(await versionOf()).toBeUndefined();
  });

  it('names each mistake at its place', async () => {
    const content = { name: '', responsibilities: [], colour: 'red' };
    const { issues } = problemOf(await post(aRoleBody({ content })), 422, 'invalid');
    expect((issues as Issue[]).map(({ path }) => path).sort()).toEqual([
      '',
      '/name',
      '/responsibilities',
    ]);
  });

  it('refuses more than 200 KB before it looks at it, and a record of more than 100 KB', async () => {
    const long = (length: number) =>
      aRoleBody({
        content: { name: 'A', responsibilities: ['A'], competence: 'x'.repeat(length) },
      });
    expect(problemOf(await post(long(205_000)), 413, 'too-large').limit).toBe(204_800);
    const policy = {
      reason: 'x',
      content: {
        name: 'P',
        owner: ASTRID,
        whyNow: 'x',
        duties: Array.from({ length: 100 }, () => 'x'.repeat(500)),
        binds: 'x',
        effective: '2027-01-01',
        nextReview: '2027-11-30',
        enforcedBySoftware: [],
        restsOnPeople: [],
        unknowns: [],
        text: 'x'.repeat(60_000),
      },
    };
    const told = await d.ask('POST', '/v1/records/policy', { body: policy });
    expect(problemOf(told, 413, 'too-large')).toMatchObject({ limit: 102_400 });
  });

  it('refuses a credential, and does not say it back', async () => {
    const content = { name: 'A', responsibilities: ['Use AKIA1234567890ABCDEF'] };
    const told = await post(aRoleBody({ content }));
    problemOf(told, 422, 'invalid');
    expect(JSON.stringify(told.json)).not.toContain('AKIA');
  });

  it('refuses what only workflows write', async () => {
    for (const type of ['task', 'approval', 'system']) {
      const told = await d.ask('POST', `/v1/records/${type}`, { body: aRoleBody() });
      problemOf(told, 403, 'refused');
    }
  });

  it('refuses an address that another person has, and does not say whose', async () => {
    const content = {
      name: 'Eve',
      email: 'INGRID.solheim@halden.example',
      language: 'en',
      zone: 'UTC',
    };
    const told = await d.ask('POST', '/v1/records/person', { body: { content, reason: 'x' } });
    const { detail } = problemOf(told, 403, 'refused');
    expect(detail).toBe('This address already belongs to another person');
    expect(JSON.stringify(told.json)).not.toContain(INGRID);
  });

  it('says that it may be tried again where the table is down', async () => {
    d.at.table.writes.fail(1);
    const told = await create();
    problemOf(told, 503, 'transient');
    expect(told.headers.get('retry-after')).toBe('1');
    expect((await create()).status).toBe(201);
  });

  it('says no more of a fault of ours than that it is one', async () => {
    d.at.calls.before(({ name }) => {
      if (name === 'table.write') throw new Error('secret detail');
    });
    const told = await create();
    problemOf(told, 500, 'fault');
    expect(JSON.stringify(told.json)).not.toContain('secret');
  });

  it('says of damaged data that it is damaged', async () => {
    await create();
    const damaged = d.at.table
      .all()
      .map((item) =>
        item.pk === 'R#role#auditor' && item.sk === 'H' ? { ...item, body: '{}' } : item,
      );
    d.at.table.restore(damaged);
    problemOf(await d.ask('GET', PATH), 500, 'corrupt');
  });

  it('says that a clock is wrong where it is', async () => {
    const etag = etagOf(await create());
    d.at.clock.advance(-DAY);
    problemOf(await put(etag), 500, 'clock-ahead');
  });
});

describe('an Idempotency-Key', () => {
  const KEY = { 'idempotency-key': 'one' };

  it('makes the same request again the same answer, and one version', async () => {
    const first = await create(KEY);
    const again = await create(KEY);
    expect([again.status, again.json]).toEqual([first.status, first.json]);
    expect(etagOf(again)).toBe(etagOf(first));
    expect(await versionOf()).toBe(1);
  });

  it('answers what that request wrote, also when somebody has changed it since', async () => {
    const first = await create(KEY);
    const changed = await put(etagOf(first), 'By somebody else');
    const again = await create(KEY);
    expect(again.json.version).toEqual(first.json.version);
    expect(etagOf(again)).toBe(etagOf(first));
    expect(etagOf(again)).not.toBe(etagOf(changed));
  });

  it('holds for changes, with the ETag that is stale by then', async () => {
    const etag = etagOf(await create());
    const first = await put(etag, 'New', KEY);
    const again = await put(etag, 'New', KEY);
    expect([again.status, again.json]).toEqual([200, first.json]);
    expect(await versionOf()).toBe(2);
  });

  it('writes once of ten who send the same at once', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => create(KEY)));
    expect(all.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(all.map(etagOf)).size).toBe(1);
    expect(await versionOf()).toBe(1);
  });

  it('writes one person of ten who send the same at once', async () => {
    const content = { name: 'Eve', email: 'eve@halden.example', language: 'en', zone: 'UTC' };
    const all = await Promise.all(
      Array.from({ length: 10 }, () =>
        d.ask('POST', '/v1/records/person', { headers: KEY, body: { content, reason: 'x' } }),
      ),
    );
    expect(all.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(all.map(({ json }) => json.ref)).size).toBe(1);
  });

  it.each([
    ['another body', () => post(aRoleBody({ id: 'auditor', reason: 'Other' }), KEY)],
    [
      'another path',
      () => d.ask('POST', '/v1/records/vendor', { headers: KEY, body: aRoleBody() }),
    ],
  ])('is refused for %s', async (_, other) => {
    await create(KEY);
    problemOf(await other(), 422, 'invalid');
  });

  it('is each author’s own', async () => {
    await create(KEY);
    const told = await d.ask('POST', '/v1/records/role', {
      headers: KEY,
      of: ASTRID,
      body: aRoleBody({ id: 'other' }),
    });
    expect(told.status).toBe(201);
  });

  it('is free again after a week', async () => {
    await create(KEY);
    d.at.clock.advance(7 * DAY);
    expect((await post(aRoleBody({ id: 'other' }), KEY)).json.ref).toBe('role/other');
    expect((await post(aRoleBody({ id: 'other' }), KEY)).json.ref).toBe('role/other');
  });

  it('remembers nothing of what was refused', async () => {
    problemOf(await post(aRoleBody({ id: 'auditor', content: {} }), KEY), 422, 'invalid');
    expect((await create(KEY)).status).toBe(201);
  });

  it('has at most 200 characters', async () => {
    problemOf(await create({ 'idempotency-key': 'x'.repeat(201) }), 422, 'invalid');
    expect((await create({ 'idempotency-key': 'x'.repeat(200) })).status).toBe(201);
  });

  it('finds the write whose answer was lost', async () => {
    d.at.table.writes.loseAnswers(1);
    const first = await create(KEY);
    expect([first.status, first.json.ref]).toEqual([201, 'role/auditor']);
    expect((await create(KEY)).json).toEqual(first.json);
    expect(await versionOf()).toBe(1);
  });
});
