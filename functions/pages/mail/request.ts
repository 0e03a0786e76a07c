import { longMoment, shortMoment } from '../format.ts';
import { type Language, languageOf, type Messages } from '../messages/messages.ts';
import { personName } from '../parts.tsx';
import type { Person, Reader, Subject } from '../views.ts';
import type { Block, MailRow } from './blocks.ts';
import { clip } from './clip.ts';
import { mailOf } from './mail-of.ts';
import type { MailContent, Reminded, ReminderMailView, RequestMailView } from './views.ts';

/** Words that each text may have, so that at most 120 stand before the link. */
const WORDS = { name: 4, capacity: 5, question: 16, sentence: 14, short: 10, last: 16 };

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
    {
      kind: 'rows',
      rows: [
        deadlineRow(view, language),
        ...rows,
        numberRow(view, language),
        ifNobodyRow(view, language),
      ],
    },
  ]);
}

/** The same question again, shorter. Never sent once an answer is there or none is needed. */
export function renderReminderMail(view: ReminderMailView): MailContent {
  const language = languageOf(view.reader.locale);
  const { mail } = language.messages;
  const why = { label: mail.why, value: clip(view.whyNow, WORDS.sentence) };
  // What comes of silence is said above, with its moment.
  const rows = [deadlineRow(view, language), why, numberRow(view, language)];
  return questionMail(view, language, mail.reminder(subjectLine(view, language)), [
    { kind: 'text', text: remindedText(view, view.reader, language.messages) },
    { kind: 'text', text: asks(view, language) },
    { kind: 'heading', text: clip(view.question, WORDS.question) },
    { kind: 'rows', rows },
  ]);
}

/** When it was asked, and what happens next and when: a reminder says both. */
export function remindedText({ asked, upcoming }: Reminded, reader: Reader, t: Messages): string {
  const next = {
    escalates: t.mail.thenEscalates,
    reminds: t.mail.thenReminds,
    lapses: t.mail.thenLapses,
  };
  const last = upcoming === undefined ? [] : [next[upcoming.say](longMoment(upcoming.at, reader))];
  return [t.mail.reminded(longMoment(asked, reader)), ...last].join(' ');
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
      ...(view.signedIn === true ? [{ kind: 'small', text: mail.signedIn } satisfies Block] : []),
      {
        kind: 'small',
        text: mail.reply(clip(view.requester.name, WORDS.name) || messages.somebody),
      },
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
  return messages.mail.asks(named(requester, messages), clip(person.capacity, WORDS.capacity));
}

/** A person in as many words as a mail has room for. */
export function named({ name, capacity }: Person, t: Messages): string {
  const short = { name: clip(name, WORDS.name), capacity: clip(capacity, WORDS.capacity) };
  return personName(short, t);
}

function deadlineRow(view: RequestMailView, { messages }: Language): MailRow {
  const value = longMoment(view.deadline, view.reader);
  return { label: messages.mail.deadline, value, strong: true };
}

function numberRow(view: RequestMailView, { messages }: Language): MailRow {
  return { label: messages.mail.number, value: clip(view.number, WORDS.short) };
}

function ifNobodyRow(view: RequestMailView, { messages }: Language): MailRow {
  return { label: messages.mail.ifNobody, value: clip(view.ifNobodyAnswers, WORDS.last) };
}
