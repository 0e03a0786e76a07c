import { afterAll, beforeAll, expect, test } from 'vitest';
import { logHeadKey } from '#core/store/keys.ts';
import { given } from '#tests/support/people.ts';
import { CrashWorld, killEver } from './support/crash-world.ts';
import { type Live, startLive } from './support/live.ts';
import { setStream } from './support/machine-control.ts';
import { verifyBucket } from './support/verify-bucket.ts';

let live: Live;

beforeAll(async () => {
  live = await startLive({ example: false });
  // The deployed log function would take what the one under test is to take.
  await setStream(live.assent, false);
});
afterAll(() => live?.stop());

test('a log that is killed after any of its outward calls holds every version once, signed', async () => {
  const world = await CrashWorld.create(live);
  const { store, table } = world.sound.ports;
  const role = (id: string, name: string) => ({
    type: 'role',
    id,
    state: 'active',
    content: { name, responsibilities: ['Be logged'] },
  });
  const head = () => table.get(logHeadKey);
  const points = await killEver(
    world,
    async (n) => {
      // The run that was killed comes again, and takes all that it left.
      await world.sound.log();
      const size = (await head())?.size ?? 0;
      expect({ size, published: (await head())?.published ?? 0 }).toEqual({
        size: 3 * (n - 1),
        published: 3 * (n - 1),
      });
      await given(store, role(`log-${n}`, 'First'));
      await given(store, role(`log-${n}`, 'Second'));
      await given(store, role(`other-${n}`, 'Other'));
    },
    (hands) => hands.log(),
  );
  console.table({ 'log, runs again': { 'killed at': points, 'same end': points } });
  const { ok, wrong, size } = await verifyBucket(live.assent);
  expect({ ok, wrong, size }).toEqual({ ok: true, wrong: [], size: 3 * (points + 1) });
  for (let n = 1; n <= points; n++) {
    expect(await store.logIndex(`role/log-${n}`, 2)).toBeDefined();
  }
});
