import { longMoment, shortMoment } from '../format.ts';
import { type Language, languageOf } from '../messages/messages.ts';
import type { Person, Subject } from '../views.ts';
import type { Block, MailRow } from './blocks.ts';
import { clip } from './clip.ts';
import { mailOf } from './mail-of.ts';
import type { MailContent, ReminderMailView, RequestMailView } from './views.ts';

/** Words that each text may have, so that at most 120 stand before the link. */
const WORDS = { name: 4, capacity: 5, question: 16, sentence: 17, short: 10 };

/** The first mail: who asks what, by when, why now, what changed, and what silence causes. */
export function renderRequestMail(view: RequestMailView): MailContent {
  const language = languageOf(view.reader.locale);
  const { mail } = language.messages;
  const rows = [
    { label: mail.why, value: clip(view.whyNow, WORDS.sentence) },
    { label: mail.changed, value: clip(view.changed, WORDS.sentence) },
  ];
  return questionMail(view, language, subjectLine(view, language), [
    { kind: 'text', text: asks(view, language) },
    { kind: 'heading', text: clip(view.question, WORDS.question) },
    { kind: 'rows', rows: [deadlineRow(view, language), ...rows, ...lastRows(view, language)] },
  ]);
}

/** The same question again, shorter. Never sent once an answer is there or none is needed. */
export function renderReminderMail(view: ReminderMailView): MailContent {
  const language = languageOf(view.reader.locale);
  const { mail } = language.messages;
  const why = { label: mail.why, value: clip(view.whyNow, WORDS.sentence) };
  return questionMail(view, language, mail.reminder(subjectLine(view, language)), [
    { kind: 'text', text: mail.reminded(longMoment(view.asked, view.reader)) },
    { kind: 'text', text: asks(view, language) },
    { kind: 'heading', text: clip(view.question, WORDS.question) },
    { kind: 'rows', rows: [deadlineRow(view, language), why, ...lastRows(view, language)] },
  ]);
}

/** `Responsible use of AI 3`: the object of a subject line. */
export function objectOf(subject: Subject): string {
  return `${clip(subject.name, 12)} ${subject.version}`;
}

function questionMail(
  view: RequestMailView,
  { messages, locale }: Language,
  subject: string,
  before: readonly Block[],
): MailContent {
  const { mail } = messages;
  const { base, code } = view;
  return mailOf({
    locale,
    messages,
    organisation: clip(view.organisation, WORDS.capacity),
    subject,
    blocks: [
      ...before,
      { kind: 'link', label: mail.open, href: `${base}/t#${code}` },
      { kind: 'code', label: mail.code(`${base}/t`), code },
      { kind: 'small', text: mail.reply(clip(view.requester.name, WORDS.name)) },
      { kind: 'small', text: mail.secret },
    ],
  });
}

function subjectLine(view: RequestMailView, { messages }: Language): string {
  const by = shortMoment(view.deadline, view.reader);
  return messages.mail.ask(clip(view.ask, 6), objectOf(view.subject), by);
}

function asks(view: RequestMailView, { messages }: Language): string {
  const { requester, person } = view;
  return messages.mail.asks(
    named(requester, messages.person),
    clip(person.capacity, WORDS.capacity),
  );
}

function named(person: Person, join: (name: string, capacity: string) => string): string {
  return join(clip(person.name, WORDS.name), clip(person.capacity, WORDS.capacity));
}

function deadlineRow(view: RequestMailView, { messages }: Language): MailRow {
  const value = longMoment(view.deadline, view.reader);
  return { label: messages.mail.deadline, value, strong: true };
}

function lastRows(view: RequestMailView, { messages }: Language): MailRow[] {
  return [
    { label: messages.mail.number, value: clip(view.number, WORDS.short) },
    { label: messages.mail.ifNobody, value: clip(view.ifNobodyAnswers, WORDS.short) },
  ];
}
