import { beforeEach, describe, expect, it } from 'vitest';
import { recordTypes } from '#core/records/registry.ts';
import { DAY, later, MINUTE } from '#core/time.ts';
import { INGRID } from '#tests/support/people.ts';
import { aRoleBody, type Desk, desk, problemOf } from './desk.ts';

let d: Desk;
let etag: string;
const PATH = '/v1/records/role/auditor';
beforeEach(async () => {
  d = await desk();
  ({ etag } = await d.made('role', aRoleBody({ id: 'auditor' })));
});

const get = (path: string) => d.ask('GET', path);
const change = async (competence: string, from: string) =>
  (
    await d.ask('PUT', PATH, {
      headers: { 'if-match': from },
      body: aRoleBody({ content: { name: 'Auditor', responsibilities: ['Audits'], competence } }),
    })
  ).headers.get('etag') ?? '';

describe('reading over HTTP', () => {
  it('tells which types there are', async () => {
    const { status, json } = await get('/v1/types');
    expect(status).toBe(200);
    expect((json.types as { name: string }[]).map(({ name }) => name)).toEqual(
      recordTypes.map(({ name }) => name),
    );
  });

  it('gives a record with its ETag', async () => {
    const { status, headers, json } = await get(PATH);
    expect([status, headers.get('etag')]).toEqual([200, etag]);
    expect(json).toMatchObject({ ref: 'role/auditor', logIndex: null, version: { version: 1 } });
    expect(etag).toBe(`"1-${String(json.digest)}"`);
  });

  it('gives a version by its number, a moment of the past, and the history by pages', async () => {
    d.at.clock.advance(MINUTE);
    const start = d.at.clock.now();
    await change('Three years', await change('Two years', etag));
    const versionOf = async (path: string) =>
      ((await get(path)).json.version as { version: number }).version;
    expect(await versionOf(`${PATH}?version=1`)).toBe(1);
    expect(await versionOf(`${PATH}?version=3`)).toBe(3);
    expect(await versionOf(`${PATH}?asOf=${later(start, -1)}`)).toBe(1);
    expect(await versionOf(`${PATH}?asOf=${later(start, DAY)}`)).toBe(3);
    const first = await get(`${PATH}/versions?limit=2`);
    const second = await get(`${PATH}/versions?limit=2&cursor=${String(first.json.cursor)}`);
    const numbers = [first, second].flatMap(({ json }) =>
      (json.versions as { version: { version: number } }[]).map(({ version }) => version.version),
    );
    expect(numbers).toEqual([3, 2, 1]);
    expect(second.json.cursor).toBeNull();
  });

  it('lists a type, a state, and how the page’s records stood at a moment', async () => {
    const ids = async (query: string, member = 'records') =>
      ((await get(`/v1/records/role${query}`)).json[member] as { ref: string }[]).map(
        ({ ref }) => ref,
      );
    expect(await ids('')).toContain('role/auditor');
    expect(await ids('?state=active')).toContain('role/auditor');
    expect(await ids('?state=retired')).toEqual([]);
    expect(await ids(`?asOf=${d.at.clock.now()}`, 'versions')).toContain('role/auditor');
    expect(await ids('?asOf=2020-01-01T00:00:00.000Z', 'versions')).toEqual([]);
    const one = await get('/v1/records/role?limit=1');
    const next = await get(`/v1/records/role?limit=1&cursor=${String(one.json.cursor)}`);
    expect(next.json.records).not.toEqual(one.json.records);
  });

  it('lists what is due, and what stands on a person’s list', async () => {
    expect((await get('/v1/due')).json).toEqual({ records: [] });
    expect((await get(`/v1/due?by=${later(d.at.clock.now(), DAY)}`)).status).toBe(200);
    expect((await get(`/v1/people/${INGRID.slice(7)}/tasks`)).json).toEqual({
      records: [],
      cursor: null,
    });
  });

  it.each([
    ['a record', '/v1/records/role/nobody', 404, 'not-found'],
    ['a type', '/v1/records/unicorn/a', 404, 'not-found'],
    ['the list of a type', '/v1/records/unicorn', 404, 'not-found'],
    ['a version', `${PATH}?version=2`, 404, 'not-found'],
    [
      'a moment before the first version',
      `${PATH}?asOf=2020-01-01T00:00:00.000Z`,
      404,
      'not-found',
    ],
    ['the history of a record', '/v1/records/role/nobody/versions', 404, 'not-found'],
    ['the open approvals of a record', '/v1/records/role/nobody/open-approvals', 404, 'not-found'],
    ['a path', '/v1/roles', 404, 'not-found'],
    ['the root', '/', 404, 'not-found'],
  ])('finds nothing of %s that is not there', async (_, path, status, code) => {
    problemOf(await get(path), status, code);
  });

  it('names the types that there are', async () => {
    const { known } = problemOf(await get('/v1/records/unicorn'), 404, 'not-found');
    expect(known).toContain('ai-system');
  });

  const LISTS = ['/v1/records/role', `${PATH}/versions`, `/v1/people/${INGRID.slice(7)}/tasks`];
  const BAD_LIMITS = ['0', '-1', '1.5', '101', '1e2', '0x10', 'ten', '', ' 5', '99999999999999999'];
  it.each([...LISTS, '/v1/due'].flatMap((path) => BAD_LIMITS.map((limit) => [path, limit])))(
    'refuses %s with a limit of %j',
    async (path, limit) => {
      problemOf(await get(`${path}?limit=${encodeURIComponent(limit)}`), 422, 'invalid');
    },
  );

  it.each(LISTS.flatMap((path) => ['x', '%', 'W10', 'a'.repeat(13_000)].map((bad) => [path, bad])))(
    'refuses %s with the cursor %.10s',
    async (path, cursor) => {
      problemOf(await get(`${path}?cursor=${encodeURIComponent(cursor)}`), 422, 'invalid');
    },
  );

  it.each([
    ['a type that is none', '/v1/records/Role/a'],
    ['an id that is none', '/v1/records/role/A'],
    ['an id that climbs', '/v1/records/role/..%2Fa'],
    ['a device for an id', '/v1/records/role/con'],
    ['broken escapes', '/v1/records/role/%E0%A4%A'],
    ['a NUL', '/v1/records/role/%00'],
    ['version 0', `${PATH}?version=0`],
    ['a version that is no number', `${PATH}?version=first`],
    ['a version in another spelling', `${PATH}?version=1.0`],
    ['a moment that is none', `${PATH}?asOf=yesterday`],
    ['a moment without milliseconds', `${PATH}?asOf=2026-11-24T06:08:00Z`],
    ['a state that the type does not have', '/v1/records/role?state=asleep'],
    ['a list as of a moment that is none', '/v1/records/role?asOf=now'],
    ['due by a moment that is none', '/v1/due?by=now'],
    ['a query that it does not know', '/v1/records/role?sate=retired'],
    ['a query that another route knows', `${PATH}?limit=1`],
    ['a person that is none', '/v1/people/A/tasks'],
  ])('refuses %s', async (_, path) => {
    problemOf(await get(path), 422, 'invalid');
  });

  it.each(['DELETE', 'PATCH', 'PUT', 'POST'])('does not take %s where it reads', async (method) => {
    problemOf(await d.ask(method, '/v1/types', { body: {} }), 404, 'not-found');
  });

  it('gives no personal value', async () => {
    const { json } = await get(`/v1/records/${INGRID}`);
    expect(JSON.stringify(json)).not.toMatch(/Ingrid|Solheim|@/);
  });
});
