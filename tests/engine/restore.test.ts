import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logHeadKey } from '#core/store/keys.ts';
import { corePorts } from './support/core-ports.ts';
import { type Live, startLive } from './support/live.ts';
import { backUp, restore } from './support/restore.ts';
import { threadOf } from './support/thread.ts';
import { verifyBucket } from './support/verify-bucket.ts';

let live: Live;
let thread: ReturnType<typeof threadOf>;

beforeAll(async () => {
  live = await startLive();
  thread = threadOf(live);
});
afterAll(() => live?.stop());

describe('a table that was restored to yesterday', () => {
  let published: number;

  const sizes = async () => {
    const { table } = corePorts(live.assent);
    return table.get(logHeadKey);
  };

  beforeAll(async () => {
    await thread.logged('policy/ai-policy');
    const yesterday = await backUp(live.assent);
    const { approval, code } = await thread.asked('Lost policy');
    await thread.decide(await thread.open(code));
    await thread.reaches(approval, 'effective');
    await thread.logged(approval);
    await thread.logged('policy/lost-policy');
    published = (await verifyBucket(live.assent)).size;
    await restore(live.assent, yesterday);
  });

  test('knows less than the bucket holds', async () => {
    const { body } = await live.call({ method: 'GET', path: '/v1/records/policy/lost-policy' });
    expect(body).toMatchObject({ type: 'urn:assent:problem:not-found' });
    expect((await sizes())?.size).toBeLessThan(published);
  });

  test('is refused by the log function, which names the way out', async () => {
    const { failed, answer } = await live.invoke('log');
    expect(failed).toBe(true);
    expect(answer).toContain('restored to an earlier moment');
    expect(answer).toContain('assent recover');
  });

  test('is never signed over, whatever is written meanwhile', async () => {
    const before = await sizes();
    await thread.givenPolicy('lost-policy', 'Another lost policy');
    await thread.givenPolicy('new-policy', 'New policy');
    await Promise.all([live.invoke('log'), live.invoke('log'), live.sweep()]);
    const { ok, wrong, size } = await verifyBucket(live.assent);
    expect({ ok, wrong, size }).toEqual({ ok: true, wrong: [], size: published });
    expect(await sizes()).toEqual(before);
    expect((await thread.get('policy/new-policy')).logIndex).toBeNull();
  });
});
