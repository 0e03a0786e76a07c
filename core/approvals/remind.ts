import { owe } from '../mail/outbox.ts';
import { contentOf } from '../records/content-of.ts';
import type { Pending } from '../records/define-type.ts';
import { task as taskType } from '../records/task.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { mailDue } from './pending.ts';

/**
 * Owes the reminder of an open task: no version, since nothing happened that an auditor asks
 * about. Owed once, also where two sweeps come at the same time, and not after the deadline.
 *
 * @returns whether a mail is owed now
 */
export async function remind(
  store: RecordStore,
  head: Head,
  due: Pending,
  now: Instant,
): Promise<boolean> {
  const n = Number(due.for.slice('reminder-'.length));
  const rest = head.pending.filter((each) => each.for !== due.for);
  const { person, deadline } = contentOf(taskType, head);
  // Where the sweep was away for long, nobody is reminded of what is over.
  if (head.version.state !== 'open' || deadline <= now) {
    await store.setPending(head, rest);
    return false;
  }
  const pending = [...rest.filter((each) => each.for !== 'mail'), mailDue(now)];
  const owed = owe(head.ref, 'reminder', n, person);
  return (await store.setPending(head, pending, [owed])) !== undefined;
}
