import { describe, expect, it } from 'vitest';
import { toBase64 } from '#core/encoding.ts';
import { advance } from '#core/log/advance.ts';
import { parseCheckpoint } from '#core/log/checkpoint.ts';
import { recordPath } from '#core/log/paths.ts';
import { publish } from '#core/log/publish.ts';
import { sequence } from '#core/log/sequence.ts';
import { verifierKey } from '#core/log/vkey.ts';
import { logHeadKey } from '#core/store/keys.ts';
import { memorySigner } from '#tests/memory/signer.ts';
import { ORIGIN, utf8 } from './log-fixtures.ts';
import { bucketOf, type LogWorld, logWorld, run, sequenced, write, writeAll } from './log-world.ts';

const POLICY = 'policy/ai-policy';

const checkpointIn = (world: LogWorld) => {
  const bytes = bucketOf(world).get('log/checkpoint');
  return bytes && parseCheckpoint(bytes);
};

describe('a fork', () => {
  it('is never signed: other bytes at a version’s path stop the log', async () => {
    const world = logWorld();
    await writeAll(world, ['role/a', POLICY]);
    world.objects.overwrite(recordPath(POLICY, 1), utf8('{}'));
    await expect(run(world)).rejects.toThrow(/Other bytes stand at records\/policy\/ai-policy/);
    expect(checkpointIn(world)).toBeUndefined();
  });

  it.each(['log/tile/0/000.p/2', 'log/tile/entries/000.p/2', 'log/checkpoints/000000000002'])(
    'is never signed: other bytes at %s stop the log',
    async (path) => {
      const world = logWorld();
      await writeAll(world, ['role/a', POLICY]);
      const other = logWorld();
      await writeAll(other, ['role/a', 'role/b']);
      await run(other);
      await sequence(world.ports);
      world.objects.overwrite(path, bucketOf(other).get(path) ?? utf8(''));
      await expect(publish(world.ports)).rejects.toThrow(/a fork/);
      expect(checkpointIn(world)).toBeUndefined();
      expect(world.calls.trace.filter((name) => name === 'signer.sign').length).toBe(
        path.includes('checkpoints') ? 1 : 0,
      );
    },
  );

  it('is refused where the checkpoint that stands there has the text, but no signature by the key', async () => {
    const world = logWorld();
    await write(world, POLICY);
    const twin = logWorld();
    await write(twin, POLICY);
    await advance({ ...twin.ports, signers: [memorySigner(9)] });
    const path = 'log/checkpoints/000000000001';
    await sequence(world.ports);
    world.objects.overwrite(path, bucketOf(twin).get(path) ?? utf8(''));
    await expect(publish(world.ports)).rejects.toThrow(/a fork/);
  });

  it('is no fork where the same checkpoint stands there with more signature lines', async () => {
    const world = logWorld();
    await write(world, POLICY);
    const twin = logWorld();
    await write(twin, POLICY);
    await run(twin);
    const path = 'log/checkpoints/000000000001';
    const signed = bucketOf(twin).get(path) ?? utf8('');
    const witness = '— witness.example/w AAAAAQID\n';
    const cosigned = Uint8Array.from([...signed, ...utf8(witness)]);
    await sequence(world.ports);
    world.objects.overwrite(path, cosigned);
    await publish(world.ports);
    expect(bucketOf(world).get('log/checkpoint')).toEqual(cosigned);
  });

  it('is refused where the table’s entries no longer lead to the root that was signed', async () => {
    const world = logWorld();
    await writeAll(world, ['role/a', 'role/b']);
    await run(world);
    const entries = world.table.all().filter(({ pk }) => pk === 'LOG#0');
    const [first, second] = entries.map(({ entry }) => String(entry));
    const [a, b] = entries;
    if (a === undefined || b === undefined) throw new Error('No entries');
    await world.table.write([
      { op: 'update', key: { pk: a.pk, sk: a.sk }, set: { entry: second ?? '' } },
      { op: 'update', key: { pk: b.pk, sk: b.sk }, set: { entry: first ?? '' } },
    ]);
    await write(world, 'role/c');
    await expect(run(world)).rejects.toThrow(/does not lead to the root/);
    expect(checkpointIn(world)?.size).toBe(2);
  });

  it('is refused where an entry that was sequenced is gone from the table', async () => {
    const world = logWorld();
    await writeAll(world, ['role/a', 'role/b']);
    await sequence(world.ports);
    await world.table.write([{ op: 'delete', key: { pk: 'LOG#0', sk: '0000000001' } }]);
    await expect(publish(world.ports)).rejects.toThrow(/Entry 1 of the log is not in the table/);
  });

  it('is refused where one in the middle is gone, and does not look for it for ever', async () => {
    const world = logWorld();
    await writeAll(world, ['role/a', 'role/b', 'role/c']);
    await sequence(world.ports);
    await world.table.write([{ op: 'delete', key: { pk: 'LOG#0', sk: '0000000001' } }]);
    await expect(publish(world.ports)).rejects.toThrow(/Entry 1 of the log is not in the table/);
  });

  it('is refused where the head of the log fell behind its own entries', async () => {
    const world = logWorld();
    await writeAll(world, ['role/a', 'role/b']);
    await sequence(world.ports);
    await world.table.write([{ op: 'update', key: logHeadKey, set: { size: 1 } }]);
    await write(world, 'role/c');
    await expect(run(world)).rejects.toThrow(/does not agree with itself/);
  });

  it('is refused where the signing key makes a signature that does not verify', async () => {
    const world = logWorld();
    await write(world, POLICY);
    const bad = { ...world.signer, sign: async () => new Uint8Array(64) };
    await expect(advance({ ...world.ports, signers: [bad] })).rejects.toThrow(/does not verify/);
    expect([...bucketOf(world).keys()].filter((p) => p.includes('checkpoint'))).toEqual([]);
  });
});

describe('a table that was restored', () => {
  it('is refused while it is behind the newest locked checkpoint, and says what to run', async () => {
    const world = logWorld();
    await writeAll(world, ['role/a', 'role/b']);
    await run(world);
    const backup = world.table.all();
    await writeAll(world, ['role/c']);
    await run(world);
    world.table.restore(backup);
    world.newest.delete('role/c');
    await write(world, 'role/d');
    await expect(run(world)).rejects.toThrow(/assent recover/);
    // Even where the newest checkpoint is hidden from those who look at names.
    world.objects.hide('log/checkpoint');
    await expect(run(world)).rejects.toThrow(/checkpoint of size 3, the table a log of 2/);
    expect(sequenced(world)).toHaveLength(2);
  });

  it('puts no body before it is known whether it is behind', async () => {
    const world = logWorld();
    await write(world, 'role/a');
    await run(world);
    const before = [...bucketOf(world).keys()];
    world.table.restore([]);
    await writeAll(world, ['role/b', 'role/c']);
    // The look at the bucket takes longer than everything else.
    world.calls.before(async ({ name }) => {
      for (let turns = name === 'objects.list' ? 1000 : 0; turns > 0; turns--)
        await Promise.resolve();
    });
    await expect(run(world)).rejects.toThrow(/assent recover/);
    expect([...bucketOf(world).keys()]).toEqual(before);
    expect(sequenced(world)).toEqual([]);
  });

  it('is refused where it is empty', async () => {
    const world = logWorld();
    await write(world, 'role/a');
    await run(world);
    world.table.restore([]);
    await expect(run(world)).rejects.toMatchObject({ code: 'Corrupt' });
  });

  it('is not mistaken for a runner that is only behind another', async () => {
    const world = logWorld();
    await write(world, 'role/a');
    await run(world);
    let once = true;
    // Between the look at the head and the look at the bucket, somebody else goes on.
    world.calls.before(async ({ name }) => {
      if (name !== 'objects.list' || !once) return;
      once = false;
      await write(world, 'role/b');
      await run(world);
    });
    expect(await run(world)).toMatchObject({ count: 0, published: [] });
    expect(sequenced(world)).toHaveLength(2);
  });
});

describe('the rotation of keys', () => {
  const vkey = async (seed: number) => {
    const { name, id, key } = verifierKey(ORIGIN, await memorySigner(seed).publicKey());
    return `${name}+${id}+${toBase64(Uint8Array.from([1, ...key]))}`;
  };
  const keyIds = (world: LogWorld, size: number) => {
    const path = `log/checkpoints/${String(size).padStart(12, '0')}`;
    const bytes = bucketOf(world).get(path);
    return bytes && parseCheckpoint(bytes).note.signatures.map(({ keyId }) => keyId);
  };

  it('is signed by both from its entry on, and by the new key alone from the next', async () => {
    const world = logWorld();
    const signers = [memorySigner(7), memorySigner(8)];
    const ports = { ...world.ports, signers };
    const [old, next] = [await vkey(7), await vkey(8)];
    const id = (key: string) => key.split('+')[1];
    await write(world, 'role/a');
    await write(world, 'system/log-key', { content: { keys: [old, next] } });
    await write(world, 'role/b');
    await write(world, 'system/log-key', { content: { keys: [next] } });
    await write(world, 'role/c');
    expect(await advance(ports)).toMatchObject({ count: 5, published: [2, 4, 5] });
    expect(keyIds(world, 2)).toEqual([id(old), id(next)]);
    expect(keyIds(world, 4)).toEqual([id(next)]);
    expect(keyIds(world, 5)).toEqual([id(next)]);
    await write(world, 'role/d');
    await advance({ ...ports, signers: [memorySigner(8)] });
    expect(keyIds(world, 6)).toEqual([id(next)]);
  });

  it('changes nothing before its entry', async () => {
    const world = logWorld();
    await write(world, 'role/a');
    await advance({ ...world.ports, signers: [memorySigner(7), memorySigner(8)] });
    expect(keyIds(world, 1)).toHaveLength(1);
  });

  it('stops where a key that must sign is not at hand', async () => {
    const world = logWorld();
    const keys = [await vkey(7), await vkey(8)];
    await write(world, 'system/log-key', { content: { keys } });
    await expect(run(world)).rejects.toThrow(/not at hand/);
    expect(checkpointIn(world)).toBeUndefined();
  });

  it('stops where there is no key at all', async () => {
    const world = logWorld();
    await write(world, 'role/a');
    await expect(advance({ ...world.ports, signers: [] })).rejects.toThrow(/no key/);
  });
});
