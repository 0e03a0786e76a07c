import { contentOf } from '../records/content-of.ts';
import { incident as incidentType } from '../records/incident.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { actionsOf, areDone, lacksEffect } from './actions.ts';
import { allReported } from './clocks-of-incident.ts';
import { hasEnded } from './pending.ts';
import { isSummedUp } from './summed-up.ts';

/** That closure cannot be asked for, and when that is tried again. */
export const UNCLOSABLE = 'unclosable';

/** What the machine does next by itself; it waits for people where there is nothing. */
export type Move = 'end' | 'correct' | 'request-closure';

export async function nextMove(
  store: RecordStore,
  incident: Head,
  now: Instant,
): Promise<Move | undefined> {
  const { state } = incident.version;
  if (hasEnded(state)) return 'end';
  if (state === 'correcting') {
    const actions = await actionsOf(store, incident);
    return areDone(actions) && !(await lacksEffect(store, actions)) ? 'correct' : undefined;
  }
  if (state !== 'corrected') return undefined;
  return (await mayClose(store, incident, now)) ? 'request-closure' : undefined;
}

/** Whether all is said and done that whoever decides on closing must see. */
async function mayClose(store: RecordStore, incident: Head, now: Instant): Promise<boolean> {
  if (incident.pending.some(({ at, for: what }) => what === UNCLOSABLE && at > now)) return false;
  const { reportability, decideAnew } = contentOf(incidentType, incident);
  if (reportability === undefined || decideAnew !== undefined) return false;
  if (!(await isSummedUp(store, incident))) return false;
  return allReported(store, incident);
}
