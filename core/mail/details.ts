import { seatedNow } from '../approvals/seats.ts';
import type { Shown } from '../approvals/task-item.ts';
import { isWork } from '../approvals/task-place.ts';
import type { Ref } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import { findPlace, type Place } from '../log/find-place.ts';
import type { ApprovalContent } from '../records/approval.ts';
import { approvalPolicy } from '../records/approval-policy.ts';
import { contentOf } from '../records/content-of.ts';
import { incident as incidentType } from '../records/incident.ts';
import { repudiation, repudiationRef } from '../records/repudiation.ts';
import type { TaskContent } from '../records/task.ts';
import { needTask, type Subject, shownUnder } from './gather.ts';
import type { Answer, ApprovalMatter, Late, LateMatter, MailMatter, Of, Reader } from './matter.ts';
import type { MailKind } from './outbox.ts';
import { reader, readers } from './reader.ts';
import type { SendPorts } from './send-ports.ts';
import { conditionOf, questionOf } from './still-asked.ts';

/** Milliseconds that a receipt waits for its place in the log, at most. */
const PATIENCE_MS = 5000;

/** Mails that tell what was answered. */
const TELLS_ANSWERS: ReadonlySet<MailKind> = new Set(['outcome', 'progress']);

/** Mails of a decision: they carry the newest checkpoint, so that a shorter log is noticed. */
const OF_DECISIONS: ReadonlySet<MailKind> = new Set(['receipt', 'outcome', 'progress']);

const NO_ORGANISATION = 'Assent';
const ERASED = 'erased';

/** What a mail is about, and a person who can be written to. */
export type Addressed = Subject & { readonly to: Reader };

/** All that the words of a mail are made of, but the code of its link. */
export async function detailsOf(ports: SendPorts, subject: Addressed): Promise<MailMatter> {
  const { delivery, to, policy, approval, task, late, risk } = subject;
  if (policy !== undefined) {
    return { about: 'policy', delivery, to, policy, organisation: NO_ORGANISATION };
  }
  if (risk !== undefined) {
    return { about: 'risk', delivery, to, risk, organisation: NO_ORGANISATION };
  }
  if (late !== undefined) return lateMatter(ports, subject, late);
  if (task !== undefined && isWork(task.content)) {
    const place = OF_DECISIONS.has(delivery.kind) ? await placeOf(ports, subject) : NOWHERE;
    return { about: 'work', ...(await workTold(ports, { ...subject, task })), ...place };
  }
  if (approval === undefined) throw new Error(`${delivery.of} is of no approval`);
  const [told, place] = await Promise.all([
    tellOf(ports, subject, approval.content),
    OF_DECISIONS.has(delivery.kind) ? placeOf(ports, subject) : NOWHERE,
  ]);
  return {
    about: 'approval',
    delivery,
    to,
    approval,
    requester: subject.requester,
    code: undefined,
    ...told,
    ...place,
  };
}

/** Of a piece of work: its task, and everybody whom its page names. */
async function workTold(ports: SendPorts, subject: Addressed & { readonly task: Of<TaskContent> }) {
  const { delivery, to, task, shown, requester } = subject;
  const organisation = shown?.organisation ?? NO_ORGANISATION;
  const people = await peopleOf(ports, subject, shown?.people ?? []);
  return { delivery, to, task, shown, requester, people, organisation, code: undefined };
}

async function lateMatter(
  { store }: SendPorts,
  { delivery, to }: Addressed,
  late: Late,
): Promise<LateMatter> {
  const [head, owner] = await Promise.all([
    store.need(late.content.incident),
    late.content.owner === to.ref ? to : reader(store, late.content.owner),
  ]);
  const incident = { head, content: contentOf(incidentType, head) };
  return { about: 'late', delivery, to, late, incident, owner, organisation: NO_ORGANISATION };
}

const NOWHERE: Place = { index: undefined, checkpoint: undefined };

// The log follows within a second or two; only a receipt is worth the wait.
function placeOf(ports: SendPorts, { delivery, owner }: Subject): Promise<Place> {
  const logIndex = () => ports.store.logIndex(owner.ref, owner.version.version);
  return findPlace({ ...ports, logIndex }, delivery.kind === 'receipt' ? PATIENCE_MS : 0);
}

type Told = Pick<
  ApprovalMatter,
  'task' | 'shown' | 'organisation' | 'people' | 'answers' | 'question' | 'condition' | 'report'
>;

/** Whom and what the words name. */
async function tellOf(
  ports: SendPorts,
  subject: Addressed,
  approval: ApprovalContent,
): Promise<Told> {
  const { delivery, to } = subject;
  const [task, answers, report] = await Promise.all([
    delivery.kind === 'clarified' ? openTaskOf(ports, approval, to.ref) : subject.task,
    TELLS_ANSWERS.has(delivery.kind) ? answersOf(ports, approval) : [],
    reportOf(ports, subject),
  ]);
  const shown = await shownOf(ports, subject, task?.head.ref ?? firstTask(approval));
  const side = sideOf(subject, approval);
  const named = [
    ...(shown?.people ?? []),
    ...answers.map(({ by }) => by),
    side.question?.by,
    side.condition?.owner,
    report?.content.person,
  ];
  const people = await peopleOf(ports, subject, named);
  return {
    task,
    shown: task === undefined ? undefined : shown,
    organisation: shown?.organisation ?? NO_ORGANISATION,
    people,
    answers: answers.map((each) => ({ ...each, name: people.get(each.by)?.name ?? ERASED })),
    report,
    ...side,
  };
}

/** The question or the condition that the mail is about, by the seat of its task. */
function sideOf({ task }: Subject, approval: ApprovalContent) {
  return {
    question: task && questionOf(task.content, approval),
    condition: task && conditionOf(task.content, approval),
  };
}

/** The report that a decision was not its person's, and what the policy makes of one. */
async function reportOf({ store }: SendPorts, { delivery, task }: Subject) {
  if (delivery.kind !== 'repudiated' || task === undefined) return undefined;
  const { policy } = task.content;
  const [head, terms] = await Promise.all([
    store.need(repudiationRef(task.head.ref)),
    store.version(`approval-policy/${policy.id}`, policy.version),
  ]);
  const { whenDisowned } = contentOf(approvalPolicy, terms);
  return { head, content: contentOf(repudiation, head), whenDisowned };
}

/** The task that somebody has yet to answer themselves. */
async function openTaskOf(
  ports: SendPorts,
  { stages }: ApprovalContent,
  person: Ref,
): Promise<Of<TaskContent> | undefined> {
  const seat = stages
    .filter(({ closed }) => closed === undefined)
    .flatMap(({ seats }) => seats)
    .find((each) => each.answer === undefined && seatedNow(each).person === person);
  if (seat === undefined) return undefined;
  const task = await needTask(ports, seatedNow(seat).task);
  return task.head.version.state === 'open' ? task : undefined;
}

const firstTask = ({ stages }: ApprovalContent): Ref | undefined =>
  stages[0]?.seats[0]?.rounds[0]?.task;

async function shownOf(
  ports: SendPorts,
  subject: Subject,
  task: Ref | undefined,
): Promise<Shown | undefined> {
  if (task === subject.task?.head.ref) return subject.shown;
  return task === undefined ? undefined : shownUnder(ports, task);
}

/** Every answer that counts, in the order of the seats. */
async function answersOf(ports: SendPorts, { stages }: ApprovalContent): Promise<Answer[]> {
  const given = stages.flatMap(({ seats }) => seats.flatMap(({ answer }) => answer ?? []));
  return Promise.all(
    given.map(async ({ by, choice, task: { id } }) => {
      const ref = `task/${id}`;
      const [task, shown] = await Promise.all([needTask(ports, ref), shownUnder(ports, ref)]);
      const { decision } = task.content;
      return {
        by,
        name: ERASED,
        capacity: shown?.capacity ?? '',
        choice,
        comment: decision?.comment,
      };
    }),
  );
}

/** Everybody who is named, each read once; no more than a page shows. */
async function peopleOf(
  { store }: SendPorts,
  { to, requester }: Addressed,
  named: readonly (Ref | undefined)[],
): Promise<ReadonlyMap<Ref, Reader>> {
  const known = [to, ...(requester === undefined ? [] : [requester])];
  const others = new Set(named.filter((ref) => ref !== undefined));
  for (const { ref } of known) others.delete(ref);
  const found = await readers(store, [...others].slice(0, MAX_PAGE - known.length));
  return new Map([...known.map((each) => [each.ref, each] as const), ...found]);
}
