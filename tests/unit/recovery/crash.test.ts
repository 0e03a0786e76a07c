import { describe, expect, it } from 'vitest';
import { Killed } from '#tests/memory/calls.ts';
import { contents, recovered, restored, role, type World } from './recovery-world.ts';

/** A restored world in which something stands in the way, and something does not. */
async function aMess(): Promise<World> {
  const { world } = await restored();
  await role(world, 'late', 'Written after the restore');
  await role(world, 'late', 'And upon it');
  await role(world, 'new', 'Another, of the same name');
  await role(world, 'chief-risk-officer', 'Upon what the log has');
  return world;
}

describe('a recovery that is killed', () => {
  it('at any of its calls, before or after it, is run again and comes to the same', async () => {
    const undisturbed = await aMess();
    const start = undisturbed.calls.trace.length;
    await recovered(undisturbed);
    const expected = contents(undisturbed);
    const calls = undisturbed.calls.trace.slice(start);
    let points = 0;
    for (const [at, name] of calls.entries()) {
      for (const moment of name === 'table.write' ? (['before', 'after'] as const) : []) {
        const world = await aMess();
        world.calls.killAt(at + 1, moment);
        await expect(recovered(world)).rejects.toBeInstanceOf(Killed);
        await recovered(world);
        expect({ at, moment, table: contents(world) }).toEqual({ at, moment, table: expected });
        points += 1;
      }
    }
    expect(points).toBeGreaterThanOrEqual(20);
  });

  it('leaves the log refusing until it is run again', async () => {
    const world = await aMess();
    const size = async () => (await world.table.get({ pk: 'LOG', sk: 'HEAD' }))?.size;
    const stop = world.calls.before(({ name, args }) => {
      if (name === 'table.write' && JSON.stringify(args).includes('"LOG","sk":"HEAD"')) {
        throw new Error('killed');
      }
    });
    await expect(recovered(world)).rejects.toThrow('killed');
    stop();
    expect(await size()).toBe(7);
    await recovered(world);
    expect(await size()).toBe(12);
  });
});

describe('two recoveries at once', () => {
  it('come to what one does', async () => {
    const one = await aMess();
    await recovered(one);
    const two = await aMess();
    await Promise.all([recovered(two), recovered(two)]);
    expect(contents(two)).toEqual(contents(one));
  });

  it('come to the same wherever the second begins within the first', async () => {
    const one = await aMess();
    const start = one.calls.trace.length;
    await recovered(one);
    const expected = contents(one);
    const writes = one.calls.trace.slice(start).filter((name) => name === 'table.write').length;
    for (let nth = 1; nth <= writes; nth++) {
      const world = await aMess();
      let seen = 0;
      const stop = world.calls.before(async ({ name }) => {
        if (name !== 'table.write' || ++seen !== nth) return;
        stop();
        await recovered(world);
      });
      await recovered(world);
      expect({ nth, table: contents(world) }).toEqual({ nth, table: expected });
    }
  });
});
