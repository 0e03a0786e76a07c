import { beforeEach, describe, expect, it } from 'vitest';
import { advance } from '#core/log/advance.ts';
import { sizeIn } from '#core/log/find-place.ts';
import { newestNote, readLogHead } from '#core/log/log-head.ts';
import { logHeadKey } from '#core/store/keys.ts';
import { bucketOf, type LogWorld, logWorld, run, write, writeAll } from './log-world.ts';

let world: LogWorld;
beforeEach(() => {
  world = logWorld();
});

const inBucket = (path: string) => {
  const bytes = bucketOf(world).get(path);
  return bytes && new TextDecoder().decode(bytes);
};

describe('the newest checkpoint in the table', () => {
  it('is none before the first', async () => {
    expect(await newestNote(world.table)).toBeUndefined();
  });

  it('is the exact text of the one in the bucket', async () => {
    for (const ref of ['role/a', 'role/b', 'role/c']) {
      await write(world, ref);
      await run(world);
      expect(await newestNote(world.table)).toBe(inBucket('log/checkpoint'));
    }
    expect(sizeIn(await newestNote(world.table))).toBe(3);
  });

  it('is there no sooner than it stands under lock, and before anybody is told', async () => {
    await writeAll(world, ['role/a', 'role/b']);
    const off = world.calls.after(async ({ name, args }) => {
      if (name !== 'objects.create' || args[0] !== 'log/checkpoints/000000000002') return;
      off();
      expect(await newestNote(world.table)).toBeUndefined();
    });
    let told: string | undefined;
    await advance(world.ports, {
      announce: async () => {
        told = await newestNote(world.table);
      },
    });
    expect(told).toBe(inBucket('log/checkpoints/000000000002'));
  });

  it('is there where telling fails, though the log is not published', async () => {
    await write(world, 'role/a');
    const failing = advance(world.ports, { announce: () => Promise.reject(new Error('bus down')) });
    await expect(failing).rejects.toThrow('bus down');
    expect(sizeIn(await newestNote(world.table))).toBe(1);
    expect(await readLogHead(world.table)).toEqual({ size: 1, published: 0 });
  });

  it('never goes back to what a slower runner signed', async () => {
    await write(world, 'role/a');
    let raced = false;
    const off = world.calls.before(async ({ name, args }) => {
      if (name !== 'objects.create' || args[0] !== 'log/checkpoints/000000000001' || raced) return;
      raced = true;
      await write(world, 'role/b');
      await run(world);
    });
    await run(world);
    off();
    expect(raced).toBe(true);
    expect(sizeIn(await newestNote(world.table))).toBe(2);
    expect(await newestNote(world.table)).toBe(inBucket('log/checkpoint'));
  });

  it('is none in a table of older software, until the next is signed', async () => {
    await write(world, 'role/a');
    await run(world);
    await world.table.write([{ op: 'update', key: logHeadKey, remove: ['checkpoint'] }]);
    expect(await newestNote(world.table)).toBeUndefined();
    expect(await readLogHead(world.table)).toEqual({ size: 1, published: 1 });
    await write(world, 'role/b');
    await run(world);
    expect(sizeIn(await newestNote(world.table))).toBe(2);
  });
});
