import { AssentError } from '../errors.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import { withoutExecution } from './executions.ts';

/** Nobody looks after the machine of a record that is over. @throws Conflict where it moved */
export async function forgetMachine(store: RecordStore, head: Head): Promise<void> {
  const rest = withoutExecution(head.pending);
  if (rest.length === head.pending.length) return;
  if ((await store.setPending(head, rest)) !== undefined) return;
  throw new AssentError('Conflict', `${head.ref} has moved`);
}
