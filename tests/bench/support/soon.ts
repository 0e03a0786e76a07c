import { setTimeout as wait } from 'node:timers/promises';

const EVERY_MS = 3;
const WITHIN_MS = 30_000;

/** Looks so often that the look itself hardly counts. @throws after half a minute of nothing */
export async function soon<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const until = performance.now() + WITHIN_MS;
  while (performance.now() < until) {
    const found = await look();
    if (found !== undefined) return found;
    await wait(EVERY_MS);
  }
  throw new Error(`Waited in vain for ${what}`);
}
