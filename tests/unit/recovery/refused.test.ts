import { describe, expect, it } from 'vitest';
import { sequence } from '#core/log/sequence.ts';
import { survey } from '#core/recovery/survey.ts';
import { entryKey, markerKey } from '#core/store/keys.ts';
import { utf8 } from '#tests/unit/log/log-fixtures.ts';
import { bucketOf } from '#tests/unit/log/log-world.ts';
import { aKey, memorySource, nodeHash } from '#tests/unit/log/verify-world.ts';
import { aWorld, recovered, restored, role, run, type World } from './recovery-world.ts';

/** The recovery fails, and has written nothing. */
async function refusedWith(world: World, message: RegExp): Promise<void> {
  const before = world.table.all();
  await expect(recovered(world)).rejects.toMatchObject({ message: expect.stringMatching(message) });
  expect(world.table.all()).toEqual(before);
}

describe('recovery is refused', () => {
  it('where the log in the bucket does not verify', async () => {
    const { world } = await restored();
    world.objects.corrupt('log/tile/0/000.p/12', new Uint8Array(384));
    await refusedWith(world, /does not verify: log\/tile\/0\/000\.p\/12/);
  });

  it('where there is no log in the bucket', async () => {
    const world = aWorld();
    await role(world, 'a', 'A');
    await refusedWith(world, /does not verify: log\/checkpoint/);
  });

  it('under keys that are not those of the log', async () => {
    const { world } = await restored();
    const ports = { table: world.table, source: memorySource(bucketOf(world)), hash: nodeHash };
    await expect(survey({ ...ports, keys: [await aKey(66)] })).rejects.toThrow(/not verify/);
  });

  it('where a version that the log commits to is not in the bucket: it is lost for good', async () => {
    const { world } = await restored();
    const [version] = world.objects.versions('records/role/new/00000001.json');
    world.clock.set('2099-01-01T00:00:00.000Z');
    world.objects.remove('records/role/new/00000001.json', version?.id ?? '');
    await refusedWith(world, /new\/00000001\.json is not in the bucket.*only a new log helps/s);
  });

  it('where what stands there is no version', async () => {
    const { world } = await restored();
    world.objects.corrupt('records/role/new/00000001.json', utf8('{}'));
    await refusedWith(world, /new\/00000001\.json is no version/);
  });

  it('where what stands there is another version than the log commits to', async () => {
    const { world } = await restored();
    const body = new TextDecoder().decode(bucketOf(world).get('records/role/new/00000001.json'));
    world.objects.corrupt(
      'records/role/new/00000001.json',
      utf8(body.replace('"name":"New"', '"name":"Old"')),
    );
    await refusedWith(world, /is not the version that entry 9 of the log commits to/);
  });

  it('where it is the version of another record', async () => {
    const { world } = await restored();
    const other = bucketOf(world).get('records/role/late/00000001.json') ?? utf8('');
    world.objects.corrupt('records/role/new/00000001.json', other);
    await refusedWith(world, /holds another version/);
  });

  it('where an entry that both have differs', async () => {
    const { world } = await restored();
    const set = { entry: 'Another' };
    await world.table.write([{ op: 'update', key: entryKey(3), set }]);
    await refusedWith(world, /Entry 3: table and bucket disagree/);
  });

  it('where the table lacks an entry that it should have', async () => {
    const { world } = await restored();
    await world.table.write([{ op: 'delete', key: entryKey(3) }]);
    await refusedWith(world, /Entry 3 of the log is not in the table/);
  });

  it('where a version in the table continues the log, and is another than its predecessor', async () => {
    const { world } = await restored();
    const key = markerKey('role/head-of-ai', 1);
    await world.table.write([{ op: 'update', key, set: { digest: 'f'.repeat(64) } }]);
    await refusedWith(world, /Version 1 of role\/head-of-ai: table and bucket disagree/);
  });

  it('where the table lacks what came before', async () => {
    const { world } = await restored();
    await world.table.write([{ op: 'delete', key: markerKey('role/head-of-ai', 1) }]);
    await refusedWith(world, /continues a version that neither table nor bucket has/);
  });

  it('where the table has given the place of what the log has to something else', async () => {
    const { world } = await restored();
    await role(world, 'late', 'Written after the restore');
    // As a function without the check at its beginning would have done.
    await world.table.write([{ op: 'update', key: markerKey('role/late', 2), set: { index: 7 } }]);
    await refusedWith(world, /Version 2 of role\/late: table and bucket disagree/);
  });
});

describe('a table that knows more than the bucket', () => {
  it('lost nothing, and the log publishes the rest', async () => {
    const world = aWorld();
    await role(world, 'a', 'A');
    await run(world);
    await role(world, 'b', 'B');
    await sequence(world.ports);
    const before = world.table.all();
    expect((await recovered(world)).found).toMatchObject({ known: 2, size: 1, lost: [] });
    expect(world.table.all()).toEqual(before);
    expect(await run(world)).toMatchObject({ published: [2] });
  });
});
