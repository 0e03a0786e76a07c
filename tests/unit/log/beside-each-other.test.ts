import { describe, expect, it } from 'vitest';
import { advance } from '#core/log/advance.ts';
import { atATime, CALLS_AT_A_TIME } from '#core/log/at-a-time.ts';
import { announcer } from '#functions/log/announce.ts';
import { type LogWorld, logWorld, run, sequenced, write, writeAll } from './log-world.ts';

/** Something that takes a few turns, and how many of it run at a time. */
function slow() {
  const seen = { now: 0, most: 0, done: 0 };
  const act = async (item: number) => {
    seen.now += 1;
    seen.most = Math.max(seen.most, seen.now);
    for (let turns = 5; turns > 0; turns--) await Promise.resolve();
    seen.now -= 1;
    seen.done += 1;
    if (item < 0) throw new Error(`not ${item}`);
    return item * 2;
  };
  return { seen, act };
}

describe('what is done some at a time', () => {
  it('gives its results in the order of the items', async () => {
    const { seen, act } = slow();
    expect(await atATime(3, [1, 2, 3, 4, 5, 6, 7], act)).toEqual([2, 4, 6, 8, 10, 12, 14]);
    expect(seen.most).toBe(3);
  });

  it('is nothing for nothing', async () => {
    expect(await atATime(3, [], slow().act)).toEqual([]);
  });

  it('ends what runs beside a failure, and begins nothing behind it', async () => {
    const { seen, act } = slow();
    await expect(atATime(3, [1, -2, 3, 4], act)).rejects.toThrow('not -2');
    expect(seen).toEqual({ now: 0, most: 3, done: 3 });
  });
});

describe('a run of the log', () => {
  it('puts the bodies of many records beside each other, and never too many', async () => {
    const world = logWorld();
    await writeAll(
      world,
      Array.from({ length: 40 }, (_, i) => `role/r${i}`),
    );
    const puts = { now: 0, most: 0 };
    world.calls.before(async ({ name }) => {
      if (name !== 'objects.create') return;
      puts.now += 1;
      puts.most = Math.max(puts.most, puts.now);
      for (let turns = 20; turns > 0; turns--) await Promise.resolve();
    });
    world.calls.after(({ name }) => {
      if (name === 'objects.create') puts.now -= 1;
    });
    expect(await run(world)).toMatchObject({ count: 40 });
    expect(puts.most).toBe(CALLS_AT_A_TIME);
  });

  it('puts those of one record one after the other, and none behind one that it cannot put', async () => {
    const world = logWorld();
    await writeAll(world, ['policy/p', 'role/a', 'policy/p', 'policy/p']);
    const paths: unknown[] = [];
    world.calls.before(({ name, args }) => {
      if (name !== 'objects.create' || !String(args[0]).startsWith('records/policy')) return;
      paths.push(args[0]);
      if (paths.length === 2) throw new Error('AccessDenied');
    });
    const { passedOver } = await run(world);
    expect(passedOver).toEqual([{ ref: 'policy/p', version: '00000002', reason: 'AccessDenied' }]);
    expect(paths).toEqual(['records/policy/p/00000001.json', 'records/policy/p/00000002.json']);
    expect(sequenced(world)).toEqual(['policy/p#1', 'role/a#1']);
  });

  it('looks at the backlog once where it took all that it saw', async () => {
    const world = logWorld();
    await writeAll(world, ['role/a', 'role/b']);
    const queries: unknown[] = [];
    world.calls.before(({ name, args }) => {
      if (name === 'table.query') queries.push((args[0] as { index?: string }).index);
    });
    await run(world);
    expect(queries.filter((index) => index === 'by-time')).toHaveLength(1);
  });
});

describe('the steps of a run, calls beside each other being one', () => {
  /** Every call that waits goes on at once, then again: how often, until it is done. */
  async function stepsOf(world: LogWorld, act: () => Promise<unknown>): Promise<number> {
    let waiting: (() => void)[] = [];
    let steps = 0;
    let isDone = false;
    world.calls.before(() => new Promise<void>((go) => waiting.push(go)));
    const ran = act().finally(() => {
      isDone = true;
    });
    while (!isDone) {
      await new Promise(setImmediate);
      const now = waiting;
      waiting = [];
      if (now.length > 0) steps += 1;
      for (const go of now) go();
    }
    await ran;
    return steps;
  }

  async function stepsFor(records: number): Promise<number> {
    const world = logWorld();
    const refs = Array.from({ length: 20 }, (_, i) => `role/r${i}`);
    await writeAll(world, refs);
    await run(world);
    await writeAll(world, refs.slice(0, records));
    return stepsOf(world, () => advance(world.ports, { announce: announcer(world) }));
  }

  it('are as many for ten versions as for one', async () => {
    const one = await stepsFor(1);
    expect(one).toBeLessThanOrEqual(17);
    expect(await stepsFor(10)).toBe(one);
  });
});

describe('what the bus is told', () => {
  it('is the state of each version, out of the log or of the version itself', async () => {
    const world = logWorld();
    await write(world, 'role/a', { state: 'active' });
    await write(world, 'role/b', { state: 'retired' });
    const announce = announcer(world);
    const told = () => world.bus.events.map(({ detail }) => JSON.parse(detail));
    await advance(world.ports, { announce: () => Promise.reject(new Error('bus down')) }).catch(
      () => {},
    );
    // As software before this one left its entries.
    await world.table.write([
      { op: 'update', key: { pk: 'LOG#0', sk: '0000000001' }, remove: ['state'] },
    ]);
    await advance(world.ports, { announce });
    expect(told()).toMatchObject([
      { id: 'a', state: 'active', logIndex: 0 },
      { id: 'b', state: 'retired', logIndex: 1 },
    ]);
  });
});
