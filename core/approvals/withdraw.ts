import { afterCommit } from '../after-commit.ts';
import { refused } from '../errors.ts';
import type { Ref } from '../ids.ts';
import type { Clock, Table, Write } from '../ports.ts';
import type { Author } from '../records/author.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import { approvalContent, needApproval } from './ask.ts';
import { end } from './conclude.ts';
import { lookAt } from './wake.ts';

/**
 * Whoever asked takes the request back, while nobody has decided it. The subject goes back with it;
 * the sweep closes the tasks and tells those who were asked.
 *
 * @throws Refused to anybody else, and once it is decided; Conflict
 */
export async function withdraw(
  ports: { store: RecordStore; table: Table; clock: Clock },
  ref: Ref,
  by: Author & { readonly reason: string },
  also?: (withdrawn: Head) => readonly Write[],
): Promise<Head> {
  const head = await needApproval(ports.store, ref);
  const { requester } = approvalContent(head);
  if (by.actor !== requester) throw refused(`${ref} is withdrawn by whoever asked, ${requester}`);
  if (head.version.state !== 'open') throw refused(`${ref} is ${head.version.state} already`);
  const ended = await end(ports, head, { result: 'withdrawn', reason: by.reason }, by, also);
  await afterCommit(() => lookAt(ports.store, ref, ports.clock.now()));
  return ended;
}
