const EVERY_MS = 100;
const TRIES = 600;

/** What the look gives as soon as it gives something. @throws after a minute of nothing */
export async function waitUntil<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let tried = 0; tried < TRIES; tried++) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  throw new Error(`Waited in vain for ${what}`);
}
