import { beforeEach, describe, expect, it } from 'vitest';
import { withoutSession } from '#functions/api/caller.ts';
import { ASTRID, given } from '#tests/support/people.ts';
import { aRoleBody, CALLERS, type Desk, desk, problemOf } from './desk.ts';

let d: Desk;
beforeEach(async () => {
  d = await desk();
});

const write = (asked: Parameters<Desk['ask']>[2] = {}) =>
  d.ask('POST', '/v1/records/role', { body: aRoleBody({ id: 'auditor' }), ...asked });
const nothingWritten = async () => expect(await d.at.store.load('role/auditor')).toBeUndefined();

describe('who calls', () => {
  it('is the service that the caller’s role is mapped to', async () => {
    expect((await write({ as: CALLERS.pipeline })).json.version).toMatchObject({
      actor: 'service/pipeline',
      via: 'api',
    });
  });

  it('is known by the role, whatever the session is called', async () => {
    const as = 'arn:aws:sts::111122223333:assumed-role/pipeline/ingrid.solheim@halden.example';
    const { json } = await write({ as });
    expect(json.version).toMatchObject({ actor: 'service/pipeline' });
    expect(JSON.stringify(d.at.table.all())).not.toContain('@halden');
  });

  it.each([
    ['not signed at all', null],
    ['of another account', 'arn:aws:iam::999922223333:user/setup'],
    ['of another role', 'arn:aws:iam::111122223333:role/pipelines'],
    ['empty', ''],
    ['what objects inherit', 'constructor'],
  ])('is refused where it is %s, reading as well as writing', async (_, as) => {
    problemOf(await write({ as }), 403, 'unauthorised');
    problemOf(await d.ask('GET', '/v1/records/role', { as }), 403, 'unauthorised');
    await nothingWritten();
  });

  it('is refused by name, without the session', async () => {
    const as = 'arn:aws:sts::111122223333:assumed-role/stranger/ingrid@halden.example';
    const { detail } = problemOf(await write({ as }), 403, 'unauthorised');
    expect(detail).toBe('arn:aws:iam::111122223333:role/stranger is not mapped to a service');
  });

  it('may write before its own record is there, or the first could not be written', async () => {
    expect((await write({ as: CALLERS.ghost })).status).toBe(201);
  });

  it('is refused once its record is retired', async () => {
    problemOf(await write({ as: CALLERS.gone }), 403, 'unauthorised');
    problemOf(await write({ as: CALLERS.gone, of: ASTRID }), 403, 'unauthorised');
    await nothingWritten();
  });
});

describe('in whose name', () => {
  it('is the person whom the service has identified', async () => {
    expect((await write({ of: ASTRID })).json.version).toMatchObject({ actor: ASTRID, via: 'api' });
  });

  it('demands a reason then', async () => {
    const { reason: _none, ...body } = aRoleBody({ id: 'auditor' });
    problemOf(await write({ of: ASTRID, body }), 422, 'invalid');
    expect((await write({ body })).status).toBe(201);
  });

  it.each([
    ['a service that may not act for people', CALLERS.pipeline],
    ['a service without a record', CALLERS.ghost],
  ])('is refused to %s', async (_, as) => {
    problemOf(await write({ as, of: ASTRID }), 403, 'unauthorised');
    await nothingWritten();
  });

  it.each([
    ['nobody whom we know', 'person/01936b2c-7b1e-7c3a-9f00-0000000000ff'],
    ['a service', 'service/setup'],
    ['a role', 'role/head-of-ai'],
    ['an address', 'astrid.nygard@halden.example'],
    ['a name', 'Astrid'],
    ['nothing', ''],
    ['two people', `${ASTRID}, ${ASTRID}`],
    ['a path', 'person/../service/setup'],
  ])('is refused where it is %s', async (_, of) => {
    problemOf(await write({ of }), 422, 'invalid');
    await nothingWritten();
  });

  it.each(['left', 'retired'])('is refused where the person has %s', async (state) => {
    const { version } = await d.at.store.need(ASTRID);
    const { id, content, links } = version;
    await given(d.at.store, { type: 'person', id, state, content, links });
    problemOf(await write({ of: ASTRID }), 422, 'invalid');
    await nothingWritten();
  });
});

describe('an ARN without its session', () => {
  it.each([
    ['arn:aws:sts::1:assumed-role/a/b', 'arn:aws:sts::1:assumed-role/a/b'],
    ['arn:aws:sts::111122223333:assumed-role/a/b', 'arn:aws:iam::111122223333:role/a'],
    ['arn:aws:sts::111122223333:assumed-role/a/b/c', 'arn:aws:iam::111122223333:role/a'],
    ['arn:aws-cn:sts::111122223333:assumed-role/a/b', 'arn:aws-cn:iam::111122223333:role/a'],
    ['arn:aws:iam::111122223333:user/path/a', 'arn:aws:iam::111122223333:user/path/a'],
    ['arn:aws:sts::111122223333:federated-user/a', 'arn:aws:sts::111122223333:federated-user/a'],
  ])('%s is %s', (arn, expected) => {
    expect(withoutSession(arn)).toBe(expected);
  });
});
