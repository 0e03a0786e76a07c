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
import { matterOf, wantedAt, wantedSpots } from './wanted-work.ts';

/** An execution arrives at an assessment and waits. */
export const openAssessmentGate = (ports: GatePorts, arrival: Arrival): Promise<Lacking> =>
  reachGate(ports, arrival, {
    ask: (assessment) => askAssessors(ports, assessment),
    nextMove,
  });

async function askAssessors(ports: GatePorts, assessment: Head): Promise<Lacking> {
  const spots = await wantedSpots(ports.store, assessment);
  const lacking: string[] = [];
  if (spots.length > 0) {
    const matter = await matterOf(ports, assessment);
    // One after the other: whoever is asked at one place of a dimension is not asked at the next.
    for (const spot of spots) {
      const wanted = await wantedAt(matter, spot);
      if (wanted !== undefined) lacking.push(...(await askEach(ports, [wanted])));
    }
  }
  return lacking;
}

/** Whether an assessment waits for its machine: to go on by itself, or to ask somebody. */
export async function isAssessmentWaiting(
  store: RecordStore,
  assessment: Head,
  now: Instant,
): Promise<boolean> {
  if ((await nextMove(store, assessment, now)) !== undefined) return true;
  const spots = await wantedSpots(store, assessment);
  const places = spots.map((spot) => ({ of: assessment.ref, ...spot }));
  return !(await areAsked(store, places));
}
