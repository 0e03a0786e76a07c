import { expect } from 'vitest';
import { type Call, Killed } from '#tests/memory/calls.ts';
import { again, type Matter } from './matter.ts';

/** Does something as a process that may be killed; `false` where it was. */
export type Act = (deed: () => Promise<unknown>) => Promise<boolean>;

/** What is done to a matter, from a start to its end. Deeds that `act` does may be killed. */
export type Life = (m: Matter, act: Act) => Promise<unknown>;

// What a read leaves behind is lost with the process: dying after it is dying before it.
const READS = new Set([
  'table.get',
  'table.query',
  'objects.get',
  'objects.head',
  'machines.status',
]);

/** Lives a life, the process killed when its n-th outward call has done its work; 0: before any. */
async function livedWith(start: Matter, life: Life, kill?: number) {
  const m = await again(start);
  let acting = false;
  // A dead process calls nothing any more, whatever it catches.
  let dead = false;
  let killed = '';
  const calls: string[] = [];
  m.at.calls.before((call) => {
    if (!acting) return;
    if (dead || (kill === 0 && killed === '')) die(call, 'before');
    calls.push(call.name);
  });
  m.at.calls.after((call) => {
    if (acting && kill !== undefined && calls.length >= kill && killed === '') die(call, 'after');
  });
  function die(call: Call, moment: 'before' | 'after'): never {
    const death = new Killed(call, moment);
    if (killed === '') killed = death.at;
    dead = true;
    throw death;
  }
  const act: Act = async (deed) => {
    acting = true;
    try {
      await deed();
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
    const survived = !dead;
    acting = false;
    dead = false;
    return survived;
  };
  return { end: await life(m, act), calls, killed };
}

/**
 * Lives it once undisturbed, and once for every point between two outward calls at which something
 * has just been changed, with the process killed there: each must end as the first did. Answers how
 * many points there were.
 */
export async function killedEverywhere(start: Matter, life: Life): Promise<number> {
  const undisturbed = await livedWith(start, life);
  expect(undisturbed.killed).toBe('');
  const points = [
    0,
    ...undisturbed.calls.flatMap((name, index) => (READS.has(name) ? [] : [index + 1])),
  ];
  for (const point of points) {
    const { end, killed } = await livedWith(start, life, point);
    expect(killed).not.toBe('');
    expect({ killed, end }).toEqual({ killed, end: undisturbed.end });
  }
  return points.length;
}
