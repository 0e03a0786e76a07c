import type { Head } from '../store/items.ts';
import type { OpenWorkPorts } from '../work/open-work.ts';
import {
  type Arrival,
  askEach,
  type GatePorts,
  type Lacking,
  reachGate,
} from '../work/reach-gate.ts';
import { askForAction } from './action-dues.ts';
import { actionsOf } from './actions.ts';
import { nextMove } from './next-move.ts';
import { offersFor, planFor } from './plan.ts';
import { systemOf } from './stop-system.ts';
import { wantedWork } from './wanted-work.ts';

/** An execution arrives at an incident and waits. */
export const openIncidentGate = (ports: GatePorts, arrival: Arrival): Promise<Lacking> =>
  reachGate(ports, arrival, {
    ask: (incident) => askWhoeverIsWanted(ports, incident),
    nextMove,
  });

/** Puts to people whatever is to be asked about an incident as it stands. */
export async function askWhoeverIsWanted(ports: OpenWorkPorts, incident: Head): Promise<Lacking> {
  const { store, clock } = ports;
  const plan = await planFor(store, systemOf(incident));
  if (plan === undefined) return [`no response plan in force for ${systemOf(incident) ?? 'it'}`];
  const offers = await offersFor(ports, incident, plan);
  const matter = { store, incident, plan, offers };
  const lacking = await askEach(ports, await wantedWork(matter, clock.now()));
  await askAboutActions(ports, incident);
  return lacking;
}

/** What is due on its actions at once need not wait for the sweep. */
async function askAboutActions(ports: OpenWorkPorts, incident: Head): Promise<void> {
  const now = ports.clock.now();
  if (incident.version.state !== 'correcting') return;
  for (const action of await actionsOf(ports.store, incident)) {
    const due = action.pending.find(({ for: what }) => what === 'work');
    if (due !== undefined) await askForAction(ports, action, due, now);
  }
}
