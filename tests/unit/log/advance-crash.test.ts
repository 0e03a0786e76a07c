import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from '#core/log/advance.ts';
import { parseCheckpoint } from '#core/log/checkpoint.ts';
import type { LogPorts } from '#core/log/log-ports.ts';
import { parsePath } from '#core/log/paths.ts';
import { readEntries } from '#core/log/read-entries.ts';
import { EMPTY_EDGE, extend, rootOfEdge } from '#core/log/tiles.ts';
import { observed, outwardCalls } from '#tests/memory/calls.ts';
import { seededRandom } from '#tests/memory/random.ts';
import { bucketOf, type LogWorld, logWorld, sequenced, write, writeAll } from './log-world.ts';

class Dead extends Error {}

/** The ports of one runner, who dies at the n-th of its calls: before it, or when it is done. */
function runner(
  world: LogWorld,
  { dies, after = false, delay }: { dies?: number; after?: boolean; delay?: () => Promise<void> },
): { readonly ports: LogPorts; readonly calls: () => number } {
  const calls = outwardCalls();
  const isDead = (n: number) => dies !== undefined && n >= dies;
  calls.before(async ({ n }) => {
    await delay?.();
    // The dead make no further call, whatever their code does with the error.
    if (isDead(n) && !(after && n === dies)) throw new Dead();
  });
  calls.after(({ n }) => {
    if (isDead(n)) throw new Dead();
  });
  const { ports } = world;
  const signers = ports.signers.map((each) => observed('signer', each, ['sign'], calls));
  return {
    calls: () => calls.trace.length,
    ports: {
      ...ports,
      signers,
      table: observed('table', ports.table, ['get', 'query', 'write'], calls),
      objects: observed(
        'objects',
        ports.objects,
        ['create', 'get', 'replace', 'head', 'list'],
        calls,
      ),
    },
  };
}

async function aBacklog(): Promise<LogWorld> {
  const world = logWorld();
  await writeAll(world, ['role/a', 'policy/p']);
  await advance(world.ports);
  await writeAll(world, ['policy/p', 'role/b', 'policy/p']);
  return world;
}

/** What must hold of table and bucket at every moment. */
async function checkWhole(world: LogWorld): Promise<void> {
  const places = sequenced(world);
  expect(new Set(places).size).toBe(places.length);
  const next = new Map<string, number>();
  for (const place of places) {
    const [ref = '', version] = place.split('#');
    expect(Number(version)).toBe((next.get(ref) ?? 0) + 1);
    next.set(ref, Number(version));
  }
  const entries = (await readEntries(world.table, 0, places.length)).map(({ bytes }) => bytes);
  const written = new Map<string, Uint8Array>();
  const roots = [];
  let edge = EMPTY_EDGE;
  for (const entry of entries) {
    const step = extend(edge, [entry]);
    edge = step.edge;
    roots.push(rootOfEdge(edge));
    for (const { path, bytes } of step.objects) written.set(path, bytes);
  }
  for (const [path, bytes] of bucketOf(world)) {
    const parsed = parsePath(path);
    if (parsed?.kind === 'tile' || parsed?.kind === 'bundle') {
      expect(bytes).toEqual(written.get(path));
    }
    if (parsed?.kind === 'checkpoint' || parsed?.kind === 'checkpoint-at') {
      const { size, root } = parseCheckpoint(bytes);
      expect(root).toEqual(roots[size - 1]);
    }
  }
}

const isLogged = (world: LogWorld) =>
  world.table.all().every(({ sk, index }) => !sk.startsWith('N#') || index !== undefined);

describe('a runner of the log that is killed', () => {
  it('between any two of its calls leaves what the next run ends the same', async () => {
    const whole = await aBacklog();
    const counted = runner(whole, {});
    await advance(counted.ports);
    const expected = [...bucketOf(whole)];
    expect(counted.calls()).toBeGreaterThan(20);
    for (let dies = 1; dies <= counted.calls(); dies++) {
      for (const after of [false, true]) {
        const world = await aBacklog();
        const outcome = advance(runner(world, { dies, after }).ports).catch((error) => error);
        expect(await outcome).toBeInstanceOf(Dead);
        await checkWhole(world);
        await advance(world.ports);
        expect([...bucketOf(world)].toSorted()).toEqual(expected.toSorted());
        expect(sequenced(world)).toEqual(sequenced(whole));
      }
    }
  });
});

describe('two runners of the log at once', () => {
  const scenario = fc.record({
    seed: fc.integer(),
    first: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
    second: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
    backlog: fc.array(fc.constantFrom('role/a', 'role/b', 'policy/p', 'policy/q'), {
      minLength: 1,
      maxLength: 12,
    }),
    late: fc.array(fc.constantFrom('role/a', 'policy/q', 'policy/r'), { maxLength: 4 }),
    lag: fc.integer({ min: 0, max: 3 }),
  });

  it('make one log without gap or double, whatever their pace and whoever dies', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ seed, first, second, backlog, late, lag }) => {
        const world = logWorld({ indexLag: lag });
        const random = seededRandom(seed);
        const delay = async () => {
          for (let turns = random.integer(12); turns > 0; turns--) await Promise.resolve();
        };
        await writeAll(world, backlog);
        const writing = (async () => {
          for (const ref of late) {
            for (let turns = random.integer(200); turns > 0; turns--) await Promise.resolve();
            await write(world, ref);
          }
        })();
        const dying = (dies: number | undefined) =>
          dies === undefined ? { delay } : { dies, delay };
        const outcomes = await Promise.allSettled([
          advance(runner(world, dying(first)).ports),
          advance(runner(world, dying(second)).ports),
          writing,
        ]);
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Dead);
        }
        await checkWhole(world);
        world.table.indexes.lag = 0;
        world.table.indexes.catchUp();
        await advance(world.ports);
        await checkWhole(world);
        expect(isLogged(world)).toBe(true);
        expect(sequenced(world)).toHaveLength(backlog.length + late.length);
        const newest = bucketOf(world).get('log/checkpoint') ?? new Uint8Array();
        expect(parseCheckpoint(newest).size).toBe(backlog.length + late.length);
      }),
      { numRuns: 150 },
    );
  });

  it('survive throttles and lost answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(12), fc.nat(12), fc.boolean(), async (before, count, lost) => {
        const world = await aBacklog();
        const fault = lost ? 'loseAnswers' : 'fail';
        let calls = 0;
        const off = world.calls.before(({ name }) => {
          if (name === 'table.write' && calls++ === before % 3) world.table.writes[fault](count);
        });
        await advance(world.ports).catch((error) =>
          expect(error).toMatchObject({ code: 'Transient' }),
        );
        off();
        world.table.writes[fault](0);
        await checkWhole(world);
        await advance(world.ports);
        await checkWhole(world);
        expect(sequenced(world)).toHaveLength(5);
      }),
      { numRuns: 60 },
    );
  });
});
