import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { weather } from '#tests/support/storm.ts';
import { aRunner, aWorld } from './runner.ts';

beforeEach(() => void vi.spyOn(console, 'info').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

/** The measures of `npm run bench -- signals`, on fewer. */
const storm = { messages: 5000, causes: 50, duplicates: 250, malformed: 50, batch: 1000 };

describe('a storm of signals', () => {
  it('is counted exactly, at a twentieth of a request each and one object a batch', async () => {
    const world = aWorld();
    const weathered = await weather(world, aRunner(world), storm);
    expect(weathered).toMatchObject({
      batches: 5,
      failures: 0,
      puts: 5,
      incidents: 50,
      quarantined: 50,
      quarantineRecords: 50,
    });
    expect(weathered.totals).toEqual(Array(50).fill(94));
    expect(weathered.tableCalls / storm.messages).toBeLessThanOrEqual(0.05);
  });

  it('that comes twice is counted once', async () => {
    const world = aWorld();
    const runner = aRunner(world);
    const small = { ...storm, messages: 500, duplicates: 0, malformed: 0 };
    await weather(world, runner, small);
    expect((await weather(world, runner, small)).totals).toEqual(Array(50).fill(10));
  });
});
