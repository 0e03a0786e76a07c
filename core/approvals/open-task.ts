import type { Ref } from '../ids.ts';
import type { Table } from '../ports.ts';
import type { ApprovalContent } from '../records/approval.ts';
import { contentOf } from '../records/content-of.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { approvalContent } from './ask.ts';
import { type CodeFound, readCode, type TaskNames } from './read-code.ts';
import { gateName, openStage, seatedNow } from './seats.ts';
import type { Shown } from './task-item.ts';
import { isWork, placeOf, questionOf } from './task-place.ts';

/** A task as its page needs it. */
export interface OpenedTask {
  readonly head: Head;
  readonly task: TaskContent;
  readonly approvalHead: Head;
  readonly approval: ApprovalContent;
  readonly shown: Shown;
  readonly names: TaskNames;
  /** The deadline is past, though the sweep has yet to say that it lapsed. */
  readonly late: boolean;
  /** What others said with their answers, by task, as far as this person may read it. */
  readonly comments?: Readonly<Record<Ref, string>>;
}

/** What a code opens. `unknown`: wrong, tampered or never given; all look the same. */
export type Opened =
  | { readonly is: 'task'; readonly opened: OpenedTask }
  | { readonly is: 'expired'; readonly opened: OpenedTask }
  | { readonly is: 'unknown' };

/** Opens a code of an approval's task. Reading never uses one up, and writes nothing. */
export async function openCode(
  { store, table }: { store: RecordStore; table: Table },
  typed: string,
  now: Instant,
): Promise<Opened> {
  const found = await readCode({ store, table }, typed, now);
  return found === undefined || isWork(found.task)
    ? { is: 'unknown' }
    : openFound(store, found, now);
}

/** The task that a code was found to lead to, with the approval that it belongs to. */
export async function openFound(
  store: RecordStore,
  { head: first, task: before, shown, names, expired }: CodeFound,
  now: Instant,
): Promise<Opened> {
  const approvalHead = await store.need(before.of);
  const approval = approvalContent(approvalHead);
  // An answer changes both at once. Read before the approval, the task may be the one from before:
  // whoever gave that answer would be told that it is not needed.
  const isTorn = before.decision === undefined && !isAwaited(approvalHead, approval, before);
  const head = isTorn ? await store.need(first.ref) : first;
  const task = isTorn ? contentOf(taskType, head) : before;
  const late = isLate(head, approvalHead, approval, now);
  const comments = await commentsOf(store, approval, task, head.ref);
  const opened = { head, task, approvalHead, approval, shown, names, late, comments };
  return { is: expired || late ? 'expired' : 'task', opened };
}

/**
 * What others said, by task: once this person has voted, of everybody at their stage or before;
 * until then of the stages before, where the policy shows that to theirs.
 */
export async function commentsOf(
  store: Pick<RecordStore, 'load'>,
  approval: ApprovalContent,
  task: TaskContent,
  own: Ref,
): Promise<Readonly<Record<Ref, string>>> {
  const index = stageOf(task);
  const shows = approval.stages[index]?.shows;
  const hasVoted = task.decision !== undefined;
  if (placeOf(task) !== 'vote' || !(hasVoted || shows === 'choices-and-comments')) return {};
  const refs = approval.stages
    .slice(0, hasVoted ? index + 1 : index)
    .flatMap(({ seats }) => seats.flatMap(({ answer }) => answer?.task.id ?? []))
    .map((id): Ref => `task/${id}`)
    .filter((ref) => ref !== own);
  const heads = await Promise.all(refs.map((ref) => store.load(ref)));
  return Object.fromEntries(
    heads.flatMap((head) => {
      const said = head === undefined ? undefined : contentOf(taskType, head).decision?.comment;
      return head === undefined || said === undefined ? [] : [[head.ref, said]];
    }),
  );
}

/** The stage at which a task stands, by index. */
export const stageOf = ({ gate }: Pick<TaskContent, 'gate'>): number =>
  Number(gate.slice('stage-'.length)) - 1;

/** Whether an answer would still count, whoever gives it. */
export function isWanted({ task, head, approval, approvalHead }: OpenedTask): boolean {
  const isOpen = head.version.state === 'open';
  switch (placeOf(task)) {
    case 'vote':
      return (
        isOpen &&
        approvalHead.version.state === 'open' &&
        gateName(openStage(approval) ?? -1) === task.gate &&
        isSeatedBy(approval, task, head.ref)
      );
    case 'question':
      return isOpen && approvalHead.version.state === 'open';
    case 'condition':
      // What was missed may still be done: that is on record, and the suspension stays.
      return (
        approvalHead.version.state === 'effective' && (isOpen || task.closed?.why === 'lapsed')
      );
  }
}

/** Whether a task is that of who sits there now: whoever was relieved may be told so later. */
function isSeatedBy({ stages }: ApprovalContent, task: TaskContent, ref: Ref): boolean {
  const seat = stages[stageOf(task)]?.seats.find(({ id }) => id === task.seat);
  return seat !== undefined && seatedNow(seat).task === ref;
}

/** Whether the approval has yet to be told an answer of this task. */
function isAwaited(head: Head, approval: ApprovalContent, task: TaskContent): boolean {
  switch (placeOf(task)) {
    case 'vote': {
      const stage = approval.stages[openStage(approval) ?? -1];
      const seat = stage?.seats.find(({ id }) => id === task.seat);
      return head.version.state === 'open' && seat !== undefined && seat.answer === undefined;
    }
    case 'question':
      return head.version.state === 'open' && questionOf(approval, task)?.answer === undefined;
    case 'condition':
      // It changes its own record, and nothing of the approval.
      return true;
  }
}

function isLate(task: Head, approvalHead: Head, approval: ApprovalContent, now: Instant): boolean {
  const open = task.version.state === 'open' && approvalHead.version.state === 'open';
  const stage = approval.stages[openStage(approval) ?? 0];
  return open && stage?.deadline !== undefined && stage.deadline <= now;
}
