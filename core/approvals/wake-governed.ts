import type { Ref } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import { atATime, CALLS_AT_A_TIME } from '../log/at-a-time.ts';
import type { Clock } from '../ports.ts';
import { approval as approvalType } from '../records/approval.ts';
import { approvalPolicy } from '../records/approval-policy.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import { approvalContent } from './ask.ts';
import { lookAt } from './wake.ts';

/**
 * After an approval policy came into force anew, or stands no more: the open approvals that were
 * asked under what stood before are looked at now, and found void. One page of them, those that
 * are due soonest first; what the index has yet to show, or is beyond that page, is found by the
 * regular look at each. Again it changes nothing, and for other records it does nothing.
 */
export async function wakeGoverned(
  ports: {
    readonly store: RecordStore;
    readonly lists: Pick<Lists, 'byState'>;
    readonly clock: Clock;
  },
  ref: Ref,
): Promise<void> {
  if (!ref.startsWith(`${approvalPolicy.name}/`)) return;
  const { store, lists, clock } = ports;
  const policy = await store.need(ref);
  if (!policy.everStood) return;
  const { records } = await lists.byState(approvalType.name, 'open', { limit: MAX_PAGE });
  await atATime(CALLS_AT_A_TIME, records, async (listed) => {
    const head = await store.load(listed.ref);
    if (head?.version.state !== 'open') return;
    const { id, digest } = approvalContent(head).policy;
    if (id !== policy.version.id || digest === policy.standing?.digest) return;
    await lookAt(store, head.ref, clock.now());
  });
}
