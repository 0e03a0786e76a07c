import type { Ref } from '../ids.ts';
import { MAX_BODY_BYTES } from '../limits.ts';
import { owe } from '../mail/outbox.ts';
import { type ApprovalContent, approval as approvalType } from '../records/approval.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import { utf8Bytes } from '../store/item-bytes.ts';
import type { Head } from '../store/items.ts';
import type { Prepared } from '../store/prepare.ts';
import { onPendingAsRead, type RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { signatureProblems, textProblems } from './form.ts';
import { tidy } from './form-rows.ts';
import type { FieldProblem, Form, Given, Problems } from './form-shape.ts';
import { MAX_QUESTIONS, mayAsk } from './may-ask.ts';
import type { OpenedTask } from './open-task.ts';
import { mailDue } from './pending.ts';
import { isThere, stillThere } from './still-there.ts';
import { shownItem } from './task-item.ts';
import { questionOf, sideTaskRef } from './task-place.ts';
import { type Decided, decisionOf, draftDecision } from './vote.ts';

/** A question to whoever asked for approval, as it was typed. */
export interface QuestionForm {
  readonly code: string;
  readonly question: string;
  readonly signature: string;
}

/**
 * How much of a version's room questions, and then their answers, may take: votes have to fit in
 * beside them, however much was asked.
 */
const ROOM = { questions: MAX_BODY_BYTES * 0.5, answers: MAX_BODY_BYTES * 0.8 } as const;

/**
 * What is wrong with a question; none: it may be put. The question that this person has put
 * already is not put again.
 */
export async function questionProblems(
  store: RecordStore,
  opened: OpenedTask,
  form: QuestionForm,
): Promise<readonly FieldProblem[]> {
  const { approval, approvalHead } = opened;
  const hasRoom = utf8Bytes(approvalHead.body) + utf8Bytes(form.question) <= ROOM.questions;
  const isFull = approval.questions.length >= MAX_QUESTIONS || !hasRoom;
  const isHeard = mayAsk({ ...opened, approval: { ...approval, questions: [] } });
  const problems = [
    ...textProblems(opened, 'question', form.question, true),
    ...signatureProblems(opened, form.signature),
  ];
  if (problems.length > 0) return problems;
  if (!isHeard || !(await isThere(store, approval.requester))) {
    return [{ field: 'question', problem: 'unknown' }];
  }
  return isFull ? [{ field: 'question', problem: 'full' }] : [];
}

/** The question that this person has put in the same words. */
export const sameQuestion = ({ approval, task }: OpenedTask, question: string) =>
  approval.questions.find(({ by, text }) => by === task.person && text === tidy(question));

/**
 * Writes a question: the approval's version that records it, and the requester's task, in one
 * transaction. No deadline stops for it.
 *
 * @throws Conflict, Invalid where it looks like a credential
 */
export async function recordQuestion(
  store: RecordStore,
  opened: OpenedTask,
  form: QuestionForm,
  now: Instant,
): Promise<{ readonly approval: Head; readonly task: Ref }> {
  const { approval, task, approvalHead } = opened;
  const id = `q${approval.questions.length + 1}`;
  const text = tidy(form.question);
  const question = { id, by: task.person, asked: now, text };
  const asked = await draftApproval(store, opened, 'ask', text, {
    ...approval,
    questions: [...approval.questions, question],
  });
  const ref = sideTaskRef(approvalHead.ref, id);
  const made = await draftTask(store, opened, ref, question, now);
  await store.commit([onPendingAsRead(asked), made], {
    checks: [stillThere(task.person), stillThere(approval.requester)],
    also: [
      { op: 'put', item: itemOf(opened, ref), when: [{ is: 'absent' }] },
      owe(ref, 'request', 1, approval.requester),
    ],
  });
  return { approval: asked.head, task: ref };
}

const draftApproval = (
  store: RecordStore,
  { approvalHead, task }: OpenedTask,
  action: 'ask' | 'clarify',
  reason: string,
  content: ApprovalContent,
): Promise<Prepared> =>
  store.draft({
    type: approvalType.name,
    id: approvalHead.version.id,
    before: approvalHead,
    action,
    state: 'open',
    content,
    links: approvalHead.version.links,
    actor: task.person,
    via: 'link',
    reason,
    pending: approvalHead.pending,
  });

function draftTask(
  store: RecordStore,
  { task, approval }: OpenedTask,
  ref: Ref,
  { id, text }: ApprovalContent['questions'][number],
  now: Instant,
): Promise<Prepared> {
  const { kind, of, gate, requester, label, subject, policy, deadline, facts } = task;
  const content: TaskContent = {
    ...{ kind, of, gate, requester, label, subject, policy, deadline, facts },
    seat: id,
    round: 1,
    person: approval.requester,
    capacity: approval.requester,
    asks: text,
    identity: 'link',
    opened: now,
    reminders: [],
    minimumReadingSeconds: 0,
    independentOf: [],
    epoch: 1,
  };
  return store.draft({
    type: taskType.name,
    id: ref.slice('task/'.length),
    before: undefined,
    action: 'create',
    state: 'open',
    content,
    links: [],
    actor: task.person,
    via: 'link',
    reason: text,
    pending: [mailDue(now)],
  });
}

// The requester's page shows the same matter, and who asks.
function itemOf({ shown, task, approval }: OpenedTask, ref: Ref) {
  const { was: _seen, ...same } = shown;
  return shownItem(ref, {
    ...same,
    capacity: shown.capacities[approval.requester] ?? '',
    colleagues: [],
    owners: [],
    people: [approval.requester, task.person],
  });
}

/**
 * Writes the requester's answer: their task and the approval, where everybody asked sees it, in one
 * transaction.
 *
 * @throws Conflict, Invalid where it looks like a credential
 */
export async function recordClarification(
  store: RecordStore,
  opened: OpenedTask,
  form: Form,
  given: Given,
  now: Instant,
): Promise<Decided | Problems> {
  const { task, approval, approvalHead, head } = opened;
  const question = questionOf(approval, task);
  if (question === undefined) throw new Error(`${head.ref} puts no question`);
  const { comment: text } = given;
  if (utf8Bytes(approvalHead.body) + utf8Bytes(text) > ROOM.answers) {
    return { problems: [{ field: 'comment', problem: 'too-long' }], rows: [] };
  }
  const answer = { by: task.person, at: now, text };
  const taskMade = await draftDecision(store, opened, decisionOf(opened, form, given, now), now);
  const approvalMade = await draftApproval(store, opened, 'clarify', text, {
    ...approval,
    questions: approval.questions.map((each) =>
      each.id === question.id ? { ...each, answer } : each,
    ),
  });
  await store.commit([taskMade, onPendingAsRead(approvalMade)], {
    checks: [stillThere(task.person)],
    also: [owe(head.ref, 'receipt', 1, task.person), owe(head.ref, 'clarified', 1, question.by)],
  });
  return { task: taskMade.head, approval: approvalMade.head };
}
