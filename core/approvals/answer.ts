import { afterCommit } from '../after-commit.ts';
import { type AssentError, isError } from '../errors.ts';
import { MAX_REASON_CHARS } from '../limits.ts';
import { owe } from '../mail/outbox.ts';
import type { Bell, Clock, Machines, Table } from '../ports.ts';
import {
  type ApprovalContent,
  approval as approvalType,
  type CHOICES,
} from '../records/approval.ts';
import { isReadable, line } from '../records/fields.ts';
import { isDetached } from '../records/personal.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import { headIs, type Lost, pin, standingIs } from '../store/commit.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import { oneLine, signs } from '../tasks/signature.ts';
import { type Instant, isInstant } from '../time.ts';
import { barredBy } from './duties.ts';
import { type OpenedTask, openCode } from './open-task.ts';
import { approvalPending, mailDue } from './pending.ts';
import { countStage, openStage } from './seats.ts';
import { wake } from './wake.ts';

export interface AnswerPorts {
  readonly store: RecordStore;
  readonly table: Table;
  readonly machines: Machines;
  readonly bell: Bell;
  readonly clock: Clock;
}

/** What the decision form posts, as it was typed. */
export interface Form {
  readonly code: string;
  readonly choice: string;
  readonly comment: string;
  readonly signature: string;
  /** Digest of the facts that the page showed. */
  readonly facts: string;
  /** When the page was opened, as the form says: a claim. */
  readonly opened: string;
}

/** A mistake in the form, at its field. */
export interface FieldProblem {
  readonly field: 'choice' | 'comment' | 'signature' | 'facts';
  readonly problem:
    | 'missing'
    | 'unknown'
    | 'too-long'
    | 'not-your-name'
    | 'credential'
    | 'unreadable'
    | 'moved';
}

/** What came of an answer. */
export type Answered =
  | { readonly is: 'recorded'; readonly opened: OpenedTask; readonly again: boolean }
  | { readonly is: 'different'; readonly opened: OpenedTask }
  | {
      readonly is: 'problems';
      readonly opened: OpenedTask;
      readonly problems: readonly FieldProblem[];
    }
  | {
      readonly is: 'moved';
      readonly opened: OpenedTask;
      /** What was asked about, or the approval policy that says who decides it. */
      readonly what: 'subject' | 'terms';
    }
  | { readonly is: 'closed'; readonly opened: OpenedTask }
  | { readonly is: 'sign-in'; readonly opened: OpenedTask }
  | { readonly is: 'barred'; readonly opened: OpenedTask }
  | { readonly is: 'unknown' };

/** The choices that a task offers now. */
export const OFFERED = ['approve', 'reject'] as const;
type Offered = (typeof OFFERED)[number];
type Choice = (typeof CHOICES)[number];

const isOffered = (choice: string): choice is Offered =>
  (OFFERED as readonly string[]).includes(choice);

/** How often an answer that lost a race is decided again, from the start. */
const MAX_ROUNDS = 10;

/**
 * Takes an answer by mailed link. Task and approval are written in one transaction, on condition
 * that subject and policy are still the pinned ones; whoever loses a race decides again from what
 * stands then. The same answer again is the same receipt.
 */
export async function answer(ports: AnswerPorts, form: Form): Promise<Answered> {
  for (let round = 1; ; round++) {
    const found = await openCode(ports, form.code, ports.clock.now());
    if (found.is === 'unknown') return { is: 'unknown' };
    const { opened } = found;
    const early = judge(opened, form, found.is === 'expired');
    if (early !== undefined) return early;
    try {
      const decided = await record(ports, opened, form);
      await effects(ports, decided);
      return {
        is: 'recorded',
        again: false,
        opened: {
          ...opened,
          head: decided.task,
          task: taskType.stored().parse(decided.task.version.content),
          approvalHead: decided.approval,
          approval: approvalType.stored().parse(decided.approval.version.content),
        },
      };
    } catch (error) {
      if (isError(error, 'Invalid')) {
        return { is: 'problems', opened, problems: [{ field: 'comment', problem: 'credential' }] };
      }
      if (!isError(error, 'Conflict')) throw error;
      // Where the approval itself has moved as well, that says more: it is looked at anew.
      if (lost(error).every(({ kind }) => kind === 'check')) {
        // Subject or policy is not what was asked about any more: the machine will void it.
        await afterCommit(() => wake(ports, opened.task.of));
        const { type, id } = opened.task.subject;
        const isSubject = lost(error).some(({ ref }) => ref === `${type}/${id}`);
        return { is: 'moved', opened, what: isSubject ? 'subject' : 'terms' };
      }
      if (round === MAX_ROUNDS) throw error;
    }
  }
}

const lost = (error: AssentError): readonly Lost[] => (error.data.lost ?? []) as readonly Lost[];

/** What is clear before anything is written; `undefined`: the answer may be recorded. */
function judge(opened: OpenedTask, form: Form, expired: boolean): Answered | undefined {
  const { task, head, approval, approvalHead } = opened;
  if (task.decision !== undefined) {
    const again = isSameAnswer(opened, form);
    return again ? { is: 'recorded', opened, again } : { is: 'different', opened };
  }
  const gone = expired || head.version.state !== 'open' || approvalHead.version.state !== 'open';
  if (gone) return { is: 'closed', opened };
  if (task.identity !== 'link') return { is: 'sign-in', opened };
  if (barredBy(approval.excluded, task.person).length > 0) return { is: 'barred', opened };
  const problems = check(opened, form);
  return problems.length > 0 ? { is: 'problems', opened, problems } : undefined;
}

function isSameAnswer({ task, names }: OpenedTask, form: Form): boolean {
  const name = names.names[task.person];
  return (
    task.decision !== undefined &&
    task.decision.choice === form.choice &&
    (task.decision.comment ?? '') === tidy(form.comment) &&
    task.decision.facts === form.facts &&
    name !== undefined &&
    signs(form.signature, name)
  );
}

function check({ task, names }: OpenedTask, form: Form): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (form.choice === '') problems.push({ field: 'choice', problem: 'missing' });
  else if (!isOffered(form.choice)) problems.push({ field: 'choice', problem: 'unknown' });
  const comment = tidy(form.comment);
  if (comment.length > MAX_REASON_CHARS) problems.push({ field: 'comment', problem: 'too-long' });
  else if (comment === '' && form.choice === 'reject') {
    problems.push({ field: 'comment', problem: 'missing' });
  } else if (comment !== '' && !isReadable(comment)) {
    problems.push({ field: 'comment', problem: 'unreadable' });
  }
  const name = names.names[task.person];
  const signature = oneLine(form.signature);
  if (signature === '') problems.push({ field: 'signature', problem: 'missing' });
  else if (name === undefined || !signs(signature, name) || !line().safeParse(signature).success) {
    problems.push({ field: 'signature', problem: 'not-your-name' });
  }
  if (form.facts !== task.facts) problems.push({ field: 'facts', problem: 'moved' });
  return problems;
}

// Forms post CRLF (HTML); a decision keeps one kind of line end.
const tidy = (comment: string): string => comment.replaceAll('\r\n', '\n').trim();

interface Decided {
  readonly task: Head;
  readonly approval: Head;
}

async function record(ports: AnswerPorts, opened: OpenedTask, form: Form): Promise<Decided> {
  const { store, clock } = ports;
  const { task, approval, approvalHead } = opened;
  const now = clock.now();
  const comment = tidy(form.comment);
  const decision: NonNullable<TaskContent['decision']> = {
    choice: form.choice as Offered,
    ...(comment === '' ? {} : { comment }),
    facts: task.facts,
    ...(isInstant(form.opened) && form.opened <= now ? { opened: form.opened } : {}),
    policy: task.policy,
    signature: oneLine(form.signature),
    subject: task.subject,
  };
  const taskMade = await store.draft({
    type: taskType.name,
    id: opened.head.version.id,
    before: opened.head,
    action: 'decide',
    state: 'decided',
    content: { ...task, epoch: task.epoch + 1, decision, closed: { at: now, why: 'decided' } },
    links: [],
    actor: task.person,
    via: 'link',
    reason: comment === '' ? null : comment,
    pending: [mailDue(now)],
  });
  const next = withAnswer(approval, task, taskMade.head, form.choice as Offered, now);
  const decided = next.stages.every(({ closed }) => closed !== undefined);
  const approvalMade = await store.draft({
    type: approvalType.name,
    id: approvalHead.version.id,
    before: approvalHead,
    action: decided ? 'decide' : 'answer',
    state: decided ? 'decided' : 'open',
    content: next,
    links: approvalHead.version.links,
    actor: task.person,
    via: 'link',
    reason: null,
    pending: approvalPending(next, decided ? 'decided' : 'open', approvalHead.pending, now),
  });
  await store.commit([taskMade, approvalMade], {
    checks: [headIs(approval.subject), standingIs(approval.policy)],
    also: [owe(opened.head.ref, 'receipt', 1, task.person)],
  });
  return { task: taskMade.head, approval: approvalMade.head };
}

/** The approval with an answer at its seat, and its stage closed where that decides it. */
export function withAnswer(
  approval: ApprovalContent,
  task: TaskContent,
  decision: Head,
  choice: Choice,
  now: Instant,
): ApprovalContent {
  const index = openStage(approval);
  const stages = approval.stages.map((stage, i) => {
    if (i !== index) return stage;
    const seats = stage.seats.map((seat) =>
      seat.id === task.seat
        ? { ...seat, answer: { choice, by: task.person, at: now, task: pin(decision) } }
        : seat,
    );
    const result = countStage({ ...stage, seats });
    if (result === 'open') return { ...stage, seats };
    return { ...stage, seats, closed: { at: now, result } };
  });
  return { ...approval, stages };
}

// Healed by the sweep where the process dies before or within: the transaction made both due.
async function effects(ports: AnswerPorts, { task, approval }: Decided): Promise<void> {
  if (approval.version.state === 'decided') await afterCommit(() => wake(ports, approval.ref));
  // This answer's receipt alone: those of others may be on their way, and would go out twice.
  await afterCommit(() => ports.bell.ring('mail', { of: [task.ref] }));
}

/** Whether a signature was kept; its value may be erased. */
export const isSigned = (task: TaskContent): boolean => isDetached(task.decision?.signature);
