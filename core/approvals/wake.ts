import type { Ref } from '../ids.ts';
import type { Clock, Machines, Table } from '../ports.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { attemptOf, executionDue, withoutExecution } from '../waiting/executions.ts';
import { ringWaiters } from '../waiting/waiters.ts';

/**
 * Has a record's machine look at it. Where nobody hears the ring, the look at its execution is due
 * at once: the sweep starts a machine again where none runs.
 */
export async function wake(
  ports: { store: RecordStore; table: Table; machines: Machines; clock: Clock },
  ref: Ref,
): Promise<void> {
  if ((await ringWaiters(ports, ref)) > 0) return;
  await lookAt(ports.store, ref, ports.clock.now());
}

/** Makes the look at a record's execution due at a moment. */
export async function lookAt(store: RecordStore, ref: Ref, at: Instant): Promise<void> {
  const head = await store.load(ref);
  const attempt = head === undefined ? undefined : attemptOf(head.pending);
  if (head === undefined || attempt === undefined) return;
  await store.setPending(head, [...withoutExecution(head.pending), executionDue(at, attempt)]);
}
