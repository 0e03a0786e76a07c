import { beforeAll, describe, expect, it } from 'vitest';
import { advance } from '#core/log/advance.ts';
import { signCheckpoint } from '#core/log/checkpoint.ts';
import { memorySigner } from '#tests/memory/signer.ts';
import { utf8 } from './log-fixtures.ts';
import { bucketOf, logWorld, run, write, writeAll } from './log-world.ts';
import { aKey, type Objects, verified } from './verify-world.ts';
import { asText, aWholeLog, putFile, vkeyOf, wholeObjects } from './whole-log.ts';

let whole: Objects;
beforeAll(async () => {
  whole = await wholeObjects();
});

const without = (...paths: string[]): Objects => {
  const objects = new Map(whole);
  for (const path of paths) if (!objects.delete(path)) throw new Error(`No ${path}`);
  return objects;
};

describe('keys', () => {
  it('that are not those of the log are found out', async () => {
    const outcome = await verified(whole, { keys: [await aKey(66)] });
    expect(outcome).toMatchObject({ ok: false, isTrusted: false });
    expect(outcome.first).toMatchObject({ path: 'log/checkpoint' });
  });

  it('of which none is given let nothing verify', async () => {
    expect(await verified(whole, { keys: [] })).toMatchObject({ ok: false, isTrusted: false });
  });

  it('that came into force by rotation are enough, and older checkpoints are told of', async () => {
    const outcome = await verified(whole, { keys: [await aKey(8)] });
    expect(outcome).toMatchObject({ ok: true, isTrusted: true });
    expect(outcome.told.map(({ kind, path }) => [kind, path])).toEqual([
      ['noted', 'log/checkpoints/000000000300'],
      ['noted', 'log/checkpoints/000000000303'],
    ]);
  });

  it('that were retired no longer sign', async () => {
    const world = await aWholeLog();
    await write(world, 'system/log-key', { content: { keys: [await vkeyOf(8)] } });
    await write(world, 'role/later');
    await advance({ ...world.ports, signers: [memorySigner(8)] });
    const objects = new Map(bucketOf(world));
    expect(await verified(objects)).toMatchObject({ ok: true, told: [] });
    const newest = await signAgain(objects, [memorySigner(7)]);
    const outcome = await verified(newest);
    expect(outcome.ok).toBe(false);
    expect(outcome.named).toContain('log/checkpoints/000000000309');
  });

  it('that are both in force must both have signed', async () => {
    const objects = await signAgain(new Map(whole), [memorySigner(7)]);
    const outcome = await verified(objects);
    expect(outcome.ok).toBe(false);
    expect(outcome.told[0]?.reason).toMatch(/lacks the signature/);
  });

  it('that a thief puts in force without a key that was trusted are refused', async () => {
    const world = logWorld();
    await write(world, 'role/a');
    await run(world);
    await write(world, 'system/log-key', { content: { keys: [await vkeyOf(66)] } });
    await advance({ ...world.ports, signers: [memorySigner(66)] });
    const outcome = await verified(bucketOf(world));
    expect(outcome).toMatchObject({ ok: false, isTrusted: false });
    expect(outcome.named).toContain('log/checkpoint');
  });

  it('whose record is not there are named', async () => {
    const path = 'records/system/log-key/00000001.json';
    const outcome = await verified(without(path));
    expect(outcome.named).toContain(path);
    expect(outcome.first?.path).toBe(path);
  });

  it('that sign something else than they are to are found out', async () => {
    const text = asText(whole.get('log/checkpoint'));
    const forged = text.replace('\n307\n', '\n306\n');
    const outcome = await verified(new Map(whole).set('log/checkpoint', utf8(forged)));
    expect(outcome.first).toMatchObject({ path: 'log/checkpoint' });
  });
});

/** The newest checkpoint, signed by others. */
async function signAgain(objects: Objects, signers: ReturnType<typeof memorySigner>[]) {
  const [origin = '', size = '', root = ''] = asText(objects.get('log/checkpoint')).split('\n');
  const unsigned = {
    origin,
    size: Number(size),
    root: new Uint8Array(Buffer.from(root, 'base64')),
  };
  const bytes = await signCheckpoint(unsigned, signers);
  return objects
    .set('log/checkpoint', bytes)
    .set(`log/checkpoints/${size.padStart(12, '0')}`, bytes);
}

describe('a checkpoint known from elsewhere', () => {
  it('that the log leads to is no matter', async () => {
    for (const size of ['300', '303', '306', '307']) {
      const trustedCheckpoint = whole.get(`log/checkpoints/000000000${size}`) ?? utf8('');
      expect(await verified(whole, { trustedCheckpoint })).toMatchObject({ ok: true, told: [] });
    }
  });

  it('that is larger finds the log cut short', async () => {
    const world = await aWholeLog();
    const cut = new Map(bucketOf(world));
    await write(world, 'role/later');
    await advance({ ...world.ports, signers: [memorySigner(7), memorySigner(8)] });
    const trustedCheckpoint = bucketOf(world).get('log/checkpoint') ?? utf8('');
    // Without it a shorter log is as good as any.
    expect(await verified(cut)).toMatchObject({ ok: true });
    const outcome = await verified(cut, { trustedCheckpoint });
    expect(outcome.ok).toBe(false);
    expect(outcome.first?.reason).toMatch(/ends at 307 entries, and had 308/);
  });

  it('of a fork finds the fork, though each side holds by itself', async () => {
    const world = logWorld();
    await writeAll(world, ['role/a', 'role/b']);
    await run(world);
    const fork = logWorld();
    await writeAll(fork, ['role/a', 'role/c', 'role/d']);
    await run(fork);
    const trustedCheckpoint = bucketOf(world).get('log/checkpoint') ?? utf8('');
    expect(await verified(bucketOf(fork))).toMatchObject({ ok: true });
    const outcome = await verified(bucketOf(fork), { trustedCheckpoint });
    expect(outcome.named).toEqual(['trusted checkpoint']);
  });

  it('of another log is refused', async () => {
    const other = logWorld();
    await write(other, 'role/a');
    await advance({ ...other.ports, origin: 'example.com/other' });
    const trustedCheckpoint = bucketOf(other).get('log/checkpoint') ?? utf8('');
    const outcome = await verified(whole, { trustedCheckpoint });
    expect(outcome.first?.reason).toMatch(/of another log/);
  });

  it('that is none is an error of whoever gives it', async () => {
    await expect(verified(whole, { trustedCheckpoint: utf8('x') })).rejects.toThrow();
  });
});

describe('a bucket', () => {
  it('in which something is hidden under a delete marker names it', async () => {
    for (const path of ['records/role/r5/00000002.json', 'log/tile/0/000', 'log/checkpoint']) {
      const outcome = await verified(whole, { marks: new Map([[path, { isHidden: true }]]) });
      expect(outcome.named).toEqual([path]);
    }
  });

  it('in which something was put twice names it, but for the newest checkpoint', async () => {
    const twice = { puts: 2 };
    const path = 'records/role/r5/00000002.json';
    expect((await verified(whole, { marks: new Map([[path, twice]]) })).named).toEqual([path]);
    const newest = new Map([['log/checkpoint', { puts: 40 }]]);
    expect(await verified(whole, { marks: newest })).toMatchObject({ ok: true });
  });

  it('with a file that nothing needs is as good as any', async () => {
    const world = await aWholeLog();
    putFile(world, 'Something that nobody named');
    expect(await verified(bucketOf(world))).toMatchObject({ ok: true, told: [] });
  });
});
