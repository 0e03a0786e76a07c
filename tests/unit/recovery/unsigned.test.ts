import { describe, expect, it } from 'vitest';
import type { Item } from '#core/ports.ts';
import { headKey, logHeadKey, markerKey } from '#core/store/keys.ts';
import { bucketOf } from '#tests/unit/log/log-world.ts';
import { verified } from '#tests/unit/log/verify-world.ts';
import { aWorld, recovered, role, run, type World } from './recovery-world.ts';

/** A log function dies at a call, and then the table is restored to before its run. */
async function diedAt(call: RegExp, nth = 1): Promise<{ world: World; before: readonly Item[] }> {
  const world = aWorld();
  await role(world, 'a', 'A');
  await run(world);
  const backup = world.table.all();
  await role(world, 'b', 'B');
  await role(world, 'a', 'A again');
  let calls = 0;
  const stop = world.calls.before(({ name }) => {
    if (call.test(name) && ++calls === nth) throw new Error('died');
  });
  await expect(run(world)).rejects.toThrow('died');
  stop();
  const before = world.table.all();
  world.table.restore(backup);
  world.clock.advance(60_000);
  return { world, before };
}

describe('what lies in the bucket beyond the newest checkpoint', () => {
  it('is put back where a publisher left it unsigned: nothing else could ever come there', async () => {
    const { world } = await diedAt(/signer\.sign/);
    expect((await recovered(world)).found).toMatchObject({ known: 1, signed: 1, size: 3 });
    expect(await world.table.get(logHeadKey)).toMatchObject({ size: 3, published: 1 });
    await role(world, 'c', 'C');
    expect(await run(world)).toMatchObject({ count: 1, published: [4] });
    expect(await verified(bucketOf(world))).toMatchObject({ ok: true, size: 4 });
  });

  it('is put back where it is versions that were never sequenced, for the log to take', async () => {
    const { world } = await diedAt(/table\.write/);
    const { found } = await recovered(world);
    expect(found).toMatchObject({ known: 1, size: 1 });
    expect(found.lost.map(({ ref, index }) => [ref, index])).toEqual([
      ['role/a', undefined],
      ['role/b', undefined],
    ]);
    expect(await world.table.get(headKey('role/a'))).toMatchObject({ version: 2 });
    expect(await world.table.get(markerKey('role/b', 1))).toMatchObject({ unlogged: true });
    expect(await run(world)).toMatchObject({ count: 2, passedOver: [], published: [3] });
    expect(await verified(bucketOf(world))).toMatchObject({ ok: true, size: 3 });
  });

  it('would stop the log for ever where something else was written in its place', async () => {
    const { world } = await diedAt(/table\.write/);
    await role(world, 'b', 'Another');
    await expect(run(world)).rejects.toThrow(/Other bytes stand at.*assent recover/s);
    const { aside } = await recovered(world);
    expect(aside.map(({ ref, version }) => `${ref}#${version}`)).toEqual(['role/b#1']);
    expect(await run(world)).toMatchObject({ count: 2, passedOver: [] });
    expect((await world.store.need('role/b')).version.content).toMatchObject({ name: 'B' });
  });

  it('is refused where an unsigned bundle does not continue what is signed', async () => {
    const { world } = await diedAt(/signer\.sign/);
    const bundle = bucketOf(world).get('log/tile/entries/000.p/3') ?? new Uint8Array();
    const text = new TextDecoder('latin1').decode(bundle).replace('role', 'rule');
    world.objects.corrupt('log/tile/entries/000.p/3', Buffer.from(text, 'latin1'));
    const before = world.table.all();
    await expect(recovered(world)).rejects.toThrow(/beyond 1 has another entry 0|not verify/);
    expect(world.table.all()).toEqual(before);
  });
});
