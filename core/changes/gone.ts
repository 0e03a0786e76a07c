import { isActive } from '../approvals/candidates.ts';
import { lookAt } from '../approvals/wake.ts';
import { MAX_PAGE } from '../limits.ts';
import type { Clock } from '../ports.ts';
import { contentOf } from '../records/content-of.ts';
import { task as taskType } from '../records/task.ts';
import type { Head } from '../store/items.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';

/**
 * Makes due whatever waits for a person who is no longer there, so that somebody else is asked
 * soon. What the index misses, the regular look finds.
 */
export async function relieveGone(
  { store, lists, clock }: { store: RecordStore; lists: Lists; clock: Clock },
  changed: Head,
): Promise<void> {
  if (changed.version.type !== 'person' || isActive(changed)) return;
  // What is due stands first, and whatever is open has its reminders or its deadline to come.
  const { records } = await lists.byPerson(changed.ref, { limit: MAX_PAGE });
  const tasks = records.filter(({ type, state }) => type === taskType.name && state === 'open');
  for (const { ref } of tasks) {
    const head = await store.load(ref);
    if (head !== undefined) await lookAt(store, contentOf(taskType, head).of, clock.now());
  }
}
