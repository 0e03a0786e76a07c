import { expect } from 'vitest';
import { again, type Matter } from './matter.ts';

/** Something that is done to a matter. */
export type Deed = (m: Matter) => Promise<unknown>;

/** How many outward calls a deed makes on a copy of the matter. */
export async function callsOf(start: Matter, deed: Deed): Promise<number> {
  const m = await again(start);
  const before = m.at.calls.trace.length;
  await deed(m);
  return m.at.calls.trace.length - before;
}

/**
 * Does one deed, and the whole of another between any two of its outward calls (and before, and
 * after): on a copy of the matter each time. Answers how many points there were.
 */
export async function interleaved(
  start: Matter,
  slow: Deed,
  quick: Deed,
  check: (m: Matter, at: string) => Promise<void>,
): Promise<number> {
  const calls = await callsOf(start, slow);
  for (let n = 1; n <= calls + 1; n++) {
    const m = await again(start);
    const from = m.at.calls.trace.length;
    let between = '';
    const off = m.at.calls.before(async (call) => {
      if (between !== '' || call.n !== from + n) return;
      between = `before ${n} ${call.name}`;
      await quick(m);
    });
    await slow(m);
    off();
    // What came before shortened the deed, so that it ended before the point.
    if (between === '') {
      between = 'afterwards';
      await quick(m);
    }
    await check(m, between);
  }
  expect(calls).toBeGreaterThan(0);
  return calls + 1;
}
