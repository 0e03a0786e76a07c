import { type AssentError, isError } from '../errors.ts';
import type { Lost } from '../store/commit.ts';

/** How often what lost a race is decided again, from the start. */
const MAX_ROUNDS = 10;

/**
 * Does something that loads, decides and writes, again from the start where another was faster.
 *
 * @throws Conflict where others are faster every time
 */
export async function untilWritten<T>(attempt: () => Promise<T>): Promise<T> {
  for (let round = 1; ; round++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isError(error, 'Conflict') || round === MAX_ROUNDS) throw error;
    }
  }
}

/** What stood in the way of a commit. */
export const lostIn = (error: AssentError): readonly Lost[] =>
  (error.data.lost ?? []) as readonly Lost[];
