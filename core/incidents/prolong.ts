import { type RetentionDays, retainUntil } from '../log/retention.ts';
import type { Locks } from '../ports.ts';
import { aiSystem } from '../records/ai-system.ts';
import { RETIRED } from '../records/define-type.ts';
import { incident as incidentType } from '../records/incident.ts';
import { model } from '../records/model.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { inBatches } from './in-batches.ts';
import { type ObjectPorts, objectsOf } from './objects-of.ts';
import { hasEnded } from './pending.ts';
import { PROLONG, prolongDue } from './prolong-due.ts';

/**
 * Types whose retention counts from their retirement: what documents a system is kept for ten years
 * after it was last placed on the market (EU AI Act Art. 18), and so for all the time before.
 */
export const KEPT_WHILE_IN_USE: readonly string[] = [aiSystem.name, model.name];

export interface ProlongPorts extends ObjectPorts {
  readonly store: RecordStore;
  readonly locks: Locks;
  readonly retention: RetentionDays;
}

/**
 * Locks all that makes up a record for as long from now as its class says, and again each month
 * while it is in use; a last time once it is retired, or its incident is over: the signals that it
 * counted are kept as long as it is. Locks are only ever prolonged, so again it changes nothing.
 */
export async function prolongLocks(ports: ProlongPorts, head: Head, now: Instant): Promise<void> {
  const until = retainUntil('record', now, ports.retention);
  const paths = await objectsOf(ports, head.ref);
  await inBatches(paths, (path) => ports.locks.prolong(path, until));
  const rest = head.pending.filter((each) => each.for !== PROLONG);
  await ports.store.setPending(head, isOver(head) ? rest : [...rest, prolongDue(now, false)]);
}

const isOver = ({ version: { type, state } }: Head): boolean =>
  state === RETIRED || (type === incidentType.name && hasEnded(state));
