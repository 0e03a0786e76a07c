import { describe, expect, it } from 'vitest';
import { toBase64 } from '#core/encoding.ts';
import { advance } from '#core/log/advance.ts';
import { frameEntries } from '#core/log/bundle.ts';
import { parseCheckpoint } from '#core/log/checkpoint.ts';
import { readLogHead } from '#core/log/log-head.ts';
import { checkSignature } from '#core/log/note.ts';
import { recordPath } from '#core/log/paths.ts';
import { EMPTY_EDGE, extend, rootOfEdge } from '#core/log/tiles.ts';
import { parseVersion } from '#core/log/version-bytes.ts';
import { verifierKey } from '#core/log/vkey.ts';
import { markerKey, versionKey } from '#core/store/keys.ts';
import { sha256Hex } from '#hash';
import { ORIGIN, utf8 } from './log-fixtures.ts';
import {
  bucketOf,
  type LogWorld,
  logWorld,
  nextVersion,
  run,
  START,
  sequenced,
  write,
  writeAll,
} from './log-world.ts';

const POLICY = 'policy/ai-policy';

const checkpointIn = (world: LogWorld) => {
  const bytes = bucketOf(world).get('log/checkpoint');
  return bytes && parseCheckpoint(bytes);
};

describe('the log', () => {
  it('takes a version: body, entry, bundle, tile, checkpoint', async () => {
    const world = logWorld();
    const sealed = await write(world, POLICY);
    expect(await run(world)).toEqual({ count: 1, passedOver: [], more: false, published: [1] });
    const bucket = bucketOf(world);
    expect([...bucket.keys()].toSorted()).toEqual([
      'log/checkpoint',
      'log/checkpoints/000000000001',
      'log/tile/0/000.p/1',
      'log/tile/entries/000.p/1',
      'records/policy/ai-policy/00000001.json',
    ]);
    const body = bucket.get('records/policy/ai-policy/00000001.json') ?? utf8('');
    expect(sha256Hex(body)).toBe(sealed.digest);
    const { entry } = parseVersion(body);
    expect(bucket.get('log/tile/entries/000.p/1')).toEqual(frameEntries([entry]));
    expect(bucket.get('log/checkpoints/000000000001')).toEqual(bucket.get('log/checkpoint'));
    const key = verifierKey(ORIGIN, await world.signer.publicKey());
    const checkpoint = checkpointIn(world);
    expect(checkpoint).toMatchObject({ origin: ORIGIN, size: 1 });
    expect(checkpoint && checkSignature(checkpoint.note, key)).toBe('good');
    expect(checkpoint?.root).toEqual(rootOfEdge(extend(EMPTY_EDGE, [entry]).edge));
  });

  it('leaves nothing to do, and does nothing, when it runs again', async () => {
    const world = logWorld();
    await writeAll(world, [POLICY, 'role/risk']);
    await run(world);
    const before = [...bucketOf(world)];
    expect(await run(world)).toEqual({ count: 0, passedOver: [], more: false, published: [] });
    expect([...bucketOf(world)]).toEqual(before);
    const marker = await world.table.get(markerKey(POLICY, 1));
    expect(marker).toMatchObject({ index: 0, version: 1 });
    for (const gone of ['unlogged', 'entry', 'g4p', 'g4s']) expect(marker).not.toHaveProperty(gone);
  });

  it('takes the oldest first, and a record’s versions in their order', async () => {
    const world = logWorld();
    await writeAll(world, ['role/b', POLICY, 'role/a', POLICY, POLICY]);
    await run(world);
    expect(sequenced(world)).toEqual([
      'role/b#1',
      'policy/ai-policy#1',
      'role/a#1',
      'policy/ai-policy#2',
      'policy/ai-policy#3',
    ]);
  });

  it('takes more than one transaction holds, and publishes it under one checkpoint', async () => {
    const world = logWorld();
    await writeAll(
      world,
      Array.from({ length: 300 }, (_, i) => `role/r${i % 70}`),
    );
    expect(await run(world)).toMatchObject({ count: 300, published: [300] });
    expect(new Set(sequenced(world)).size).toBe(300);
    const tiles = [...bucketOf(world).keys()].filter((path) => path.startsWith('log/tile/'));
    expect(tiles.toSorted()).toEqual([
      'log/tile/0/000',
      'log/tile/0/001.p/44',
      'log/tile/1/000.p/1',
      'log/tile/entries/000',
      'log/tile/entries/001.p/44',
    ]);
  });

  it('comes to the same root in one run as in many', async () => {
    const refs = Array.from({ length: 520 }, (_, i) => `role/r${i % 70}`);
    const once = logWorld();
    await writeAll(once, refs);
    await run(once);
    const often = logWorld();
    for (let at = 0; at < refs.length; at += 37) {
      await writeAll(often, refs.slice(at, at + 37));
      await run(often);
    }
    expect(toBase64(checkpointIn(often)?.root ?? utf8(''))).toBe(
      toBase64(checkpointIn(once)?.root ?? utf8('')),
    );
  });

  it('locks each object for the days of its class, and tags what may expire', async () => {
    const world = logWorld();
    await writeAll(
      world,
      Array.from({ length: 260 }, (_, i) => `role/r${i}`),
    );
    await run(world);
    const lock = (path: string) => {
      const [version] = world.objects.versions(path);
      return [version?.retainUntil, version?.tags, version?.contentType];
    };
    const octets = 'application/octet-stream';
    const text = 'text/plain; charset=utf-8';
    expect(lock('log/tile/0/000')).toEqual(['2037-11-26T00:00:00.000Z', {}, octets]);
    expect(lock('log/tile/1/000.p/1')).toEqual(['2037-11-26T00:00:00.000Z', {}, octets]);
    expect(lock('log/tile/entries/000')).toEqual(['2037-11-26T00:00:00.000Z', {}, octets]);
    const partial = ['2027-12-30T00:00:00.000Z', { 'assent-partial': 'true' }, octets];
    expect(lock('log/tile/0/001.p/4')).toEqual(partial);
    expect(lock('log/tile/entries/001.p/4')).toEqual(partial);
    expect(lock('log/checkpoints/000000000260')).toEqual(['2037-11-26T00:00:00.000Z', {}, text]);
    expect(lock('log/checkpoint')).toEqual([undefined, {}, text]);
    expect(lock(recordPath('role/r0', 1))).toEqual([
      '2036-11-25T00:00:00.000Z',
      {},
      'application/json',
    ]);
  });

  it('tells of each entry at least once, when its checkpoint stands', async () => {
    const world = logWorld();
    await writeAll(world, [POLICY, 'role/risk']);
    const told: string[] = [];
    let standing = 0;
    await advance(world.ports, {
      announce: async (entries) => {
        standing = checkpointIn(world)?.size ?? 0;
        for (const { ref, version, index } of entries) told.push(`${index} ${ref}#${version}`);
      },
    });
    expect(told).toEqual(['0 policy/ai-policy#1', '1 role/risk#1']);
    expect(standing).toBe(2);
  });

  it('tells again after a listener that failed', async () => {
    const world = logWorld();
    await write(world, POLICY);
    const failing = advance(world.ports, { announce: () => Promise.reject(new Error('bus down')) });
    await expect(failing).rejects.toThrow('bus down');
    const told: number[] = [];
    await advance(world.ports, {
      announce: async (entries) => void told.push(...entries.map(({ index }) => index)),
    });
    expect(told).toEqual([0]);
    expect(await readLogHead(world.table)).toEqual({ size: 1, published: 1 });
  });
});

describe('a version that cannot be put', () => {
  const broken: readonly [string, (world: LogWorld) => Promise<unknown>][] = [
    [
      'is not in the table',
      async (world) => {
        const { time } = world.newest.get(POLICY)?.version ?? { time: START };
        await world.table.write([{ op: 'delete', key: versionKey(POLICY, time) }]);
      },
    ],
    [
      'has another body than its marker says',
      async (world) => {
        const { time } = world.newest.get(POLICY)?.version ?? { time: START };
        const body = nextVersion(world, 'policy/other', { time }).body;
        await world.table.write([{ op: 'update', key: versionKey(POLICY, time), set: { body } }]);
      },
    ],
    [
      'has a body that is not canonical',
      async (world) => {
        const { version, body } = world.newest.get(POLICY) ?? nextVersion(world, POLICY);
        const set = { body: `${body}\n` };
        await world.table.write([{ op: 'update', key: versionKey(POLICY, version.time), set }]);
      },
    ],
    [
      'has another digest in its marker',
      (world) =>
        world.table.write([
          { op: 'update', key: markerKey(POLICY, 1), set: { digest: 'a'.repeat(64) } },
        ]),
    ],
    [
      'has a marker with another entry',
      (world) =>
        world.table.write([{ op: 'update', key: markerKey(POLICY, 1), set: { entry: '{}' } }]),
    ],
    [
      'has a marker that cannot be read',
      (world) => world.table.write([{ op: 'update', key: markerKey(POLICY, 1), remove: ['time'] }]),
    ],
  ];

  it.each(broken)(
    'since it %s is passed over with its later versions, and nothing else waits',
    async (_, breakIt) => {
      const world = logWorld();
      await write(world, 'role/before');
      await write(world, POLICY);
      await breakIt(world);
      await writeAll(world, [POLICY, 'role/after', POLICY]);
      const { passedOver, count } = await run(world);
      expect(count).toBe(2);
      expect(passedOver).toMatchObject([{ ref: POLICY, version: '00000001' }]);
      expect(sequenced(world)).toEqual(['role/before#1', 'role/after#1']);
      expect(
        [...bucketOf(world).keys()].filter((path) => path.startsWith('records/policy')),
      ).toEqual([]);
    },
  );

  it('since the bucket refuses it is passed over, and taken when the bucket takes it again', async () => {
    const world = logWorld();
    await writeAll(world, [POLICY, 'role/a']);
    world.objects.faults.fail(0);
    const refuse = world.calls.before(({ name, args }) => {
      if (name === 'objects.create' && args[0] === recordPath(POLICY, 1)) {
        throw new Error('AccessDenied');
      }
    });
    const { passedOver } = await run(world);
    expect(passedOver).toEqual([{ ref: POLICY, version: '00000001', reason: 'AccessDenied' }]);
    refuse();
    expect(await run(world)).toMatchObject({ count: 1, passedOver: [] });
    expect(sequenced(world)).toEqual(['role/a#1', 'policy/ai-policy#1']);
  });

  it('never keeps those behind it from their turn, however many there are', async () => {
    const world = logWorld();
    const bad = Array.from({ length: 120 }, (_, i) => `policy/p${i}`);
    for (const ref of bad) {
      await write(world, ref);
      await world.table.write([
        { op: 'update', key: markerKey(ref, 1), set: { digest: 'a'.repeat(64) } },
      ]);
    }
    await write(world, 'role/behind');
    const { passedOver, count } = await run(world);
    expect(passedOver).toHaveLength(120);
    expect(count).toBe(1);
  });
});

describe('a version before its predecessor', () => {
  it('waits while the index does not show the one before, and is not stuck', async () => {
    const world = logWorld();
    await write(world, POLICY);
    const marker = await world.table.get(markerKey(POLICY, 1));
    const [g4p, g4s] = [String(marker?.g4p), String(marker?.g4s)];
    // As if the index had not caught up with the first version yet.
    await world.table.write([{ op: 'update', key: markerKey(POLICY, 1), remove: ['g4p', 'g4s'] }]);
    await write(world, POLICY);
    expect(await run(world)).toMatchObject({ count: 0, passedOver: [] });
    await world.table.write([{ op: 'update', key: markerKey(POLICY, 1), set: { g4p, g4s } }]);
    await run(world);
    expect(sequenced(world)).toEqual(['policy/ai-policy#1', 'policy/ai-policy#2']);
  });

  it('is taken in the next batch when the one before was in the last', async () => {
    const world = logWorld();
    await writeAll(
      world,
      Array.from({ length: 120 }, () => POLICY),
    );
    await run(world);
    expect(sequenced(world)).toEqual(Array.from({ length: 120 }, (_, i) => `${POLICY}#${i + 1}`));
  });
});

describe('an index that lags', () => {
  it('shows markers that are long logged: they are not taken twice', async () => {
    const world = logWorld();
    await writeAll(world, [POLICY, 'role/a']);
    world.table.indexes.lag = 1000;
    await run(world);
    await run(world);
    expect(sequenced(world)).toHaveLength(2);
    await write(world, 'role/b');
    expect(await run(world)).toMatchObject({ count: 0 });
    world.table.indexes.lag = 0;
    world.table.indexes.catchUp();
    expect(await run(world)).toMatchObject({ count: 1 });
  });
});
