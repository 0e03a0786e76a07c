import { type RetentionDays, retainUntil } from '../log/retention.ts';
import type { Locks } from '../ports.ts';
import { aiSystem } from '../records/ai-system.ts';
import { type Pending, RETIRED } from '../records/define-type.ts';
import { model } from '../records/model.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import { DAY, type Instant, later } from '../time.ts';
import { inBatches } from './in-batches.ts';
import { type ObjectPorts, objectsOf } from './objects-of.ts';

/**
 * Types whose retention counts from their retirement: what documents a system is kept for ten years
 * after it was last placed on the market (EU AI Act Art. 18), and so for all the time before.
 */
export const KEPT_WHILE_IN_USE: readonly string[] = [aiSystem.name, model.name];

/** How often the locks are prolonged: so much less than its class is the least that is left. */
const EVERY_MS = 30 * DAY;

const DUE_FOR = 'prolong';

/** That the locks of what is in use are prolonged; at once where it is retired. */
export const prolongDue = (now: Instant, isRetired: boolean): Pending => ({
  at: isRetired ? now : later(now, EVERY_MS),
  for: DUE_FOR,
});

export interface ProlongPorts extends ObjectPorts {
  readonly store: RecordStore;
  readonly locks: Locks;
  readonly retention: RetentionDays;
}

/**
 * Locks every version of a record and the evidence that it names for as long from now as its class
 * says, and again each month while it is in use; a last time once it is retired. Locks are only
 * ever prolonged, so again it changes nothing.
 */
export async function prolongLocks(ports: ProlongPorts, head: Head, now: Instant): Promise<void> {
  const until = retainUntil('record', now, ports.retention);
  const paths = await objectsOf(ports, head.ref);
  await inBatches(paths, (path) => ports.locks.prolong(path, until));
  const rest = head.pending.filter((each) => each.for !== DUE_FOR);
  const isRetired = head.version.state === RETIRED;
  await ports.store.setPending(head, isRetired ? rest : [...rest, prolongDue(now, false)]);
}
