const TRIES = 400;
const PAUSE_MS = 25;

/** What the look gives as soon as it gives something. @throws after ten seconds of nothing */
export async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let tried = 0; tried < TRIES; tried++) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`Waited in vain for ${what}`);
}
