import type { Ref } from '../ids.ts';
import type { Clock, Machines, Table } from '../ports.ts';
import type { RecordStore } from '../store/record-store.ts';
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
  const head = await ports.store.load(ref);
  const attempt = head === undefined ? undefined : attemptOf(head.pending);
  if (head === undefined || attempt === undefined) return;
  const look = executionDue(ports.clock.now(), attempt);
  await ports.store.setPending(head, [...withoutExecution(head.pending), look]);
}
