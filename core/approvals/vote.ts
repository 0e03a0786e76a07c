import { type AssentError, isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { owe } from '../mail/outbox.ts';
import { type ApprovalContent, approval as approvalType } from '../records/approval.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import { headIs, pin, standingIs } from '../store/commit.ts';
import type { Head } from '../store/items.ts';
import type { Prepared } from '../store/prepare.ts';
import { onPendingAsRead, type RecordStore } from '../store/record-store.ts';
import { type Instant, isInstant } from '../time.ts';
import type { Form, Given } from './form-shape.ts';
import type { OpenedTask } from './open-task.ts';
import { draftAbsence } from './pass-on.ts';
import { approvalPending, mailDue } from './pending.ts';
import { countStage, gateName, isVacant, openStage } from './seats.ts';
import { stillThere } from './still-there.ts';
import { lostIn } from './until-written.ts';

/** An answer as it was written. */
export interface Decided {
  readonly task: Head;
  readonly approval: Head;
}

/**
 * Writes a vote: task and approval in one transaction, and with them whoever's questions go
 * elsewhere from now on. The conditions are that subject and policy are still the pinned ones, and
 * everybody named is still there.
 *
 * @throws Conflict with what has moved; Invalid where a text looks like a credential
 */
export async function recordVote(
  store: RecordStore,
  opened: OpenedTask,
  form: Form,
  given: Given,
  now: Instant,
): Promise<Decided> {
  const { task, approval, approvalHead, head } = opened;
  const taskMade = await draftDecision(store, opened, decisionOf(opened, form, given, now), now);
  const next = withAnswer(approval, task, taskMade.head, given, now);
  const state = isDecided(next) ? 'decided' : 'open';
  const approvalMade = await store.draft({
    type: approvalType.name,
    id: approvalHead.version.id,
    before: approvalHead,
    action: state === 'decided' ? 'decide' : 'answer',
    state,
    content: next,
    links: approvalHead.version.links,
    actor: task.person,
    via: 'link',
    reason: null,
    pending: approvalPending(next, state, approvalHead.pending, now),
  });
  const people = [task.person, given.passTo, ...given.conditions.map(({ owner }) => owner)];
  const named = new Set(people.filter((each) => each !== undefined));
  const absence = await absenceOf(store, task, given, now);
  // A report that somebody's decision was not theirs may have made the approval due meanwhile.
  await store.commit([taskMade, onPendingAsRead(approvalMade), ...absence], {
    checks: [headIs(approval.subject), standingIs(approval.policy), ...[...named].map(stillThere)],
    also: [
      owe(head.ref, 'receipt', 1, task.person),
      ...(state === 'open' ? tellRequester(head.ref, task) : []),
    ],
  });
  return { task: taskMade.head, approval: approvalMade.head };
}

/** The mail that tells whoever asked of an answer that does not end it: not of their own. */
export const tellRequester = (of: Ref, { requester, person }: TaskContent) =>
  requester.startsWith('person/') && requester !== person
    ? [owe(of, 'progress', 1, requester)]
    : [];

/** The answer, as the task's closing version keeps it. */
export function decisionOf(
  { task }: OpenedTask,
  form: Pick<Form, 'opened'>,
  given: Given,
  now: Instant,
): NonNullable<TaskContent['decision']> {
  const { comment, conditions, passTo, absentUntil } = given;
  return {
    choice: given.choice,
    ...(comment === '' ? {} : { comment }),
    ...(conditions.length === 0 ? {} : { conditions: [...conditions] }),
    facts: task.facts,
    ...(isInstant(form.opened) && form.opened <= now ? { opened: form.opened } : {}),
    ...(passTo === undefined ? {} : { passedTo: passTo }),
    ...(absentUntil === undefined ? {} : { absentUntil }),
    policy: task.policy,
    signature: given.signature,
    subject: task.subject,
  };
}

/** The closing version of a task. */
export const draftDecision = (
  store: RecordStore,
  { head, task }: Pick<OpenedTask, 'head' | 'task'>,
  decision: NonNullable<TaskContent['decision']>,
  now: Instant,
): Promise<Prepared> =>
  store.draft({
    type: taskType.name,
    id: head.version.id,
    before: head,
    action: 'decide',
    state: 'decided',
    content: { ...task, epoch: task.epoch + 1, decision, closed: { at: now, why: 'decided' } },
    links: [],
    actor: task.person,
    via: 'link',
    reason: decision.comment ?? null,
    pending: [mailDue(now)],
  });

async function absenceOf(
  store: RecordStore,
  { person }: TaskContent,
  { passTo: to, absentUntil: until, comment: reason }: Given,
  now: Instant,
): Promise<readonly Prepared[]> {
  if (to === undefined || until === undefined) return [];
  return [await draftAbsence(store, { person, to, until, reason }, now)];
}

/** One refused stage is enough; else all have to be closed. */
const isDecided = ({ stages }: ApprovalContent): boolean =>
  stages.some(({ closed }) => closed?.result === 'refused') ||
  stages.every(({ closed }) => closed !== undefined);

/** The approval with an answer at its seat, and its stage closed where that decides it. */
function withAnswer(
  approval: ApprovalContent,
  task: TaskContent,
  decision: Head,
  { choice, conditions }: Given,
  now: Instant,
): ApprovalContent {
  const index = openStage(approval);
  const setBy = pin(decision);
  const stages = approval.stages.map((stage, i) => {
    if (i !== index) return stage;
    const answer = { choice: voteOf(choice), by: task.person, at: now, task: setBy };
    const seats = stage.seats.map((seat) => (seat.id === task.seat ? { ...seat, answer } : seat));
    const result = countStage({ ...stage, seats });
    if (result === 'open') return { ...stage, seats };
    return { ...stage, seats, closed: { at: now, result } };
  });
  const first = approval.conditions.length + 1;
  const added = conditions.map((each, n) => ({ id: `c${first + n}`, ...each, setBy }));
  return { ...approval, stages, conditions: [...approval.conditions, ...added] };
}

type Vote = NonNullable<ApprovalContent['stages'][number]['seats'][number]['answer']>['choice'];

function voteOf(choice: Given['choice']): Vote {
  if (choice === 'answer' || choice === 'fulfil' || choice === 'submit') {
    throw new Error(`${choice} is no vote`);
  }
  return choice;
}

/** Whether an answer leaves the machine something to do: a stage is over, or a seat is vacant. */
export function needsMachine({ approval }: Decided, task: TaskContent): boolean {
  if (approval.version.state === 'decided') return true;
  const { stages } = approvalType.stored().parse(approval.version.content);
  const stage = stages.find((_each, index) => gateName(index) === task.gate);
  const seat = stage?.seats.find(({ id }) => id === task.seat);
  return stage?.closed !== undefined || (seat !== undefined && isVacant(seat));
}

/** What was lost to a change of subject or policy; `undefined`: something else has moved. */
export function movedIn(error: AssentError, { task }: OpenedTask): 'subject' | 'terms' | undefined {
  const lost = lostIn(error);
  // Where the approval itself has moved as well, that says more: it is looked at anew.
  if (!isError(error, 'Conflict') || lost.some(({ kind }) => kind !== 'check')) return undefined;
  const refs = new Set(lost.map(({ ref }) => ref));
  if (refs.has(`${task.subject.type}/${task.subject.id}`)) return 'subject';
  return refs.has(`approval-policy/${task.policy.id}`) ? 'terms' : undefined;
}
