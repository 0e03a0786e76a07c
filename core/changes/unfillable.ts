import { mailDue } from '../approvals/pending.ts';
import { unfillable } from '../approvals/policy-check.ts';
import { owe } from '../mail/outbox.ts';
import { approvalPolicy } from '../records/approval-policy.ts';
import { contentOf } from '../records/content-of.ts';
import type { Head } from '../store/items.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import { DAY, type Instant, millisecondsOf } from '../time.ts';

interface Ports {
  readonly store: RecordStore;
  readonly lists: Lists;
}

/** Types whose change may leave a policy without people. */
const STAFFING = new Set(['person', 'role']);

/**
 * Tells the owners of approval policies that nobody could decide by them any more, after people or
 * roles have changed. The policy itself stays as it is: whoever asks by it is refused, with the
 * same words. At most one mail a policy and day.
 */
export async function reportUnfillable(ports: Ports, changed: Head, now: Instant): Promise<void> {
  if (!STAFFING.has(changed.version.type)) return;
  let cursor: string | undefined;
  do {
    const page = await ports.lists.byState('approval-policy', 'in-force', { limit: 50, cursor });
    for (const { ref } of page.records) {
      const head = await ports.store.load(ref);
      if (head !== undefined) await report(ports, head, now);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
}

async function report(ports: Ports, head: Head, now: Instant): Promise<void> {
  const terms = contentOf(approvalPolicy, head);
  if ((await unfillable(ports, terms, now)).length === 0) return;
  const day = Math.floor(millisecondsOf(now) / DAY);
  const pending = [...head.pending.filter((each) => each.for !== 'mail'), mailDue(now)];
  await ports.store.setPending(head, pending, [owe(head.ref, 'unfillable', day, terms.owner)]);
}
