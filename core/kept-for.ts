import { isError } from './errors.ts';
import type { Clock } from './ports.ts';
import { type Instant, later } from './time.ts';

/**
 * What was loaded is kept for so many milliseconds. Where it cannot be loaded anew for a fault of
 * the moment, what was known stays for as long again.
 *
 * @throws what loading throws, while nothing is known
 */
export function keptFor<T>(clock: Clock, ms: number, load: () => Promise<T>): () => Promise<T> {
  let kept: { readonly value: T; readonly until: Instant } | undefined;
  const keep = (value: T) => {
    kept = { value, until: later(clock.now(), ms) };
    return value;
  };
  return async () => {
    if (kept !== undefined && clock.now() < kept.until) return kept.value;
    try {
      return keep(await load());
    } catch (error) {
      if (kept === undefined || !isError(error, 'Transient')) throw error;
      return keep(kept.value);
    }
  };
}
