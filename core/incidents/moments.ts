import { minuteOf } from '../signals/folding/terms.ts';
import type { Instant } from '../time.ts';

/** Whether a moment that people gave, to the minute, lies before another. */
export const isBefore = (given: Instant, moment: Instant): boolean => given < minuteOf(moment);

/**
 * When an incident happened, as far as is known with a moment that somebody states: what we knew
 * of, or contained, had begun by then, whatever its signals claimed.
 */
export const begunBy = (happened: Instant, stated: Instant): Instant =>
  isBefore(stated, happened) ? stated : happened;
