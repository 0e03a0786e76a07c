import { describe, expect, it } from 'vitest';
import { fixedClock } from '#tests/memory/clock.ts';
import { VirtualTime } from './virtual-time.ts';

describe('virtual time', () => {
  it('passes only while everything sleeps, in the order of waking', async () => {
    const clock = fixedClock('2026-11-24T06:00:00.000Z');
    const time = new VirtualTime(clock);
    const told: string[] = [];
    const tell = (who: string) => told.push(`${who} ${clock.now().slice(17, 23)}`);
    time.begin(async () => {
      await time.sleep(500);
      tell('long');
    });
    time.begin(async () => {
      tell('short');
      await time.sleep(200);
      tell('short');
      await new Promise((resolve) => setImmediate(resolve));
      await time.sleep(400);
      tell('short');
    });
    time.begin(async () => tell('later'), 300);
    await time.pass();
    expect(told).toEqual([
      'short 00.000',
      'short 00.200',
      'later 00.300',
      'long 00.500',
      'short 00.600',
    ]);
  });

  it('throws what something threw', async () => {
    const time = new VirtualTime(fixedClock());
    time.begin(async () => {
      throw new Error('broken');
    });
    await expect(time.pass()).rejects.toThrow('broken');
  });
});
