import { isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { owe } from '../mail/outbox.ts';
import type { Bell, Clock, Machines, Table, Write } from '../ports.ts';
import { type ApprovalContent, approval as approvalType } from '../records/approval.ts';
import { type ApprovalPolicyContent, approvalPolicy } from '../records/approval-policy.ts';
import type { Author } from '../records/author.ts';
import { contentOf } from '../records/content-of.ts';
import { impactAssessment } from '../records/impact-assessment.ts';
import { incident } from '../records/incident.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import { wakeAssessmentOf } from '../risk/wake-assessment.ts';
import type { Head } from '../store/items.ts';
import type { Lists } from '../store/lists.ts';
import { onPendingAsRead, type RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { attemptOf, lookedAtSoon, withoutExecution } from '../waiting/executions.ts';
import { ringWaiters } from '../waiting/waiters.ts';
import { approvalContent, needApproval } from './ask.ts';
import { closeTasks } from './close-tasks.ts';
import { openConditions } from './conditions.ts';
import { barredBy, delegatesOf } from './duties.ts';
import { moveSubject, type Result, subjectOf } from './move-subject.ts';
import { mailDue } from './pending.ts';
import { countStage } from './seats.ts';
import { wake } from './wake.ts';
import { wakeGoverned } from './wake-governed.ts';

export interface ConcludePorts {
  readonly store: RecordStore;
  readonly lists: Pick<Lists, 'byState'>;
  readonly table: Table;
  readonly machines: Machines;
  readonly bell: Bell;
  readonly clock: Clock;
}

/** How an approval stands, for the machine's Choice to read. */
export type Standing = 'wait' | 'effective' | 'rejected' | 'lapsed' | 'void' | 'withdrawn';

const STATES = {
  granted: { state: 'effective', action: 'grant' },
  refused: { state: 'rejected', action: 'refuse' },
  lapsed: { state: 'lapsed', action: 'lapse' },
  void: { state: 'void', action: 'void' },
  withdrawn: { state: 'withdrawn', action: 'withdraw' },
} as const satisfies Record<Result, { state: Standing; action: string }>;

const MAX_ROUNDS = 10;

/**
 * What a machine does after every wait: loads the truth, trusts nothing that came with the ring,
 * and decides again. A decided approval takes effect on its subject, in one transaction; one whose
 * subject or policy has moved is void; an open one waits on, at this gate or at the next.
 */
export async function conclude(ports: ConcludePorts, ref: Ref, actor: Ref): Promise<Standing> {
  for (let round = 1; ; round++) {
    const head = await needApproval(ports.store, ref);
    const { state } = head.version;
    if (state !== 'open' && state !== 'decided') {
      await tidyUp(ports, head, actor);
      return state as Standing;
    }
    const result = await resultOf(ports.store, head, ports.clock.now());
    if (result === undefined) return 'wait';
    try {
      const by = { actor, via: 'system', reason: result.reason ?? null } as const;
      await tidyUp(ports, await end(ports, head, result, by), actor);
      return STATES[result.result].state;
    } catch (error) {
      // Somebody was faster: what stands then decides.
      if (!isError(error, 'Conflict') || round === MAX_ROUNDS) throw error;
    }
  }
}

export interface Ending {
  readonly result: Result;
  readonly reason?: string;
  /** The subject as it was read; absent: it is read when it is moved. */
  readonly subject?: Head;
}

/** What an approval that has not ended comes to; `undefined`: it goes on waiting. */
export async function resultOf(
  store: RecordStore,
  head: Head,
  now: Instant,
): Promise<Ending | undefined> {
  const approval = approvalContent(head);
  const { policy } = approval;
  const decided = head.version.state === 'decided';
  const [subject, terms, sound] = await Promise.all([
    store.need(subjectOf(approval)),
    store.need(`approval-policy/${policy.id}`),
    decided ? holds(store, approval, now) : false,
  ]);
  if (subject.digest !== approval.subject.digest) {
    return { result: 'void', reason: 'What was asked about has changed', subject };
  }
  if (await isDisowned(store, head)) {
    return { result: 'void', reason: 'Somebody says that a decision was not theirs', subject };
  }
  if (decided) return { result: sound ? 'granted' : 'refused', subject };
  const { deadline } = approval.stages.find(({ closed }) => closed === undefined) ?? {};
  if (deadline !== undefined && deadline <= now) {
    return { result: 'lapsed', reason: 'Nobody decided by the deadline', subject };
  }
  return terms.standing?.digest === policy.digest
    ? undefined
    : { result: 'void', reason: 'The approval policy has changed', subject };
}

/** Whether a decision was repudiated, and the policy lets nothing take effect then. */
async function isDisowned(store: RecordStore, head: Head): Promise<boolean> {
  if (!head.pending.some((each) => each.for === 'repudiated')) return false;
  return (await termsOf(store, approvalContent(head))).whenDisowned === 'suspend';
}

/** The very version of the policy by which an approval was asked for. */
export async function termsOf(
  store: RecordStore,
  { policy }: Pick<ApprovalContent, 'policy'>,
): Promise<ApprovalPolicyContent> {
  return contentOf(approvalPolicy, await store.pinned(policy));
}

/**
 * Whether every stage really was granted: counted again from the answers, each against the
 * decision that it names, by a person whom no duty bars, those included who came to stand in for
 * somebody excluded since. Anything less is a refusal.
 */
async function holds(store: RecordStore, approval: ApprovalContent, now: Instant) {
  const { stages, subject } = approval;
  const granted = stages.every(
    (stage) => stage.closed?.result === 'granted' && countStage(stage) === 'granted',
  );
  if (!granted) return false;
  const terms = await termsOf(store, approval);
  const answers = stages.flatMap(({ seats }) =>
    seats.flatMap(({ answer }) => (answer === undefined ? [] : [answer])),
  );
  const [delegates, ...tasks] = await Promise.all([
    delegatesOf(store, approval.excluded, terms, subject.type, now),
    ...answers.map(({ task }) => store.need(`task/${task.id}`)),
  ]);
  const excluded = [...approval.excluded, ...delegates];
  const people = new Set(answers.map(({ by }) => by));
  // An exception that ran when the seats were filled stands in the approval.
  const mayRepeat = approval.exceptions.some(({ duty }) => duty === 'one-seat-each');
  if (people.size < answers.length && !mayRepeat) return false;
  return answers.every((answer, n) => {
    const task = tasks[n];
    if (task === undefined || task.digest !== answer.task.digest) return false;
    const { decision, person, subject: decidedOn } = contentOf(taskType, task);
    return (
      decision?.choice === answer.choice &&
      person === answer.by &&
      decidedOn.digest === subject.digest &&
      barredBy(excluded, person).length === 0
    );
  });
}

/** Ends an approval, and moves its subject with it, in one transaction. @throws Conflict */
export async function end(
  ports: Pick<ConcludePorts, 'store' | 'table' | 'clock'>,
  head: Head,
  { result, reason, subject }: Ending,
  by: Author,
  also: (ended: Head) => readonly Write[] = () => [],
): Promise<Head> {
  const { store, clock } = ports;
  const approval = approvalContent(head);
  const now = clock.now();
  const { state, action } = STATES[result];
  const toRequester = approval.requester.startsWith('person/');
  const ended = await store.draft({
    type: approvalType.name,
    id: head.version.id,
    before: head,
    action,
    state,
    content: {
      ...approval,
      stages: approval.stages.map((stage) =>
        stage.closed === undefined && result === 'lapsed'
          ? { ...stage, closed: { at: now, result: 'lapsed' } }
          : stage,
      ),
      outcome: { result, at: now, ...(reason === undefined ? {} : { reason }) },
    },
    links: head.version.links,
    ...by,
    // The look at the execution stays until the rest is done: tasks closed, waiters rung.
    pending: [lookedAtSoon(head.pending, now), ...(toRequester ? [mailDue(now)] : [])],
  });
  const moved = await moveSubject(ports, approval, result, by, subject);
  // Nothing takes effect past a report that came meanwhile; every other end leaves nothing to stop.
  const made = result === 'granted' ? onPendingAsRead(ended) : ended;
  await store.commit([made, ...moved.versions], {
    also: [
      ...(toRequester ? [owe(head.ref, 'outcome', 1, approval.requester)] : []),
      ...moved.also,
      ...also(ended.head),
    ],
  });
  return ended.head;
}

const CLOSED_WHY = {
  effective: 'no-longer-needed',
  rejected: 'no-longer-needed',
  lapsed: 'lapsed',
  void: 'void',
  withdrawn: 'withdrawn',
} as const satisfies Record<string, NonNullable<TaskContent['closed']>['why']>;

/** After the end: who still waits is rung, what is open closes, mails leave. Repeatable. */
async function tidyUp(ports: ConcludePorts, head: Head, actor: Ref): Promise<void> {
  const { store } = ports;
  await ringWaiters(ports, head.ref);
  const approval = approvalContent(head);
  const why = CLOSED_WHY[head.version.state as keyof typeof CLOSED_WHY] ?? 'no-longer-needed';
  const closed = await closeTasks(ports, approval, why, actor);
  const asked = head.version.state === 'effective' ? await openConditions(ports, head, actor) : [];
  const owed = [
    ...closed,
    ...asked,
    ...(head.pending.some((each) => each.for === 'mail') ? [head.ref] : []),
  ];
  if (owed.length > 0) await ports.bell.ring('mail', { of: owed });
  if (head.version.state === 'effective') await wakeGoverned(ports, subjectOf(approval));
  // It has a machine of its own, which goes on from what became of the question.
  if (approval.subject.type === incident.name) await wake(ports, subjectOf(approval));
  if (approval.subject.type === impactAssessment.name) {
    await wakeAssessmentOf(ports, subjectOf(approval));
  }
  if (attemptOf(head.pending) === undefined) return;
  if ((await store.setPending(head, withoutExecution(head.pending))) !== undefined) return;
  const now = await store.need(head.ref);
  await store.setPending(now, withoutExecution(now.pending));
}
