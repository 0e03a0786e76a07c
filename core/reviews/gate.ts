import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import {
  type Arrival,
  askEach,
  type GatePorts,
  type Lacking,
  reachGate,
} from '../work/reach-gate.ts';
import { areAsked } from '../work/rounds.ts';
import { nextMove } from './next-move.ts';
import { wantedAt, wantedSpot } from './wanted-work.ts';

/** An execution arrives at a review and waits. */
export const openReviewGate = (ports: GatePorts, arrival: Arrival): Promise<Lacking> =>
  reachGate(ports, arrival, {
    ask: (review) => ask(ports, review),
    nextMove,
  });

async function ask(ports: GatePorts, review: Head): Promise<Lacking> {
  const spot = await wantedSpot(ports.store, review);
  return spot === undefined ? [] : askEach(ports, [await wantedAt(ports, review, spot)]);
}

/** Whether a review waits for its machine: to go on by itself, or to ask somebody. */
export async function isReviewWaiting(
  store: RecordStore,
  review: Head,
  now: Instant,
): Promise<boolean> {
  if ((await nextMove(store, review, now)) !== undefined) return true;
  const spot = await wantedSpot(store, review);
  return spot !== undefined && !(await areAsked(store, [{ of: review.ref, ...spot }]));
}
