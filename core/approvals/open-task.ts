import type { Ref } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import type { Item, Table } from '../ports.ts';
import type { ApprovalContent } from '../records/approval.ts';
import { contentOf } from '../records/content-of.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import type { Head } from '../store/items.ts';
import { codeKey, factsKey, recordPartition } from '../store/keys.ts';
import type { RecordStore } from '../store/record-store.ts';
import { codeDigest, parseCode } from '../tasks/code.ts';
import type { Instant } from '../time.ts';
import { approvalContent } from './ask.ts';
import { gateName, openStage, seatedNow } from './seats.ts';
import { parseShown, type Shown } from './task-item.ts';
import { placeOf, questionOf } from './task-place.ts';

/** Names that a task's page shows, copied under the task when its mail was sent; erasable. */
export interface TaskNames {
  readonly names: Readonly<Record<Ref, string>>;
  readonly language: string;
  readonly zone: string;
}

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

/** One item a person, so that erasing a person finds their name under everybody's tasks. */
export const nameKey = (task: Ref, person: Ref) => ({
  pk: recordPartition(task),
  sk: `NAME#${person}`,
});

/** Opens a code. Reading never uses one up, and writes nothing. */
export async function openCode(
  { store, table }: { store: RecordStore; table: Table },
  typed: string,
  now: Instant,
): Promise<Opened> {
  const code = parseCode(typed);
  const item = code === undefined ? undefined : await table.get(codeKey(codeDigest(code)));
  if (item === undefined || typeof item.task !== 'string') return { is: 'unknown' };
  const opened = await loadTask({ store, table }, item.task, now);
  if (opened === undefined) return { is: 'unknown' };
  // A decided or closed task says what became of it, to every code that it ever had.
  const dead = Number(item.epoch) !== opened.task.epoch && opened.head.version.state === 'open';
  const expired = String(item.expires) <= now;
  return { is: dead || expired || opened.late ? 'expired' : 'task', opened };
}

async function loadTask(
  { store, table }: { store: RecordStore; table: Table },
  ref: Ref,
  now: Instant,
): Promise<OpenedTask | undefined> {
  const [first, shown, names] = await Promise.all([
    store.load(ref),
    table.get(factsKey(ref)),
    table.query({
      table: 'personal',
      partition: recordPartition(ref),
      prefix: 'NAME#',
      limit: MAX_PAGE,
      consistent: true,
    }),
  ]);
  if (first === undefined || shown === undefined) return undefined;
  const before = contentOf(taskType, first);
  const approvalHead = await store.need(before.of);
  const approval = approvalContent(approvalHead);
  // An answer changes both at once. Read before the approval, the task may be the one from before:
  // whoever gave that answer would be told that it is not needed.
  const isTorn = before.decision === undefined && !isAwaited(approvalHead, approval, before);
  const head = isTorn ? await store.need(ref) : first;
  const task = isTorn ? contentOf(taskType, head) : before;
  return {
    head,
    task,
    approvalHead,
    approval,
    shown: parseShown(shown),
    names: parseNames(names.items, task.person),
    late: isLate(head, approvalHead, approval, now),
    comments: await commentsOf(store, approval, task, ref),
  };
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

function parseNames(items: readonly Item[], decider: Ref): TaskNames {
  const names = Object.fromEntries(items.map((item) => [String(item.person), String(item.name)]));
  const own = items.find((item) => item.person === decider);
  return {
    names,
    language: typeof own?.language === 'string' ? own.language : 'en',
    zone: typeof own?.zone === 'string' ? own.zone : 'UTC',
  };
}
