import type { Ref } from '../ids.ts';
import type { RecordStore } from '../store/record-store.ts';
import { isDone, roundsOf, type Spot } from '../work/rounds.ts';
import { LOOK, SIGN } from './review.ts';

/** Times that a review may be sent back: places at a gate. */
const MAX_TURNS = 99;

/** At which place a review is asked about: 1, and one more for each time that it went back. */
export async function turnOf(store: Pick<RecordStore, 'load'>, of: Ref): Promise<number> {
  for (let place = 1; place < MAX_TURNS; place++) {
    const last = (await roundsOf(store, { of, gate: SIGN, place })).at(-1);
    if (last === undefined || !isDone(last)) return place;
  }
  return MAX_TURNS;
}

/** Everywhere that somebody may have been asked to look or to sign, up to a turn. */
export const spotsUpTo = (turn: number): readonly Spot[] =>
  Array.from({ length: turn }, (_, n) => n + 1).flatMap((place) =>
    [LOOK, SIGN].map((gate) => ({ gate, place })),
  );

/** The gate of the n-th thing that was promised in a review, from 1. */
export const followGate = (n: number): string => `follow-${n}`;
