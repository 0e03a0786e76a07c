import { isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { owe } from '../mail/outbox.ts';
import type { Clock } from '../ports.ts';
import type { ApprovalContent } from '../records/approval.ts';
import { contentOf } from '../records/content-of.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import type { RecordStore } from '../store/record-store.ts';
import { mailDue } from './pending.ts';

type Why = NonNullable<TaskContent['closed']>['why'];

/**
 * Closes whatever tasks of an approval are still open, each in a transaction of its own, and owes
 * each person a mail that says so. A task that is answered at this very moment stays answered.
 *
 * @returns the tasks that were closed
 */
export async function closeTasks(
  ports: { store: RecordStore; clock: Clock },
  approval: ApprovalContent,
  why: Why,
  actor: Ref,
): Promise<readonly Ref[]> {
  const tasks = approval.stages.flatMap(({ seats }) =>
    seats.flatMap(({ rounds }) => rounds.map(({ task }) => task)),
  );
  const closed: Ref[] = [];
  for (const task of tasks) {
    if (await closeTask(ports, task, why, actor)) closed.push(task);
  }
  return closed;
}

/** Closes one task if it is open, and owes its person a mail that says so. */
export async function closeTask(
  { store, clock }: { store: RecordStore; clock: Clock },
  task: Ref,
  why: Why,
  actor: Ref,
): Promise<boolean> {
  const head = await store.load(task);
  if (head?.version.state !== 'open') return false;
  const content = contentOf(taskType, head);
  const now = clock.now();
  const made = await store.draft({
    type: taskType.name,
    id: head.version.id,
    before: head,
    action: 'close',
    state: 'closed',
    content: { ...content, epoch: content.epoch + 1, closed: { at: now, why } },
    links: [],
    actor,
    via: 'system',
    reason: null,
    pending: [mailDue(now)],
  });
  try {
    await store.commit([made], { also: [owe(task, 'closed', 1, content.person)] });
    return true;
  } catch (error) {
    if (isError(error, 'Conflict')) return false;
    throw error;
  }
}
