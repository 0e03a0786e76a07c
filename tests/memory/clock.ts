import type { Clock } from '#core/ports.ts';
import { type Instant, later, millisecondsOf } from '#core/time.ts';

/** A clock that stands until it is moved; it may jump back too. */
export interface FixedClock extends Clock {
  advance(milliseconds: number): void;
  set(instant: Instant): void;
}

export function fixedClock(start: Instant = '2026-11-24T06:08:00.000Z'): FixedClock {
  let at = start;
  millisecondsOf(at);
  return {
    now: () => at,
    advance(milliseconds) {
      at = later(at, milliseconds);
    },
    set(instant) {
      millisecondsOf(instant);
      at = instant;
    },
  };
}
