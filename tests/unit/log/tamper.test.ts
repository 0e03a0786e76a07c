import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { advance } from '#core/log/advance.ts';
import { signCheckpoint } from '#core/log/checkpoint.ts';
import { type Entry, entryBytes, parseEntry } from '#core/log/entry.ts';
import { checkpointAtPath, parsePath, recordPath } from '#core/log/paths.ts';
import { EMPTY_EDGE, extend, rootOfEdge } from '#core/log/tiles.ts';
import { parseVersion } from '#core/log/version-bytes.ts';
import { memorySigner } from '#tests/memory/signer.ts';
import { grow, ORIGIN, utf8 } from './log-fixtures.ts';
import { bucketOf, logWorld, run, write, writeAll } from './log-world.ts';
import { type Objects, verified } from './verify-world.ts';
import { putFile, wholeObjects } from './whole-log.ts';

const RECORDS = ['role/a', 'role/b', 'policy/p', 'policy/p-1', 'task/t'] as const;

/** What an honest installation may do, step by step. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ write: fc.constantFrom(...RECORDS) }) },
  { weight: 2, arbitrary: fc.record({ publish: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ file: fc.string() }) },
);

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function honestLog(steps: readonly Step[]): Promise<Objects> {
  const world = logWorld();
  for (const each of steps) {
    if ('publish' in each) await run(world);
    else if ('file' in each) {
      await write(world, 'evidence/e', {
        state: 'stored',
        content: { sha256: putFile(world, each.file) },
      });
    } else await write(world, each.write);
  }
  await write(world, 'role/last');
  await run(world);
  return new Map(bucketOf(world));
}

describe('an honest log', () => {
  it('raises no alarm, whatever was written and whenever it was published', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const outcome = await verified(await honestLog(steps));
        expect(outcome.told).toEqual([]);
        expect(outcome.ok).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('raises no alarm at any moment between two writes to the bucket', async () => {
    const world = logWorld();
    const moments: Objects[] = [];
    world.calls.after(({ name }) => {
      if (/objects\.(create|replace)/.test(name)) moments.push(new Map(bucketOf(world)));
    });
    await writeAll(world, ['role/a', 'role/b', 'role/a']);
    await run(world);
    await writeAll(
      world,
      Array.from({ length: 260 }, (_, i) => `role/r${i}`),
    );
    await run(world);
    const published = moments.filter((objects) => objects.has('log/checkpoint'));
    expect(published.length).toBeGreaterThan(260);
    for (const objects of published.filter((_, i) => i % 7 === 0 || i > published.length - 9)) {
      const outcome = await verified(objects);
      expect(outcome.named).toEqual([]);
      expect(outcome.ok).toBe(true);
    }
  });
});

describe('tampering', () => {
  let whole: Objects;
  let paths: readonly string[];
  beforeAll(async () => {
    whole = await wholeObjects();
    paths = [...whole.keys()];
  });

  const anyPath = (isMeant: (path: string) => boolean) =>
    fc.nat().map((n) => {
      const meant = paths.filter(isMeant);
      return meant[n % meant.length] ?? '';
    });
  const bytesOf = (path: string) => whole.get(path) ?? utf8('');
  const check = (
    property: (path: string, seed: number) => Promise<void>,
    isMeant: (path: string) => boolean = () => true,
  ) => fc.assert(fc.asyncProperty(anyPath(isMeant), fc.nat(), property), { numRuns: 60 });

  it('by one flipped bit names that very object, first of all', () =>
    check(async (path, seed) => {
      const bytes = Uint8Array.from(bytesOf(path));
      const at = seed % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (seed % 8));
      const outcome = await verified(new Map(whole).set(path, bytes));
      expect(outcome.ok).toBe(false);
      expect(outcome.first?.path).toBe(path);
    }));

  it('by cutting an object short, or writing on, names it', () =>
    check(async (path, seed) => {
      const bytes = bytesOf(path);
      const other =
        seed % 2 === 0 ? bytes.subarray(0, seed % bytes.length) : [...bytes, seed & 255];
      const outcome = await verified(new Map(whole).set(path, Uint8Array.from(other)));
      expect(outcome.ok).toBe(false);
      expect(outcome.first?.path).toBe(path);
    }));

  // A log is whole without what only smaller sizes needed, and without what nobody refers to.
  const isNeeded = (path: string) => {
    const parsed = parsePath(path);
    if (parsed?.kind === 'tile' || parsed?.kind === 'bundle') {
      return parsed.width === 256 || path.endsWith('.p/51') || path === 'log/tile/1/000.p/1';
    }
    if (parsed?.kind === 'checkpoint-at') return parsed.size === 307;
    return parsed?.kind === 'record' || parsed?.kind === 'evidence';
  };

  it('by taking away an object that is needed names it', () =>
    check(async (path) => {
      const objects = new Map(whole);
      objects.delete(path);
      const outcome = await verified(objects);
      expect(outcome.ok).toBe(false);
      expect(outcome.first).toMatchObject({ path, kind: 'missing' });
    }, isNeeded));

  it('by swapping two objects names both', () =>
    check(async (path, seed) => {
      const other = paths[seed % paths.length] ?? '';
      const isSame = Buffer.compare(bytesOf(path), bytesOf(other)) === 0;
      fc.pre(!isSame);
      const swapped = new Map(whole).set(path, bytesOf(other)).set(other, bytesOf(path));
      const { named } = await verified(swapped);
      expect(named).toContain(path);
      expect(named).toContain(other);
    }));

  it('by moving an object names where it was and where it is', () =>
    check(async (path) => {
      const moved = new Map(whole);
      moved.delete(path);
      const to = path.replace(/[0-9a-f]{2}(?=\D*$)/, '99');
      fc.pre(!whole.has(to) && to !== path);
      moved.set(to, bytesOf(path));
      const { named } = await verified(moved);
      expect(named).toContain(path);
    }, isNeeded));

  it('by changing any letter of a signed text is found, even where the text stays one', () =>
    check(
      async (path, seed) => {
        const text = new TextDecoder().decode(bytesOf(path));
        const at = seed % text.length;
        fc.pre(/[A-Za-z0-9]/.test(text[at] ?? ''));
        const other = text[at] === 'a' ? 'b' : 'a';
        const changed = `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
        const outcome = await verified(new Map(whole).set(path, utf8(changed)));
        expect(outcome.first?.path).toBe(path);
      },
      (path) => path.startsWith('log/checkpoint'),
    ));
});

describe('a whole log made anew', () => {
  const honest = async () => {
    const world = logWorld();
    await writeAll(world, ['role/a', 'role/b', 'role/c']);
    await run(world);
    return world;
  };

  it('by another key is not taken for the log', async () => {
    const world = logWorld();
    await writeAll(world, ['role/a', 'role/b', 'role/c']);
    await advance({ ...world.ports, signers: [memorySigner(66)] });
    const outcome = await verified(bucketOf(world));
    expect(outcome).toMatchObject({ ok: false, isTrusted: false });
    expect(outcome.first?.path).toBe('log/checkpoint');
  });

  it('under another origin is not taken for the log', async () => {
    const world = logWorld();
    await writeAll(world, ['role/a', 'role/b']);
    await advance({ ...world.ports, origin: 'example.com/other' });
    expect(await verified(bucketOf(world))).toMatchObject({ ok: false, isTrusted: false });
  });

  it('with one checkpoint of another origin names it', async () => {
    const world = await honest();
    const other = logWorld();
    await writeAll(other, ['role/a', 'role/b']);
    await advance({ ...other.ports, origin: 'example.com/other' });
    const path = 'log/checkpoints/000000000002';
    const objects = new Map(bucketOf(world)).set(path, bucketOf(other).get(path) ?? utf8(''));
    expect((await verified(objects)).named).toEqual([path]);
  });

  it('by the key itself, with a checkpoint that the entries do not lead to, is found', async () => {
    const world = await honest();
    const { edges } = grow([2]);
    const edge = edges.get(2);
    if (edge === undefined) throw new Error('No edge');
    const root = rootOfEdge(edge);
    const signed = await signCheckpoint({ origin: ORIGIN, size: 2, root }, [world.signer]);
    const path = 'log/checkpoints/000000000002';
    const outcome = await verified(new Map(bucketOf(world)).set(path, signed));
    expect(outcome.named).toEqual([path]);
    expect(outcome.first?.reason).toMatch(/do not lead to the root/);
  });

  const DIGEST = 'a'.repeat(64);
  const first: Entry = {
    action: 'create',
    actor: 'service/setup',
    digest: DIGEST,
    format: 'assent/entry/v1',
    id: 'a',
    previous: null,
    time: '2026-11-24T06:08:00.000Z',
    type: 'role',
    version: 1,
  };
  const second: Entry = {
    ...first,
    digest: 'b'.repeat(64),
    previous: DIGEST,
    time: '2026-11-24T06:08:00.001Z',
    version: 2,
  };

  it.each<[string, RegExp | undefined, readonly Entry[]]>([
    ['as it should be', undefined, [first, second]],
    ['that begin with a later version', /the versions before it are not there/, [second]],
    ['that leave a version out', /version 1 stands before it/, [first, { ...second, version: 3 }]],
    ['that log a version twice', /version 1 stands before it/, [first, first]],
    ['that log a later one first', /the versions before it/, [second, first]],
    [
      'that name another digest',
      /another digest/,
      [first, { ...second, previous: 'c'.repeat(64) }],
    ],
    ['of the same moment', /not later/, [first, { ...second, time: first.time }]],
    [
      'that go back by a day',
      /not later/,
      [first, { ...second, time: '2026-11-23T23:59:59.999Z' }],
    ],
  ])('by the key itself, with entries %s, says where', async (_, reason, entries) => {
    const { edge, objects } = extend(EMPTY_EDGE, entries.map(entryBytes));
    const unsigned = { origin: ORIGIN, size: edge.size, root: rootOfEdge(edge) };
    const signed = await signCheckpoint(unsigned, [memorySigner(7)]);
    const log = new Map(objects.map(({ path, bytes }) => [path, bytes]));
    log.set('log/checkpoint', signed).set(checkpointAtPath(edge.size), signed);
    const outcome = await verified(log, { scope: 'log' });
    expect(outcome.ok).toBe(reason === undefined);
    if (reason === undefined) return;
    expect(outcome.first?.path).toMatch(/^log\/tile\/entries\//);
    expect(outcome.first?.reason).toMatch(reason);
  });

  it('by the key itself, with an entry that is none, says where', async () => {
    const { edge, objects } = extend(EMPTY_EDGE, [entryBytes(first), utf8('{"not":"an entry"}')]);
    const unsigned = { origin: ORIGIN, size: edge.size, root: rootOfEdge(edge) };
    const signed = await signCheckpoint(unsigned, [memorySigner(7)]);
    const log = new Map(objects.map(({ path, bytes }) => [path, bytes]));
    log.set('log/checkpoint', signed).set(checkpointAtPath(edge.size), signed);
    const outcome = await verified(log, { scope: 'log' });
    expect(outcome.first?.reason).toMatch(/entry 1 is not an entry in its one form/);
  });

  it('by the key itself, with an entry that says other than its version, names the version', async () => {
    const world = await honest();
    const objects = new Map(bucketOf(world));
    const bodies = ['role/a', 'role/b', 'role/c'].map((ref) => objects.get(recordPath(ref, 1)));
    const entries = bodies.map((body) => parseVersion(body ?? utf8('')).entry);
    const forged = entryBytes({ ...parseEntry(entries[1] ?? utf8('')), actor: 'person/eve' });
    const { edge, objects: log } = extend(EMPTY_EDGE, entries.with(1, forged));
    const unsigned = { origin: ORIGIN, size: edge.size, root: rootOfEdge(edge) };
    const signed = await signCheckpoint(unsigned, [memorySigner(7)]);
    for (const { path, bytes } of log) objects.set(path, bytes);
    objects.set('log/checkpoint', signed).set(checkpointAtPath(edge.size), signed);
    expect((await verified(objects)).named).toEqual(['records/role/b/00000001.json']);
  });
});
