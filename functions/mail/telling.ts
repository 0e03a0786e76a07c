import type { ApprovalMatter, PolicyMatter } from '#core/mail/matter.ts';
import type { ApprovalContent } from '#core/records/approval.ts';
import { languageFor } from '../pages/document.tsx';
import type {
  ClarifiedMailView,
  ClosedMailView,
  MissedMailView,
  OutcomeMailView,
  ProgressMailView,
  ReceiptMailView,
  RepudiatedMailView,
  UnfillableMailView,
} from '../pages/mail/views.ts';
import type { Condition } from '../pages/views.ts';
import { receiptView } from '../shared/receipt-view.ts';
import { matterOf, namesOf, personOf, readerOf } from './people.ts';
import type { MailSettings } from './settings.ts';

/** Mails that tell: what was recorded, what came of it, what went wrong. */

type Task = NonNullable<ApprovalMatter['task']>;
type Answered = ApprovalMatter & { readonly task: Task };

/** The receipt, with the link by which the answer can be reported as not theirs. */
export function receiptMailView(matter: Answered, settings: MailSettings): ReceiptMailView {
  const { shown, approval, to, index, checkpoint, task, code } = matter;
  if (shown === undefined) throw new Error('A task without its facts');
  const opened = {
    head: task.head,
    task: task.content,
    approvalHead: approval.head,
    approval: approval.content,
    shown,
    names: { names: namesOf(matter), language: to.language, zone: to.zone },
    // A receipt is of an answer that was taken.
    late: false,
  };
  const receipt = receiptView(opened, { origin: settings.origin, index, checkpoint });
  return {
    ...receipt,
    audience: 'decider',
    ...(code === undefined ? {} : { link: { base: settings.base, code } }),
  };
}

/** An answer that does not end the matter. */
export function progressView(matter: Answered): ProgressMailView {
  const { task, approval } = matter;
  const { decision, closed, gate, seat } = task.content;
  if (decision === undefined || closed === undefined) throw new Error('A task without a decision');
  const stage = approval.content.stages[Number(gate.slice('stage-'.length)) - 1];
  return {
    ...matterOf(matter),
    by: personOf(matter, task.content.person),
    choice: decision.choice,
    ...(decision.comment === undefined ? {} : { comment: decision.comment }),
    at: closed.at,
    ...(stage !== undefined && seat.startsWith('s')
      ? { agreed: { count: agreedIn(stage), quorum: stage.quorum } }
      : {}),
    decisionDigest: task.head.digest,
  };
}

const agreedIn = ({ seats }: ApprovalContent['stages'][number]): number =>
  seats.filter(({ answer }) => answer?.choice.startsWith('approve')).length;

/** The answer to a question, to whoever put it. */
export function clarifiedView(matter: ApprovalMatter, { base }: MailSettings): ClarifiedMailView {
  const { question, task, code } = matter;
  const { answer, text } = question ?? {};
  if (answer === undefined || text === undefined) throw new Error('A question without an answer');
  return {
    ...matterOf(matter),
    question: text,
    answer: answer.text,
    by: personOf(matter, answer.by),
    ...(task === undefined || code === undefined
      ? {}
      : {
          open: {
            deadline: task.content.deadline,
            base,
            code,
            ...(task.content.identity === 'signed-in' ? { signedIn: true } : {}),
          },
        }),
  };
}

/** What came of a request, to whoever asked. */
export function outcomeView(matter: ApprovalMatter): OutcomeMailView {
  const { approval, answers } = matter;
  const { outcome, conditions } = approval.content;
  if (outcome === undefined) throw new Error('An approval without an outcome');
  return {
    ...matterOf(matter),
    result: outcome.result,
    at: outcome.at,
    ...(outcome.reason === undefined ? {} : { detail: outcome.reason }),
    answers: answers.map(({ by, name, capacity, choice, comment }) => ({
      // A name that was erased is said to be so by the page.
      person: { name: matter.people.has(by) ? name : '', capacity },
      choice,
      ...(comment === undefined ? {} : { comment }),
    })),
    ...(outcome.result === 'granted'
      ? { conditions: conditions.map((each) => conditionOf(matter, each)) }
      : {}),
    approvalDigest: approval.head.digest,
  };
}

function conditionOf(
  matter: ApprovalMatter,
  { text, owner, due, lapses }: ApprovalContent['conditions'][number],
): Condition {
  return { text, owner: personOf(matter, owner), due, lapses };
}

/** A question that ended without this person's answer. */
export function closedMailView(matter: Answered): ClosedMailView {
  const { task, approval } = matter;
  const { closed, seat } = task.content;
  const { outcome } = approval.content;
  const ofQuestion = seat.startsWith('q') ? 'question-over' : undefined;
  const ofCondition =
    seat.startsWith('c') && closed?.why === 'lapsed' ? 'condition-missed' : undefined;
  return {
    ...matterOf(matter),
    reason: ofQuestion ?? ofCondition ?? closed?.why ?? 'no-longer-needed',
    requester: personOf(matter, task.content.requester),
    at: closed?.at ?? task.head.version.time,
    ...(outcome?.reason === undefined || closed?.why !== outcome.result
      ? {}
      : { detail: outcome.reason }),
  };
}

/** A condition that was missed, to its owner and to whoever asked. */
export function missedView(matter: ApprovalMatter): MissedMailView {
  const { condition, to } = matter;
  if (condition === undefined) throw new Error('A missed condition without its words');
  return {
    ...matterOf(matter),
    condition: conditionOf(matter, condition),
    isOwner: condition.owner === to.ref,
  };
}

/** Somebody says that a decision was not theirs. */
export function repudiatedView(matter: ApprovalMatter): RepudiatedMailView {
  const { report } = matter;
  if (report === undefined) throw new Error('A denied decision without its report');
  const { person, reported, comment, decision } = report.content;
  return {
    ...matterOf(matter),
    person: personOf(matter, person),
    at: reported,
    ...(comment === undefined ? {} : { comment }),
    stops: report.whenDisowned === 'suspend',
    decision: {
      task: `${decision.type}/${decision.id}`,
      version: decision.version,
      digest: decision.digest,
    },
  };
}

/** An approval policy by which nobody can decide any more, to its owner. */
export function unfillableView(matter: PolicyMatter): UnfillableMailView {
  const { organisation, policy } = matter;
  const reader = readerOf(matter);
  const t = languageFor(reader).messages;
  const { stages, name } = policy.content;
  return {
    organisation,
    reader,
    policy: name,
    stages: stages.map(({ name: stage, quorum, seats }) => ({
      name: stage,
      needs: t.mail.needs(
        quorum,
        seats.map((seat) =>
          'role' in seat
            ? { count: seat.count, role: inWords(seat.role) }
            : { count: 1, role: undefined },
        ),
      ),
    })),
  };
}

/** `role/chief-risk-officer` as `Chief risk officer`: its record is not read for this mail. */
function inWords(role: string): string {
  const words = role.slice('role/'.length).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
