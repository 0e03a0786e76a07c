import { describe, expect, it } from 'vitest';
import { parseCanonical } from '#core/canonical.ts';
import { parseCause } from '#core/signals/folding/cause-state.ts';
import { closingWrites } from '#core/signals/folding/close-cause.ts';
import { windowBatches } from '#core/signals/folding/window-batches.ts';
import { causeKey, openKey } from '#core/store/keys.ts';
import { DAY, HOUR, later, MINUTE } from '#core/time.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { aMessage, anEvent, aRunner, audit, aWorld, NOW, someMessages } from './runner.ts';

/** Signals that say when they happened, all received at once: by window, how many were counted. */
async function windowsOf(...times: readonly (string | undefined)[]) {
  const world = aWorld();
  const messages = times.map((at, n) =>
    aMessage(`m${n}`, anEvent(`k${n}`, { severity: 'medium', ...(at !== undefined && { at }) })),
  );
  await aRunner(world).fold(messages);
  const [cause] = audit(world);
  return cause?.windows;
}

describe('a signal is counted in the hour in which it happened', () => {
  it('whenever it comes', async () => {
    expect(
      await windowsOf('2026-11-24T06:01:00Z', '2026-11-24T03:59:00Z', '2026-11-23T22:00:00+02:00'),
    ).toEqual({
      '2026-11-24T06:00:00.000Z': 1,
      '2026-11-24T03:00:00.000Z': 1,
      '2026-11-23T20:00:00.000Z': 1,
    });
  });

  it.each([
    ['is an hour ahead', '2026-11-24T07:08:00Z'],
    ['is a day ahead', '2026-11-25T06:00:00Z'],
    ['is a century ahead', '2126-11-24T06:00:00Z'],
  ])('of receipt where its clock %s', async (_, at) => {
    expect(await windowsOf(at)).toEqual({ '2026-11-24T06:00:00.000Z': 1 });
  });

  it('of the day before where its clock is further behind than clocks are', async () => {
    expect(await windowsOf('2020-01-01T00:00:00Z')).toEqual({ '2026-11-23T06:00:00.000Z': 1 });
  });

  it('of long ago where it is replayed', async () => {
    const world = aWorld();
    const old = { ...anEvent('old', { at: '2026-10-01T10:30:00Z' }), 'replay-name': 'october' };
    await aRunner(world).fold([aMessage('m', old)]);
    expect(audit(world)[0]?.windows).toEqual({ '2026-10-01T10:00:00.000Z': 1 });
  });
});

describe('the batches of a window', () => {
  async function counted() {
    const world = aWorld();
    const runner = aRunner(world);
    for (let from = 0; from < 30; from += 10) {
      await runner.fold([
        ...someMessages(12, {}, from),
        ...someMessages(5, { at: '2026-11-24T02:00:00Z' }, 100 + from),
      ]);
    }
    const head = world.table.all().find(({ sk }) => sk === 'H');
    return { world, cause: head?.pk.slice(2) ?? '' };
  }

  it('are a list of objects and of how many signals each brought, in order', async () => {
    const { world, cause } = await counted();
    const { total, bytes } = await windowBatches(world.table, [cause], '2026-11-24T06:00:00.000Z');
    expect(total).toBe(32);
    const list = parseCanonical(bytes) as { batch: string; counted: number }[];
    expect(list.map((each) => each.counted).toSorted()).toEqual([10, 10, 12]);
    const paths = world.objects.versions().map(({ path }) => path);
    expect(list.map(({ batch }) => batch)).toEqual(paths.toSorted());
  });

  it('are those of that window alone', async () => {
    const { world, cause } = await counted();
    const of = (window: string) => windowBatches(world.table, [cause], window);
    expect((await of('2026-11-24T02:00:00.000Z')).total).toBe(15);
    expect(await of('2026-11-24T03:00:00.000Z')).toEqual({
      total: 0,
      bytes: new TextEncoder().encode('[]'),
    });
  });

  it('are not guessed at where one is damaged', async () => {
    const { world, cause } = await counted();
    const item = world.table.all().find(({ sk }) => sk.startsWith('B#2026-11-24T06'));
    if (item === undefined) throw new Error('No batch');
    await world.table.write([{ op: 'update', key: item, remove: ['batch'] }]);
    await expectError(windowBatches(world.table, [cause], '2026-11-24T06:00:00.000Z'), 'Corrupt');
  });
});

describe('an incident that is closed while signals still come', () => {
  const INCIDENT = 'incident/one';

  async function opened() {
    const world = aWorld();
    const runner = aRunner(world);
    const { wanted } = await runner.fold(someMessages(5, { severity: 'high' }));
    const [cause = ''] = wanted;
    // What the workflow of incidents does.
    const set = { is: 'open', incident: INCIDENT };
    await world.table.write([{ op: 'update', key: openKey(cause), set }]);
    const state = async () => {
      const item = await world.table.get(causeKey(cause));
      if (item === undefined) throw new Error('No cause');
      return parseCause(item);
    };
    return { world, runner, cause, state };
  }

  it('opens no other by those that happened before', async () => {
    const { world, runner, cause, state } = await opened();
    const at = world.clock.now();
    const { ok } = await world.table.write(closingWrites(cause, await state(), INCIDENT, at));
    expect(ok).toBe(true);
    world.clock.advance(MINUTE);
    const { wanted, counted } = await runner.fold(someMessages(5, { severity: 'high' }, 10));
    expect({ wanted, counted }).toEqual({ wanted: [], counted: 5 });
  });

  it('opens another by those that happen after, though its runner remembers an open one', async () => {
    const { world, runner, cause, state } = await opened();
    await world.table.write(closingWrites(cause, await state(), INCIDENT, world.clock.now()));
    world.clock.advance(HOUR);
    const at = '2026-11-24T07:00:00Z';
    const after = aMessage('after', anEvent('after', { severity: 'high', at }), later(NOW, HOUR));
    expect((await runner.fold([after])).wanted).toEqual([cause]);
    expect(await world.table.get(openKey(cause))).toMatchObject({ is: 'wanted' });
    expect(audit(world)[0]?.total).toBe(6);
  });

  it('is not closed on what was read before the last signal', async () => {
    const { world, runner, cause, state } = await opened();
    const before = await state();
    await runner.fold(someMessages(1, { severity: 'high' }, 50));
    const writes = closingWrites(cause, before, INCIDENT, world.clock.now());
    expect(await world.table.write(writes)).toMatchObject({ ok: false, refusals: [{ index: 0 }] });
  });

  it('is not closed in the place of another', async () => {
    const { world, cause, state } = await opened();
    const writes = closingWrites(cause, await state(), 'incident/two', world.clock.now());
    expect(await world.table.write(writes)).toMatchObject({ ok: false, refusals: [{ index: 1 }] });
  });

  it('says that it got worse, once, and keeps to the worst', async () => {
    const { world, runner, cause } = await opened();
    for (const [n, severity] of ['critical', 'high', 'critical'].entries()) {
      await runner.fold(someMessages(1, { severity }, 60 + n));
    }
    expect(await world.table.get(openKey(cause))).toMatchObject({
      is: 'open',
      incident: INCIDENT,
      severity: 'critical',
    });
  });

  it('is remembered for as long as it is open, and counts for 400 days', async () => {
    const { world, cause } = await opened();
    world.table.expire(later(NOW, 401 * DAY));
    expect(world.table.all().filter(({ pk }) => pk.startsWith('C#'))).toMatchObject([
      { pk: `C#${cause}`, sk: 'OPEN' },
    ]);
  });
});
