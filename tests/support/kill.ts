import { expect } from 'vitest';
import { type Call, type Calls, Killed } from '#tests/memory/calls.ts';

/** Does something as a process that may be killed; `false` where it was. */
export type Act = (deed: () => Promise<unknown>) => Promise<boolean>;

/** A house, or what is played in one: something whose outward calls are counted. */
export interface Played {
  readonly at: { readonly calls: Calls };
}

/** What is done to it, from a start to its end. Deeds that `act` does may be killed. */
export type Life<P extends Played, E = unknown> = (p: P, act: Act) => Promise<E>;

/** Begins anew, each time where the times before began. */
export type Start<P extends Played> = () => Promise<P>;

/** One thing that happens, after some others, and how whoever did it does it again. */
export interface Scene<P extends Played> {
  readonly before: (p: P) => Promise<unknown>;
  readonly act: (p: P) => Promise<unknown>;
}

// What a read leaves behind is lost with the process: dying after it is dying before it.
const READS = new Set([
  'table.get',
  'table.query',
  'objects.get',
  'objects.head',
  'machines.status',
]);

/** Lives a life, the process killed when its n-th outward call has done its work; 0: before any. */
export async function lived<P extends Played, E>(start: Start<P>, life: Life<P, E>, kill?: number) {
  const p = await start();
  let acting = false;
  // A dead process calls nothing any more, whatever it catches.
  let dead = false;
  let killed = '';
  const calls: string[] = [];
  p.at.calls.before((call) => {
    if (!acting) return;
    if (dead || (kill === 0 && killed === '')) die(call, 'before');
    calls.push(call.name);
  });
  p.at.calls.after((call) => {
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
  return { end: await life(p, act), calls, killed };
}

/**
 * Lives it once undisturbed, and once for every point between two outward calls at which something
 * has just been changed, with the process killed there: each must end as the first did. Answers how
 * many points there were.
 */
export async function killedEverywhere<P extends Played>(
  start: Start<P>,
  life: Life<P>,
): Promise<number> {
  const undisturbed = await lived(start, life);
  expect(undisturbed.killed).toBe('');
  const points = [
    0,
    ...undisturbed.calls.flatMap((name, index) => (READS.has(name) ? [] : [index + 1])),
  ];
  for (const point of points) {
    const { end, killed } = await lived(start, life, point);
    expect(killed).not.toBe('');
    expect({ killed, end }).toEqual({ killed, end: undisturbed.end });
  }
  return points.length;
}

/** How a scene begins, and how everything stands at its end. */
interface Stage<P extends Played> {
  readonly play: Start<P>;
  readonly ends: (p: P) => Promise<unknown>;
  /** Whether an error says that what is done again was done already. */
  readonly isDone: (error: unknown) => boolean;
}

/** The same for a scene: whoever saw no receipt, as the process died, tries again. */
export function killedInScene<P extends Played>(
  { before, act: deed }: Scene<P>,
  { play, ends, isDone }: Stage<P>,
): Promise<number> {
  const start = async () => {
    const p = await play();
    await before(p);
    return p;
  };
  return killedEverywhere(start, async (p, act) => {
    if (!(await act(() => deed(p)))) {
      await deed(p).catch((error: unknown) => {
        if (!isDone(error)) throw error;
      });
    }
    return ends(p);
  });
}
