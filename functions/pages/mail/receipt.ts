import { dateOf, longMoment } from '../format.ts';
import { languageOf, type Messages } from '../messages/messages.ts';
import {
  choiceLabel,
  commentLabel,
  conditionLine,
  nextSteps,
  personName,
  subjectName,
} from '../parts.tsx';
import type { Person } from '../views.ts';
import type { Block, MailRow } from './blocks.ts';
import { mailOf } from './mail-of.ts';
import { linkBlocks, objectOf } from './request.ts';
import type { MailContent, ReceiptMailView } from './views.ts';

/** The receipt by mail: to the decider, with "not you?", and to the requester. */
export function renderReceiptMail(view: ReceiptMailView): MailContent {
  const { messages, locale } = languageOf(view.reader.locale);
  const { mail, receipt } = messages;
  const own = view.audience === 'decider';
  const object = objectOf(view.subject, messages);
  const choice = choiceLabel(view.choice, messages);
  return mailOf({
    locale,
    messages,
    organisation: view.organisation,
    subject: own
      ? mail.receiptSubject(choice, object)
      : mail.receiptSubjectOther(view.decider.name, choice, object),
    blocks: [
      { kind: 'heading', text: own ? receipt.heading : mail.receiptOther(view.decider.name) },
      { kind: 'rows', rows: answerRows(view, messages) },
      ...nextSteps(view, messages).map((text): Block => ({ kind: 'text', text })),
      { kind: 'small', text: receipt.proofLead },
      { kind: 'rows', rows: proofRows(view, messages) },
      ...checkpointBlocks(view, messages),
      ...notYou(view, messages),
    ],
  });
}

function answerRows(view: ReceiptMailView, t: Messages): MailRow[] {
  const { receipt } = t;
  return [
    ...(view.choice === 'answer'
      ? []
      : [{ label: receipt.answer, value: choiceLabel(view.choice, t), strong: true }]),
    ...(view.answered === undefined
      ? []
      : [
          {
            label: view.choice === 'fulfil' ? receipt.condition : receipt.question,
            value: view.answered,
          },
        ]),
    ...(view.comment === undefined
      ? []
      : [{ label: commentLabel(view.choice, t), value: view.comment }]),
    ...promised(view, t),
    ...givenRows(view, view.decider, t),
  ];
}

type Given = Pick<ReceiptMailView, 'subject' | 'decided' | 'reader' | 'identified'>;

/** On what an answer was given, by whom, when, and how they were known. */
export function givenRows(view: Given, by: Person, t: Messages): readonly MailRow[] {
  const { subject, decided, reader, identified } = view;
  const { receipt } = t;
  return [
    { label: receipt.subject, value: `${subjectName(subject, t)}, ${t.version(subject.version)}` },
    { label: receipt.by, value: personName(by, t) },
    { label: receipt.when, value: longMoment(decided, reader) },
    { label: receipt.how, value: receipt[identified] },
  ];
}

type Proven = Pick<
  ReceiptMailView,
  'decision' | 'place' | 'subject' | 'factsDigest' | 'decided' | 'checkpoint'
>;

/** What proves an answer, for whoever compares. */
export function proofRows({ decision, place, subject, factsDigest, decided }: Proven, t: Messages) {
  const { receipt } = t;
  const where = place === undefined ? receipt.notYet : receipt.placed(place.index, place.origin);
  return [
    { label: receipt.decisionDigest, value: decision.digest, exact: true },
    { label: receipt.place, value: where },
    { label: receipt.subjectDigest, value: subject.digest, exact: true },
    { label: receipt.factsDigest, value: factsDigest, exact: true },
    {
      label: receipt.task,
      value: receipt.taskVersion(decision.task, decision.version, decided),
      exact: true,
    },
  ];
}

/** The newest checkpoint, so that a shorter log is noticed. */
export function checkpointBlocks({ checkpoint: newest }: Proven, { receipt }: Messages): Block[] {
  const value = newest === undefined ? receipt.noCheckpoint : receipt.atSize(newest.size);
  const size: Block = { kind: 'rows', rows: [{ label: receipt.newest, value }] };
  return newest === undefined ? [size] : [size, { kind: 'exact', text: newest.note }];
}

/** A vote is reported by its link; an answer or a fulfilment to whom it matters. */
function notYou(view: ReceiptMailView, t: Messages): readonly Block[] {
  const { receipt, mail } = t;
  if (view.audience === 'requester') return [{ kind: 'small', text: mail.notExpected }];
  const { link, tell } = view;
  const isVote = view.answered === undefined;
  const lead =
    isVote && link !== undefined ? receipt.reportLead(personName(view.requester, t)) : '';
  const text = lead === '' ? `${receipt.tell(personName(tell, t))} ${receipt.incident}` : lead;
  const open = isVote ? mail.reportLink : mail.receiptLink;
  return [
    { kind: 'small', text: `${receipt.notYou} ${text}` },
    ...(link === undefined ? [] : linkBlocks({ ...link, open }, t)),
  ];
}

function promised(view: ReceiptMailView, t: Messages): MailRow[] {
  const { conditions = [], passedTo, absentUntil, reader } = view;
  return [
    ...conditions.map((each) => ({
      label: t.receipt.condition,
      value: conditionLine(each, reader, t),
    })),
    ...(passedTo === undefined
      ? []
      : [{ label: t.receipt.passedTo, value: personName(passedTo, t) }]),
    ...(absentUntil === undefined
      ? []
      : [{ label: t.receipt.absentUntil, value: dateOf(absentUntil, reader) }]),
  ];
}
