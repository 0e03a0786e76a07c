import { afterCommit } from '../after-commit.ts';
import { isError } from '../errors.ts';
import type { RetentionDays } from '../log/retention.ts';
import type { Bell, Clock, Machines, Objects, Table } from '../ports.ts';
import { approval as approvalType } from '../records/approval.ts';
import { contentOf } from '../records/content-of.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import type { RecordStore } from '../store/record-store.ts';
import { signs } from '../tasks/signature.ts';
import type { Instant } from '../time.ts';
import { recordClarification } from './clarify.ts';
import { barredBy, delegatesOf } from './duties.ts';
import { choiceIn, dayEndsOf, givenBy, readForm } from './form.ts';
import type { DayEnds, Form, Given, Problems } from './form-shape.ts';
import { recordFulfilment } from './fulfil.ts';
import type { GatherFacts } from './gate-facts.ts';
import { refreshMoved } from './moved-facts.ts';
import { commentsOf, isWanted, type OpenedTask, openCode } from './open-task.ts';
import { objectionTo } from './pass-on.ts';
import { isSame } from './same-answer.ts';
import { isThere } from './still-there.ts';
import { placeOf } from './task-place.ts';
import { untilWritten } from './until-written.ts';
import { type Decided, movedIn, needsMachine, recordVote } from './vote.ts';
import { wake } from './wake.ts';
import { whereCredential } from './where-credential.ts';

export type { FieldProblem, Form, RowProblem } from './form-shape.ts';

export interface AnswerPorts {
  readonly store: RecordStore;
  readonly table: Table;
  readonly machines: Machines;
  readonly bell: Bell;
  readonly clock: Clock;
  /** Facts that were gathered again are kept. */
  readonly objects: Pick<Objects, 'create'>;
  readonly retention: RetentionDays;
}

/** What came of an answer. */
export type Answered =
  | { readonly is: 'recorded'; readonly opened: OpenedTask; readonly again: boolean }
  | { readonly is: 'different'; readonly opened: OpenedTask }
  | ({ readonly is: 'problems'; readonly opened: OpenedTask } & Problems)
  | {
      readonly is: 'moved';
      readonly opened: OpenedTask;
      /** What was asked about, or the approval policy that says who decides it. */
      readonly what: 'subject' | 'terms';
    }
  | { readonly is: NotTaken; readonly opened: OpenedTask }
  | { readonly is: 'unknown' };

/**
 * Why nothing was recorded: it is over, wants somebody signed in, a duty keeps this person apart,
 * or they are on record as having left.
 */
export type NotTaken = 'closed' | 'sign-in' | 'barred' | 'left';

/**
 * Takes an answer by mailed link. What it changes is written in one transaction, on condition that
 * it rests on what still stands; whoever loses a race decides again from what stands then. The same
 * answer again is the same receipt.
 */
export async function answer(
  ports: AnswerPorts,
  form: Form,
  gather: GatherFacts,
): Promise<Answered> {
  return untilWritten(async () => {
    const now = ports.clock.now();
    const found = await openCode(ports, form.code, now);
    if (found.is === 'unknown') return { is: 'unknown' };
    const { opened } = found;
    const days = await dayEndsOf(form, opened.names.zone);
    if (opened.task.decision !== undefined) return repeated(opened, form, days);
    const notTaken = await whyNot(ports, opened, found.is === 'expired', now);
    if (notTaken !== undefined) return { is: notTaken, opened };
    const read = readForm(opened, form, days, now);
    if ('problems' in read) return { is: 'problems', opened, ...read };
    if (placeOf(opened.task) === 'vote') return vote(ports, opened, form, read.given, gather, now);
    return answerAside(ports, opened, form, read.given, now);
  });
}

function repeated(opened: OpenedTask, form: Form, days: DayEnds): Answered {
  const { task, names } = opened;
  const choice = choiceIn(task, form.choice);
  const name = names.names[task.person];
  const again =
    choice !== undefined &&
    isSame(task, givenBy(form, choice, days), form.facts) &&
    name !== undefined &&
    signs(form.signature, name);
  return again ? { is: 'recorded', opened, again } : { is: 'different', opened };
}

/** Why whoever has this code cannot answer now; `undefined`: they can. */
export async function whyNot(
  ports: AnswerPorts,
  opened: OpenedTask,
  expired: boolean,
  now: Instant,
): Promise<NotTaken | undefined> {
  const { task, approval } = opened;
  if (expired || !isWanted(opened)) return 'closed';
  if (task.identity !== 'link') return 'sign-in';
  // A name goes with its person alone: whoever was erased has left as well.
  const name = opened.names.names[task.person];
  if (name === undefined || !(await isThere(ports.store, task.person))) {
    await afterCommit(() => wake(ports, task.of));
    return 'left';
  }
  if (placeOf(task) !== 'vote') return undefined;
  const { type } = task.subject;
  const delegates = await delegatesOf(ports.store, approval.excluded, approval, type, now);
  const apart = [...approval.excluded, ...delegates];
  return barredBy(apart, task.person).length > 0 ? 'barred' : undefined;
}

async function vote(
  ports: AnswerPorts,
  opened: OpenedTask,
  form: Form,
  given: Given,
  gather: GatherFacts,
  now: Instant,
): Promise<Answered> {
  const { store } = ports;
  const objection =
    given.passTo === undefined ? undefined : await objectionTo(store, opened, given.passTo, now);
  if (objection !== undefined) {
    const problems = [{ field: 'passTo', problem: objection }] as const;
    return { is: 'problems', opened, problems, rows: [] };
  }
  // Whoever gives the seat up decides nothing on the facts.
  const gives = given.choice === 'pass-on' || given.choice === 'conflict-of-interest';
  if (!gives && (await refreshMoved(ports, opened, gather))) return shownAnew(ports, form);
  const gone = await goneOwners(store, given);
  if (gone.length > 0) return { is: 'problems', opened, problems: [], rows: gone };
  try {
    const decided = await recordVote(store, opened, form, given, now);
    await effects(ports, decided, opened.task);
    return { is: 'recorded', again: false, opened: await withDecision(store, opened, decided) };
  } catch (error) {
    return explained(ports, opened, given, error);
  }
}

/** The page again, with the facts as they stand now: the answer is asked anew. */
async function shownAnew(ports: AnswerPorts, form: Form): Promise<Answered> {
  const found = await openCode(ports, form.code, ports.clock.now());
  if (found.is === 'unknown') return { is: 'unknown' };
  const problems = [{ field: 'facts', problem: 'moved' }] as const;
  return { is: 'problems', opened: found.opened, problems, rows: [] };
}

async function goneOwners(store: RecordStore, { conditions, rows }: Given) {
  const there = await Promise.all(conditions.map(({ owner }) => isThere(store, owner)));
  return there.flatMap((is, index) =>
    is ? [] : [{ row: rows[index] ?? 0, field: 'owner', problem: 'not-offered' } as const],
  );
}

/** What a fault of a write says to whoever answered. @throws what they cannot do anything about */
async function explained(
  ports: AnswerPorts,
  opened: OpenedTask,
  given: Given,
  error: unknown,
): Promise<Answered> {
  if (isError(error, 'Invalid')) {
    return { is: 'problems', opened, ...(await whereCredential(ports.store, opened, given)) };
  }
  if (isError(error, 'TooLarge') && given.conditions.length > 0) {
    const problems = [{ field: 'conditions', problem: 'full' }] as const;
    return { is: 'problems', opened, problems, rows: [] };
  }
  const what = isError(error, 'Conflict') ? movedIn(error, opened) : undefined;
  if (what === undefined) throw error;
  // Subject or policy is not what was asked about any more: the machine will void it.
  await afterCommit(() => wake(ports, opened.task.of));
  return { is: 'moved', opened, what };
}

async function answerAside(
  ports: AnswerPorts,
  opened: OpenedTask,
  form: Form,
  given: Given,
  now: Instant,
): Promise<Answered> {
  const record = placeOf(opened.task) === 'question' ? recordClarification : recordFulfilment;
  try {
    const written = await record(ports.store, opened, form, given, now);
    if ('problems' in written) return { is: 'problems', opened, ...written };
    await afterCommit(() => ports.bell.ring('mail', { of: [opened.head.ref] }));
    const then = await withDecision(ports.store, opened, written);
    return { is: 'recorded', again: false, opened: then };
  } catch (error) {
    if (!isError(error, 'Invalid')) throw error;
    return { is: 'problems', opened, ...(await whereCredential(ports.store, opened, given)) };
  }
}

async function withDecision(
  store: RecordStore,
  opened: OpenedTask,
  { task: head, approval: approvalHead }: Decided,
): Promise<OpenedTask> {
  const task = contentOf(taskType, head);
  const approval = contentOf(approvalType, approvalHead);
  const comments = await commentsOf(store, approval, task, head.ref);
  return { ...opened, head, task, approvalHead, approval, comments };
}

// Healed by the sweep where the process dies before or within: the transaction made both due.
async function effects(ports: AnswerPorts, decided: Decided, task: TaskContent): Promise<void> {
  if (needsMachine(decided, task)) await afterCommit(() => wake(ports, task.of));
  // This answer's mails alone: those of others may be on their way, and would go out twice.
  await afterCommit(() => ports.bell.ring('mail', { of: [decided.task.ref] }));
}
