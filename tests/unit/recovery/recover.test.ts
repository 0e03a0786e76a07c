import { describe, expect, it } from 'vitest';
import { checkpointAtPath } from '#core/log/paths.ts';
import { logHeadKey } from '#core/store/keys.ts';
import { given } from '#tests/support/people.ts';
import { bucketOf, sequenced } from '#tests/unit/log/log-world.ts';
import { verified } from '#tests/unit/log/verify-world.ts';
import { aWorld, contents, recovered, restored, role, run, surveyed } from './recovery-world.ts';

const named = (all: readonly { ref: string; version: number }[]) =>
  all.map(({ ref, version }) => `${ref}#${version}`);

describe('recovery', () => {
  it('puts back all that a restored table lost of what the log has', async () => {
    const { world, before } = await restored();
    await expect(run(world)).rejects.toThrow(/assent recover/);
    const { found, aside } = await recovered(world);
    expect(found).toMatchObject({ known: 7, signed: 12, size: 12, displaced: [] });
    expect([...found.records.keys()]).toEqual(['role/late', 'role/new', 'role/head-of-ai']);
    expect(aside).toEqual([]);
    expect(contents(world)).toEqual(before);
    expect((await world.store.need('role/new')).version).toMatchObject({ version: 2 });
  });

  it('leaves a log that goes on as if nothing had been', async () => {
    const { world } = await restored();
    await recovered(world);
    await role(world, 'new', 'Newest');
    expect(await run(world)).toMatchObject({ count: 1, passedOver: [], published: [13] });
    expect(await verified(bucketOf(world))).toMatchObject({ ok: true, size: 13 });
    expect(sequenced(world)).toHaveLength(13);
  });

  it('gives the head of the log the newest checkpoint, which receipts carry', async () => {
    const { world } = await restored();
    await recovered(world);
    const note = bucketOf(world).get(checkpointAtPath(12));
    expect(await world.table.get(logHeadKey)).toMatchObject({
      size: 12,
      published: 12,
      checkpoint: new TextDecoder().decode(note),
    });
  });

  it('of a table that lost nothing changes nothing', async () => {
    const world = aWorld();
    await role(world, 'a', 'A');
    await run(world);
    await role(world, 'a', 'Not in the log yet');
    const before = world.table.all();
    const { found } = await recovered(world, { mayDisplace: false });
    expect(found).toMatchObject({ known: 1, size: 1, lost: [] });
    expect(world.table.all()).toEqual(before);
  });

  it('a second time changes nothing', async () => {
    const { world } = await restored();
    await recovered(world);
    const before = world.table.all();
    expect((await recovered(world)).found.lost).toEqual([]);
    expect(world.table.all()).toEqual(before);
  });

  it('of an empty table puts back everything', async () => {
    const { world, before } = await restored();
    world.table.restore([]);
    const { found } = await recovered(world);
    expect(found).toMatchObject({ known: 0, size: 12, displaced: [] });
    expect(contents(world)).toEqual(before);
  });

  it('says by its survey what it would do, and writes nothing for it', async () => {
    const { world } = await restored();
    const before = world.table.all();
    const { lost } = await surveyed(world);
    expect(named(lost)).toEqual([
      'role/late#1',
      'role/late#2',
      'role/new#1',
      'role/head-of-ai#2',
      'role/new#2',
    ]);
    expect(lost.map(({ index }) => index)).toEqual([7, 8, 9, 10, 11]);
    expect(world.table.all()).toEqual(before);
  });
});

describe('what was written since in the place of what the log has', () => {
  async function writtenOver() {
    const { world, before } = await restored();
    await role(world, 'late', 'Written after the restore');
    await role(world, 'late', 'And once more, upon it');
    await role(world, 'late', 'And again');
    return { world, before };
  }

  it('is found, the versions upon it too', async () => {
    const { world } = await writtenOver();
    const { displaced } = await surveyed(world);
    expect(named(displaced)).toEqual(['role/late#2', 'role/late#3', 'role/late#4']);
    expect(displaced[0]?.body).toContain('Written after the restore');
  });

  it('stops the recovery before anything is written, unless it may be set aside', async () => {
    const { world } = await writtenOver();
    const before = world.table.all();
    await expect(recovered(world, { mayDisplace: false })).rejects.toMatchObject({
      code: 'Refused',
      message: expect.stringMatching(/^3 versions were written since.*role\/late, version 2/),
    });
    expect(world.table.all()).toEqual(before);
  });

  it('is set aside whole, and the record stands as the log has it', async () => {
    const { world, before } = await writtenOver();
    const { found, aside } = await recovered(world);
    expect(named(aside).toSorted()).toEqual(named(found.displaced));
    expect(aside).toEqual(expect.arrayContaining([...found.displaced]));
    expect(contents(world)).toEqual(before);
  });

  it('leaves alone what was written in nobody’s place, and what stands upon what the log has', async () => {
    const { world } = await restored();
    await role(world, 'other', 'In nobody’s place');
    await role(world, 'chief-risk-officer', 'Upon what the log has');
    expect((await recovered(world, { mayDisplace: false })).aside).toEqual([]);
    expect((await world.store.need('role/other')).version.version).toBe(1);
    expect((await world.store.need('role/chief-risk-officer')).version.version).toBe(2);
    expect(await run(world)).toMatchObject({ count: 2, passedOver: [] });
    expect(await verified(bucketOf(world))).toMatchObject({ ok: true, size: 14 });
  });

  it('may be the first version of a record that is another’s by now', async () => {
    const { world, before } = await restored();
    await role(world, 'new', 'Another, of the same name');
    const { aside } = await recovered(world);
    expect(named(aside)).toEqual(['role/new#1']);
    expect(contents(world)).toEqual(before);
  });

  it('keeps nothing in the table of what a person’s displaced version brought', async () => {
    const world = aWorld();
    const backup = world.table.all();
    const id = '01936b2c-7b1e-7c3a-9f00-000000000009';
    const write = (name: string) => {
      const content = {
        name,
        email: `${name}@halden.example`,
        language: 'en',
        zone: 'Europe/Oslo',
      };
      world.clock.advance(1000);
      return given(world.store, { type: 'person', id, state: 'active', content });
    };
    await write('ada');
    await run(world);
    world.table.restore(backup);
    world.table.restore([], 'personal');
    await write('eve');
    expect(world.table.all('personal')).toHaveLength(2);
    await recovered(world);
    expect(world.table.all('personal')).toEqual([]);
  });
});
