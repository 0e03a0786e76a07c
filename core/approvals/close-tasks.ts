import { isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { owe } from '../mail/outbox.ts';
import type { Clock } from '../ports.ts';
import type { ApprovalContent } from '../records/approval.ts';
import { contentOf } from '../records/content-of.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import type { Head } from '../store/items.ts';
import type { Prepared } from '../store/prepare.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { forgetDraft } from '../work/forget-draft.ts';
import { mailDue } from './pending.ts';
import { isWork, sideTaskRef } from './task-place.ts';

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
  return closeEach(ports, [...tasksOf(approval.stages), ...questionsOf(approval)], why, actor);
}

/** The same for some stages alone: what is left open where a stage is over and another is asked. */
export const closeStages = (
  ports: { store: RecordStore; clock: Clock },
  stages: ApprovalContent['stages'],
  why: Why,
  actor: Ref,
): Promise<readonly Ref[]> => closeEach(ports, tasksOf(stages), why, actor);

const tasksOf = (stages: ApprovalContent['stages']): readonly Ref[] =>
  stages.flatMap(({ seats }) => seats.flatMap(({ rounds }) => rounds.map(({ task }) => task)));

// Whoever asked for approval need not answer what nobody waits for.
const questionsOf = ({ questions, stages }: ApprovalContent): readonly Ref[] => {
  const [first] = tasksOf(stages);
  const approval = first?.replace(/^task\/(.*)-\d+-s\d+-\d+$/, 'approval/$1');
  if (approval === undefined) return [];
  return questions
    .filter(({ answer }) => answer === undefined)
    .map(({ id }) => sideTaskRef(approval, id));
};

async function closeEach(
  ports: { store: RecordStore; clock: Clock },
  tasks: readonly Ref[],
  why: Why,
  actor: Ref,
): Promise<readonly Ref[]> {
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
  const made = await draftClosing(store, head, why, actor, now);
  try {
    await store.commit([made], {
      also: [
        owe(task, 'closed', 1, content.person),
        ...(isWork(content) ? [forgetDraft(task)] : []),
      ],
    });
    return true;
  } catch (error) {
    if (isError(error, 'Conflict')) return false;
    throw error;
  }
}

/** The closing version of an open task, which ends all its codes; a mail is owed with it. */
export function draftClosing(
  store: RecordStore,
  head: Head,
  why: Why,
  actor: Ref,
  now: Instant,
): Promise<Prepared> {
  const content = contentOf(taskType, head);
  return store.draft({
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
}
