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
 * about. Owed once, also where two sweeps come at the same time.
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
  const rest = head.pending.filter((each) => each.for !== due.for && each.for !== 'mail');
  if (head.version.state !== 'open') {
    await store.setPending(head, rest);
    return false;
  }
  const { person } = contentOf(taskType, head);
  const owed = owe(head.ref, 'reminder', n, person);
  return (await store.setPending(head, [...rest, mailDue(now)], [owed])) !== undefined;
}
