import type { ApprovalMatter, MailMatter, Reader } from '#core/mail/matter.ts';
import { parseFacts } from '#core/tasks/facts.ts';
import { kindOf } from '#workflows/approval/contract.ts';
import { languageFor } from '../pages/document.tsx';
import { renderClosedMail } from '../pages/mail/closed.ts';
import { renderOutcomeMail } from '../pages/mail/outcome.ts';
import { renderReceiptMail } from '../pages/mail/receipt.ts';
import { renderReminderMail, renderRequestMail } from '../pages/mail/request.ts';
import type { MailContent, RequestMailView } from '../pages/mail/views.ts';
import { kindWords, numberOf, sentenceOf } from '../pages/task-words.ts';
import type { Matter, Person } from '../pages/views.ts';
import { receiptView } from '../shared/receipt-view.ts';
import { subjectOf } from '../shared/task-view.ts';

export interface MailSettings {
  /** What links begin with: from configuration, never from a request. */
  readonly base: string;
  readonly origin: string;
}

/** The words of a mail, of its kind. */
export function renderMail(matter: MailMatter, settings: MailSettings): MailContent {
  const { kind } = matter.delivery;
  if (matter.about !== 'approval') throw new Error(`No words for a mail of kind ${kind}`);
  switch (kind) {
    case 'request':
      return renderRequestMail(requestView(matter, settings));
    case 'reminder': {
      const { opened } = taskOf(matter).content;
      return renderReminderMail({ ...requestView(matter, settings), asked: opened });
    }
    case 'receipt':
      return renderReceiptMail(receiptMailView(matter, settings));
    case 'outcome':
      return renderOutcomeMail(outcomeView(matter));
    case 'closed':
      return renderClosedMail(closedMailView(matter));
    default:
      throw new Error(`No words for a mail of kind ${kind}`);
  }
}

function taskOf({ task, delivery }: ApprovalMatter): NonNullable<ApprovalMatter['task']> {
  if (task === undefined) throw new Error(`A mail of kind ${delivery.kind} is of a task`);
  return task;
}

function matterOf({ to, approval, organisation }: ApprovalMatter): Matter {
  return {
    organisation,
    reader: { locale: to.language, timeZone: to.zone },
    subject: subjectOf(approval.content),
  };
}

const personOf = (reader: Reader | undefined, capacity: string): Person => ({
  name: reader?.name ?? '',
  capacity,
});

function requestView(matter: ApprovalMatter, { base }: MailSettings): RequestMailView {
  const { to, requester, shown, approval, code } = matter;
  const { content } = taskOf(matter);
  const reader = { locale: to.language, timeZone: to.zone };
  const { messages: t } = languageFor(reader);
  const names = Object.fromEntries([...matter.people].map(([ref, { name }]) => [ref, name]));
  const speech = { t, reader, names };
  const facts = shown === undefined ? undefined : parseFacts(shown.facts);
  const words = kindWords(content.kind, t);
  const sentence = (...keys: string[]) =>
    facts === undefined ? '' : sentenceOf(facts, keys, speech);
  const number = kindOf(content.kind)?.number ?? '';
  return {
    ...matterOf(matter),
    person: personOf(to, shown?.capacity ?? ''),
    requester: personOf(requester, shown?.capacities[content.requester] ?? ''),
    ask: words.verb,
    question: words.question(content.label),
    deadline: content.deadline,
    whyNow: sentence('why-now', 'purpose', 'use') || approval.content.label,
    changed: sentence('changed'),
    number: facts === undefined ? '' : numberOf(content.kind, facts, number, t),
    ifNobodyAnswers: t.ifNobody.lapses,
    base,
    code: code ?? '',
  };
}

function receiptMailView(matter: ApprovalMatter, { origin }: MailSettings) {
  const { shown, approval, requester, to, index, checkpoint } = matter;
  const { head, content } = taskOf(matter);
  if (shown === undefined) throw new Error('A task without its facts');
  const names = { [to.ref]: to.name, ...(requester && { [requester.ref]: requester.name }) };
  const opened = {
    head,
    task: content,
    approvalHead: approval.head,
    approval: approval.content,
    shown,
    names: { names, language: to.language, zone: to.zone },
    // A receipt is of an answer that was taken.
    late: false,
  };
  return {
    ...receiptView(opened, { origin, index, checkpoint }),
    audience: 'decider' as const,
  };
}

function outcomeView(matter: ApprovalMatter) {
  const { approval, answers } = matter;
  const { outcome } = approval.content;
  if (outcome === undefined) throw new Error('An approval without an outcome');
  return {
    ...matterOf(matter),
    result: outcome.result,
    at: outcome.at,
    ...(outcome.reason === undefined ? {} : { detail: outcome.reason }),
    answers: answers.map(({ name, capacity, choice, comment }) => ({
      person: { name, capacity },
      choice,
      ...(comment === undefined ? {} : { comment }),
    })),
    approvalDigest: approval.head.digest,
  };
}

function closedMailView(matter: ApprovalMatter) {
  const { closed } = taskOf(matter).content;
  const why = closed?.why;
  const known = why === 'lapsed' || why === 'void' || why === 'withdrawn';
  return {
    ...matterOf(matter),
    reason: known ? why : ('no-longer-needed' as const),
    at: closed?.at ?? taskOf(matter).head.version.time,
  };
}
