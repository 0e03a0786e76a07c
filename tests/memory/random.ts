import type { Random } from '#core/ports.ts';

/** Randomness that a seed decides: the same seed gives the same bytes, on every machine. */
export interface SeededRandom extends Random {
  /** A number from 0 up to 1, 1 not among them. */
  fraction(): number;
  /** An integer from 0 up to `below`, `below` not among them. */
  integer(below: number): number;
}

/** Mulberry32: 32 bits of state, plenty for tests, of no use for secrets. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const fraction = () => next() / 2 ** 32;
  return {
    bytes: (length) => Uint8Array.from({ length }, () => next() & 255),
    fraction,
    integer: (below) => Math.floor(fraction() * below),
  };
}
