import { derivedId } from '../derived-id.ts';
import { AssentError } from '../errors.ts';
import { type Ref, splitRef } from '../ids.ts';
import { contentOf } from '../records/content-of.ts';
import { incident as incidentType } from '../records/incident.ts';
import { regulatoryClock } from '../records/regulatory-clock.ts';
import type { Sealed } from '../records/version.ts';
import type { Head } from '../store/items.ts';

/** How often a duty may be started on one incident: each time after it was stopped. */
const MOST_STARTS = 20;

/** A duty that applies to an incident, and its clock. */
export interface ClockOfDuty<H extends Sealed = Head> {
  readonly duty: string;
  /** `undefined` while it waits for the sending of the report that it counts from. */
  readonly clock: H | undefined;
}

/** Where heads are read from. */
interface Loads<H extends Sealed> {
  load(ref: Ref): Promise<H | undefined>;
}

/** The clocks of the duties that were decided to apply, as they stand; stopped ones are not. */
export async function clocksOfIncident<H extends Sealed>(
  store: Loads<H>,
  incident: Sealed,
): Promise<readonly ClockOfDuty<H>[]> {
  const { reportability } = contentOf(incidentType, incident);
  return Promise.all(
    (reportability?.duties ?? []).map(async (duty) => ({
      duty,
      clock: (await clockPlace(store, incident.ref, duty)).standing,
    })),
  );
}

/** Whether every duty to report was met, in time or late: before that, no incident closes. */
export async function allReported(store: Loads<Sealed>, incident: Sealed): Promise<boolean> {
  const clocks = await clocksOfIncident(store, incident);
  return clocks.every(({ clock }) => clock !== undefined && isMet(clock));
}

/** Whether the report was sent, and that is proved. */
export const isMet = ({ version: { state } }: Sealed): boolean =>
  state === 'met' || state === 'met-late';

/** Whether it is still to be shown that the report was sent, late as it may be. */
export const isRunning = ({ version: { state } }: Sealed): boolean =>
  state === 'running' || state === 'breached';

/**
 * Where the clock of a duty stands, found by its id and so read consistently: the one that was not
 * stopped, and the id that a new one would have.
 */
export async function clockPlace<H extends Sealed>(
  store: Loads<H>,
  incident: Ref,
  duty: string,
): Promise<{ readonly standing: H | undefined; readonly free: string }> {
  const { id } = splitRef(incident);
  for (let n = 1; n <= MOST_STARTS; n++) {
    const free = derivedId(id, n === 1 ? duty : `${duty}-${n}`);
    const standing = await store.load(`${regulatoryClock.name}/${free}`);
    const state = standing?.version.state;
    if (state !== 'stopped' && state !== 'retired') return { standing, free };
  }
  throw new AssentError('Refused', `"${duty}" was started ${MOST_STARTS} times on ${incident}`);
}
