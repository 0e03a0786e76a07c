import type { Ref } from '../ids.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';

/** That somebody else is to be asked, because whoever was is there no more. */
export const RELIEF = 'relief';

/** Has the sweep find somebody else for a piece of work. Again it changes nothing. */
export async function relieveNow(store: RecordStore, task: Ref, now: Instant): Promise<void> {
  const head = await store.load(task);
  if (head?.version.state !== 'open') return;
  const rest = head.pending.filter((each) => each.for !== RELIEF);
  await store.setPending(head, [...rest, { at: now, for: RELIEF }]);
}
