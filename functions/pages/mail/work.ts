import { longMoment, shortMoment } from '../format.ts';
import { languageOf, type Messages } from '../messages/messages.ts';
import { stop } from '../messages/stop.ts';
import { shortName, versionName } from '../parts.tsx';
import { receiptLead, receiptNext } from '../work-receipt.tsx';
import { workKindWords } from '../work-words.ts';
import type { Block, MailRow } from './blocks.ts';
import { clip } from './clip.ts';
import { mailOf } from './mail-of.ts';
import { checkpointBlocks, givenRows, proofRows } from './receipt.ts';
import { again, linkBlocks, replyBlock } from './request.ts';
import type { MailContent } from './views.ts';
import type { WorkClosedMailView, WorkMailView, WorkReceiptMailView } from './work-views.ts';

/** Words that each text may have, so that at most 120 stand before the link. */
const WORDS = {
  organisation: 5,
  capacity: 5,
  name: 3,
  question: 22,
  reason: 8,
  number: 14,
  brings: 22,
};

/** Words of one answer in a receipt: the page has the whole. */
const ANSWER_WORDS = 60;

/** A piece of work is asked for, or again. */
export function renderWorkMail(view: WorkMailView): MailContent {
  const { messages: t, locale } = languageOf(view.reader.locale);
  const { mail } = t.work;
  const kind = workKindWords(view.kind, t);
  const by = shortMoment(view.deadline, view.reader);
  const subject = t.mail.ask(kind.verb, clip(view.subject.name, 12), by);
  const { reminded } = view;
  const organisation = clip(view.organisation, WORDS.organisation);
  return mailOf({
    locale,
    messages: t,
    organisation,
    subject: reminded === undefined ? subject : again(subject),
    blocks: [
      ...(reminded === undefined ? beforeBlocks(view, t) : [text(remindedText(view, t))]),
      text(mail.asks(organisation, clip(view.person.capacity, WORDS.capacity))),
      { kind: 'heading', text: kind.question(clip(view.subject.name, WORDS.question)) },
      { kind: 'rows', rows: askingRows(view, t) },
      ...linkBlocks({ base: view.base, code: view.code, open: mail.open }, t),
      ...replyBlock(view.replyTo, t),
      { kind: 'small', text: mail.secret },
    ],
  });
}

const text = (said: string): Block => ({ kind: 'text', text: said });

function askingRows(view: WorkMailView, t: Messages): MailRow[] {
  const { page, mail } = t.work;
  const at = longMoment(view.deadline, view.reader);
  const { number } = view;
  return [
    { label: mail.answerBy, value: at, strong: true },
    ...(number === undefined
      ? []
      : [{ label: number.label, value: clip(number.text, WORDS.number) }]),
    ...(view.reminded === undefined
      ? [
          { label: page.brings, value: clip(workKindWords(view.kind, t).brings, WORDS.brings) },
          { label: page.ifNobody, value: (view.escalates ? page.escalates : page.stays)(at) },
        ]
      : []),
  ];
}

function beforeBlocks({ before }: WorkMailView, t: Messages): readonly Block[] {
  if (before === undefined) return [];
  const { by, why, reason } = before;
  const said = t.work.page.before[why](clip(shortName(by, t), WORDS.name));
  return [text(stop(reason === '' ? said : `${said}: ${clip(reason, WORDS.reason)}`))];
}

/** When it was asked, and what happens next and when; or that it is overdue. */
function remindedText({ reminded, reader, deadline, escalates }: WorkMailView, t: Messages) {
  const { mail } = t.work;
  const at = longMoment(deadline, reader);
  if (reminded === undefined) return '';
  const asked = t.mail.reminded(longMoment(reminded.asked, reader));
  if (reminded.overdue) return mail.overdue(at);
  const next =
    reminded.next === undefined
      ? (escalates ? mail.thenEscalates : mail.thenStays)(at)
      : t.mail.thenReminds(longMoment(reminded.next, reader));
  return `${asked} ${next}`;
}

/** The receipt of an answer, to whoever gave it. */
export function renderWorkReceiptMail(view: WorkReceiptMailView): MailContent {
  const { messages: t, locale } = languageOf(view.reader.locale);
  const answers = view.answers.map(({ label, values }) => ({
    label,
    value: clip(values.join('; '), ANSWER_WORDS),
  }));
  const { link } = view;
  return mailOf({
    locale,
    messages: t,
    organisation: view.organisation,
    subject: `${t.work.receipt.title}, ${clip(view.subject.name, 12)}`,
    blocks: [
      { kind: 'heading', text: t.receipt.heading },
      text(receiptLead(view, t)),
      text(receiptNext(view, t)),
      { kind: 'rows', rows: [...answers, ...whoRows(view, t)] },
      { kind: 'small', text: t.receipt.proofLead },
      { kind: 'rows', rows: proofRows(view, t) },
      ...checkpointBlocks(view, t),
      { kind: 'small', text: `${t.receipt.notYou} ${t.work.receipt.tell}` },
      ...(link === undefined ? [] : linkBlocks({ ...link, open: t.mail.receiptLink }, t)),
    ],
  });
}

function whoRows(view: WorkReceiptMailView, t: Messages): MailRow[] {
  const { comment } = view;
  return [
    ...(comment === undefined
      ? []
      : [{ label: t.receipt.comment, value: clip(comment, ANSWER_WORDS) }]),
    ...givenRows(view, view.person, t),
  ];
}

/** It ended without this person's answer: what became of it, and nothing to do. */
export function renderWorkClosedMail(view: WorkClosedMailView): MailContent {
  const { messages: t, locale } = languageOf(view.reader.locale);
  const words = t.work.closed[view.reason];
  return mailOf({
    locale,
    messages: t,
    organisation: view.organisation,
    subject: t.mail.closedSubject(words.title, clip(view.subject.name, 12)),
    blocks: [
      { kind: 'heading', text: words.title },
      text(words.text(versionName(view.subject, t))),
      text(t.work.mail.nothingToDo),
      { kind: 'rows', rows: [{ label: t.mail.when, value: longMoment(view.at, view.reader) }] },
    ],
  });
}
