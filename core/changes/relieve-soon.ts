import { isWork } from '../approvals/task-place.ts';
import { lookAt } from '../approvals/wake.ts';
import type { Ref } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import type { Clock } from '../ports.ts';
import { contentOf } from '../records/content-of.ts';
import { task as taskType } from '../records/task.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import { relieveNow } from '../work/relief-due.ts';

/**
 * Has the machines of the approvals looked at that ask somebody who is there no more: their seats
 * are filled anew; of a piece of work somebody else is asked. What the index has yet to show, or is
 * beyond one page, the next look finds.
 */
export async function relieveSoon(
  ports: {
    readonly store: RecordStore;
    readonly lists: Pick<Lists, 'byPerson'>;
    readonly clock: Clock;
  },
  person: Ref,
): Promise<void> {
  const { records } = await ports.lists.byPerson(person, { limit: MAX_PAGE });
  for (const { ref, type, state } of records) {
    if (type !== taskType.name || state !== 'open') continue;
    const task = await ports.store.load(ref);
    if (task === undefined) continue;
    const content = contentOf(taskType, task);
    if (isWork(content)) await relieveNow(ports.store, ref, ports.clock.now());
    else await lookAt(ports.store, content.of, ports.clock.now());
  }
}
