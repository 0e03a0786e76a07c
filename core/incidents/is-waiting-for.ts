import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { areAsked } from '../work/rounds.ts';
import { nextMove } from './next-move.ts';
import { planFor } from './plan.ts';
import { systemOf } from './stop-system.ts';
import { wantedWork } from './wanted-work.ts';

const NO_OFFERS = { people: [], duties: [], incidents: [] };

/** Whether an incident waits for its machine: to go on by itself, or to ask somebody. */
export async function isWaitingFor(
  store: RecordStore,
  incident: Head,
  now: Instant,
): Promise<boolean> {
  if ((await nextMove(store, incident, now)) !== undefined) return true;
  const plan = await planFor(store, systemOf(incident));
  // As long as there is no plan, nobody can be asked.
  if (plan === undefined) return false;
  const wanted = await wantedWork({ store, incident, plan, offers: NO_OFFERS }, now);
  const places = wanted.map(({ of, gate, place }) => ({ of: of.ref, gate, place }));
  return !(await areAsked(store, places));
}
