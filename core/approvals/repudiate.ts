import { afterCommit } from '../after-commit.ts';
import { isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { owe } from '../mail/outbox.ts';
import type { Table } from '../ports.ts';
import { approvalPolicy } from '../records/approval-policy.ts';
import { contentOf } from '../records/content-of.ts';
import { type RepudiationContent, repudiation, repudiationRef } from '../records/repudiation.ts';
import { pin } from '../store/commit.ts';
import { type Head, summaryOf } from '../store/items.ts';
import type { Prepared } from '../store/prepare.ts';
import { pendingWrite, type RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import type { AnswerPorts } from './answer.ts';
import { approvalContent } from './ask.ts';
import { end, termsOf } from './conclude.ts';
import { signatureProblems, textProblems } from './form.ts';
import { tidy } from './form-rows.ts';
import type { FieldProblem } from './form-shape.ts';
import { type OpenedTask, openCode } from './open-task.ts';
import { mailDue } from './pending.ts';
import { draftSuspension } from './suspend.ts';
import { placeOf } from './task-place.ts';
import { untilWritten } from './until-written.ts';
import { wakeGoverned } from './wake-governed.ts';

/** "That was not me", as it was typed. */
export interface RepudiationForm {
  readonly code: string;
  readonly comment: string;
  readonly signature: string;
}

/** What came of a report. */
export type Repudiated =
  | {
      readonly is: 'reported';
      readonly opened: OpenedTask;
      readonly again: boolean;
      readonly at: Instant;
      /** Whether the policy lets nothing take effect, or stand, on that decision. */
      readonly stops: boolean;
    }
  | {
      readonly is: 'problems';
      readonly opened: OpenedTask;
      readonly problems: readonly FieldProblem[];
    }
  /** Nobody has voted there: nothing can be disowned. */
  | { readonly is: 'closed'; readonly opened: OpenedTask }
  | { readonly is: 'unknown' };

/** That a report is to be acted on. */
const REPUDIATED = 'repudiated';

/**
 * Takes the report that a recorded vote was not given by whoever it is recorded of. The report, and
 * that it is due to be acted on, are one transaction; the same again changes nothing.
 */
export async function repudiate(ports: AnswerPorts, form: RepudiationForm): Promise<Repudiated> {
  return untilWritten(async () => {
    const found = await openCode(ports, form.code, ports.clock.now());
    if (found.is === 'unknown') return { is: 'unknown' };
    const { opened } = found;
    if (opened.task.decision === undefined || placeOf(opened.task) !== 'vote') {
      return { is: 'closed', opened };
    }
    const problems = [
      ...textProblems(opened, 'comment', form.comment, false),
      ...signatureProblems(opened, form.signature),
    ];
    if (problems.length > 0) return { is: 'problems', opened, problems };
    const { whenDisowned } = await termsOf(ports.store, opened.approval);
    const reported = { is: 'reported', opened, stops: whenDisowned === 'suspend' } as const;
    const standing = await ports.store.load(repudiationRef(opened.head.ref));
    if (standing !== undefined) {
      const { reported: at } = contentOf(repudiation, standing);
      return { ...reported, again: true, at };
    }
    const at = await write(ports, opened, form);
    return at === undefined
      ? { is: 'problems', opened, problems: [{ field: 'comment', problem: 'credential' }] }
      : { ...reported, again: false, at };
  });
}

/** When it was written; `undefined` where it looks like a credential. @throws Conflict */
async function write(
  ports: AnswerPorts,
  opened: OpenedTask,
  form: RepudiationForm,
): Promise<Instant | undefined> {
  const { store, clock } = ports;
  const { head, task, approvalHead } = opened;
  const now = clock.now();
  let made: Prepared;
  try {
    made = await draft(store, opened, tidy(form.comment), now);
  } catch (error) {
    if (isError(error, 'Invalid')) return undefined;
    throw error;
  }
  const owner = await policyOwner(store, opened);
  const told = [...new Set([task.requester, owner])].filter((each) => each.startsWith('person/'));
  await store.commit([made], {
    also: [
      pendingWrite(approvalHead, withReport(approvalHead, now)),
      pendingWrite(head, [...without(head, 'mail'), mailDue(now)]),
      ...told.map((to, n) => owe(head.ref, 'repudiated', n + 1, to)),
    ],
  });
  await afterCommit(() => ports.bell.ring('mail', { of: [head.ref] }));
  return now;
}

function draft(
  store: RecordStore,
  { head, task, approvalHead }: OpenedTask,
  comment: string,
  now: Instant,
): Promise<Prepared> {
  const content: RepudiationContent = {
    decision: pin(head),
    approval: approvalHead.ref,
    subject: task.subject,
    person: task.person,
    reported: now,
    ...(comment === '' ? {} : { comment }),
  };
  return store.draft({
    type: repudiation.name,
    id: head.version.id,
    before: undefined,
    action: 'create',
    state: 'open',
    content,
    links: [{ rel: 'about', to: `${task.subject.type}/${task.subject.id}` }],
    actor: task.person,
    via: 'link',
    reason: comment === '' ? 'This decision was not theirs' : comment,
    pending: [{ at: now, for: REPUDIATED }],
  });
}

// Who answers for the policy now, whichever of its versions the approval was asked under.
async function policyOwner(store: RecordStore, { approval }: OpenedTask): Promise<Ref> {
  const head = await store.need(`approval-policy/${approval.policy.id}`);
  return summaryOf(head).owner ?? contentOf(approvalPolicy, head).owner;
}

const without = (head: Head, what: string) => head.pending.filter((each) => each.for !== what);

const withReport = (head: Head, now: Instant) => [
  ...without(head, REPUDIATED),
  { at: now, for: REPUDIATED },
];

const ACTOR = 'service/assent-sweep';

type ActPorts = Parameters<typeof wakeGoverned>[0] & { readonly table: Table };

/**
 * Does what the policy says of a decision that was disowned: `suspend` ends the approval as void
 * or, where it took effect, suspends what it approved; `record` leaves it at the report. What is
 * due is due on the report, where nobody else writes; that the approval is marked as well keeps it
 * from taking effect until then. Again it changes nothing.
 *
 * @param of head of the report, or of the approval
 * @returns what owes a mail
 */
export async function actOnRepudiation(
  ports: ActPorts,
  of: Head,
  _now: Instant,
): Promise<readonly Ref[]> {
  return untilWritten(async () => {
    const head = await ports.store.need(of.ref);
    if (!isDue(head)) return [];
    const isReport = head.version.type === repudiation.name;
    const ref = isReport ? contentOf(repudiation, head).approval : head.ref;
    const owed = await stop(ports, await ports.store.need(ref));
    // Lost to somebody else it stays due, and finds nothing to do.
    if (isReport) await ports.store.setPending(head, without(head, REPUDIATED));
    return owed;
  });
}

/** Stops what rests on a disowned decision, as the policy has it. @throws Conflict */
async function stop(ports: ActPorts, head: Head): Promise<readonly Ref[]> {
  const { store } = ports;
  const approval = approvalContent(head);
  const { state } = head.version;
  const suspends = (await termsOf(store, approval)).whenDisowned === 'suspend';
  if (suspends && (state === 'open' || state === 'decided')) {
    const reason = 'Somebody says that a decision was not theirs';
    const ended = await end(ports, head, { result: 'void', reason }, by(reason));
    return ended.pending.some((each) => each.for === 'mail') ? [head.ref] : [];
  }
  const reason = 'Somebody says that a decision which it rests on was not theirs';
  const suspension =
    suspends && state === 'effective'
      ? await draftSuspension(store, approval, ACTOR, reason)
      : undefined;
  if (suspension !== undefined) {
    await store.commit([suspension]);
    await afterCommit(() => wakeGoverned(ports, suspension.head.ref));
  }
  if (isDue(head)) await store.setPending(head, without(head, REPUDIATED));
  return [];
}

const isDue = (head: Head): boolean => head.pending.some((each) => each.for === REPUDIATED);

const by = (reason: string) => ({ actor: ACTOR, via: 'system', reason }) as const;
