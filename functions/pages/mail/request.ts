import { longMoment, shortMoment } from '../format.ts';
import { type Language, languageOf, type Messages } from '../messages/messages.ts';
import { insteadText, personName, shortName, whyAsked } from '../parts.tsx';
import type { Person, Reader, Subject } from '../views.ts';
import type { Block, MailRow } from './blocks.ts';
import { clip } from './clip.ts';
import { mailOf } from './mail-of.ts';
import type { MailContent, Reminded, ReminderMailView, RequestMailView } from './views.ts';

/** Words that each text may have, so that at most 120 stand before the link. */
const WORDS = {
  name: 3,
  capacity: 5,
  question: 13,
  sentence: 12,
  reason: 8,
  short: 9,
  last: 18,
};

/** The first mail: who asks what, by when, why now, what changed, and what silence causes. */
export function renderRequestMail(view: RequestMailView): MailContent {
  const language = languageOf(view.reader.locale);
  const { mail } = language.messages;
  const rows = [
    ...whyRow(view, language),
    // The page says it too; why somebody is asked for another has its room.
    ...(view.instead === undefined
      ? [{ label: mail.changed, value: clip(view.changed, WORDS.sentence) }]
      : []),
  ];
  return questionMail(view, language, subjectLine(view, language), [
    ...insteadOf(view, language),
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
  const { messages } = language;
  // What comes of silence is said above, with its moment.
  const rows = [deadlineRow(view, language), ...whyRow(view, language), numberRow(view, language)];
  return questionMail(view, language, again(subjectLine(view, language)), [
    { kind: 'text', text: remindedText(view, view.reader, messages) },
    { kind: 'text', text: asks(view, language) },
    { kind: 'heading', text: clip(view.question, WORDS.question) },
    { kind: 'rows', rows },
  ]);
}

/**
 * The subject of a reminder is that of the mail it reminds of: Gmail puts into one conversation
 * what has equal subjects, `Re:` aside, and nothing else.
 */
export const again = (subject: string): string => `Re: ${subject}`;

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

/** `Responsible use of AI, version 3`: the object of a subject line. */
export function objectOf({ name, version }: Subject, t: Messages): string {
  return t.object(clip(name, 12), version);
}

function questionMail(
  view: RequestMailView,
  { messages, locale }: Language,
  subject: string,
  before: readonly Block[],
): MailContent {
  const { mail } = messages;
  const { base, code, signedIn = false } = view;
  return mailOf({
    locale,
    messages,
    organisation: clip(view.organisation, WORDS.capacity),
    subject,
    blocks: [
      ...before,
      ...linkBlocks({ base, code, open: signedIn ? mail.read : mail.open }, messages),
      ...(signedIn
        ? [small(mail.signedIn(clip(shortName(view.requester, messages), WORDS.name)))]
        : []),
      ...replyBlock(view.replyTo, messages),
      small(signedIn ? mail.secretRead : mail.secret),
    ],
  });
}

const small = (text: string): Block => ({ kind: 'small', text });

/** The link, and for typing the code. */
export const linkBlocks = (
  { base, code, open }: { readonly base: string; readonly code: string; readonly open: string },
  { mail }: Messages,
): readonly Block[] => [
  { kind: 'link', label: open, href: `${base}/t#${code}` },
  { kind: 'code', label: mail.code(`${base}/t`), code },
];

/** Whom a reply reaches; nothing where it reaches nobody. */
export const replyBlock = (replyTo: string | undefined, { mail }: Messages): readonly Block[] =>
  replyTo === undefined ? [] : [small(mail.reply(clip(replyTo, WORDS.name)))];

function insteadOf({ instead }: RequestMailView, { messages }: Language): readonly Block[] {
  if (instead === undefined) return [];
  const { by, reason } = instead;
  const short = {
    ...instead,
    by: { name: clip(by.name, WORDS.name), capacity: '' },
    ...(reason === undefined ? {} : { reason: { text: clip(reason.text, WORDS.reason) } }),
  };
  return [{ kind: 'text', text: insteadText(short, messages) }];
}

function whyRow(
  { reason, requester }: RequestMailView,
  { messages }: Language,
): readonly MailRow[] {
  if (reason === undefined) return [];
  const short = { name: clip(requester.name, WORDS.name), capacity: '' };
  return [{ label: whyAsked(short, messages), value: clip(reason, WORDS.sentence) }];
}

function subjectLine(view: RequestMailView, { messages }: Language): string {
  const by = shortMoment(view.deadline, view.reader);
  return messages.mail.ask(clip(view.ask, 6), objectOf(view.subject, messages), by);
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
