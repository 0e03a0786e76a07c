import { isError } from './errors.ts';
import type { Clock } from './ports.ts';
import type { Pending } from './records/define-type.ts';
import type { RecordStore } from './store/record-store.ts';
import { DAY, later } from './time.ts';

const ACTOR = 'service/assent-sweep';

/** What the heartbeat says: an entry like any other, so that silence shows. */
export interface Pulse {
  /** Versions that the log has yet to take. */
  readonly backlog: number;
  readonly oldestDue: string | null;
  readonly deadLetters: number | null;
  readonly software: string;
}

export const HEARTBEAT = 'system/heartbeat';

/** Writes the day's heartbeat. A second sweep at the same moment loses the race silently. */
export async function beat(
  { store, clock }: { store: RecordStore; clock: Clock },
  pulse: () => Promise<Pulse>,
): Promise<void> {
  const before = await store.load(HEARTBEAT);
  const now = clock.now();
  if (before?.pending.every(({ at }) => at > now)) return;
  const next: Pending = { at: later(now, DAY), for: 'heartbeat' };
  const made = await store.draft({
    type: 'system',
    id: 'heartbeat',
    before,
    action: before === undefined ? 'create' : 'edit',
    state: 'active',
    content: await pulse(),
    links: [],
    actor: ACTOR,
    via: 'system',
    reason: null,
    pending: [next],
  });
  await store.commit([made]).catch((error: unknown) => {
    if (!isError(error, 'Conflict')) throw error;
  });
}

/** A service that writes records: a function of ours, or a caller of the API. */
export interface ServiceToCreate {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly actsForPeople: boolean;
}

/** Creates the records of services that are not there yet, as the deployment names them. */
export async function createServices(
  { store }: { store: RecordStore },
  services: readonly ServiceToCreate[],
): Promise<void> {
  for (const { id, ...content } of services) {
    if ((await store.load(`service/${id}`)) !== undefined) continue;
    const made = await store.draft({
      type: 'service',
      id,
      before: undefined,
      action: 'create',
      state: 'active',
      content,
      links: [],
      actor: ACTOR,
      via: 'system',
      reason: null,
    });
    await store.commit([made]).catch((error: unknown) => {
      if (!isError(error, 'Conflict')) throw error;
    });
  }
}
