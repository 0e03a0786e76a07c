import { longMoment } from '../format.ts';
import { languageOf, type Messages } from '../messages/messages.ts';
import { choiceLabel, commentLabel, conditionLine, personName, versionName } from '../parts.tsx';
import type { Block, MailRow } from './blocks.ts';
import { mailOf } from './mail-of.ts';
import { linkBlocks, objectOf } from './request.ts';
import type {
  ClarifiedMailView,
  MailContent,
  MissedMailView,
  ProgressMailView,
  RepudiatedMailView,
} from './views.ts';

/** News of an approval that goes on, or of what rested on it. */

const text = (said: string): Block => ({ kind: 'text', text: said });

/** An answer was recorded that does not end the matter: to whoever asked. */
export function renderProgressMail(view: ProgressMailView): MailContent {
  const { messages: t, locale } = languageOf(view.reader.locale);
  const { agreed, comment } = view;
  const choice = choiceLabel(view.choice, t);
  const name = view.by.name || t.somebody;
  const rows: MailRow[] = [
    { label: t.receipt.answer, value: choice, strong: true },
    ...(comment === undefined ? [] : [{ label: commentLabel(view.choice, t), value: comment }]),
    { label: t.receipt.subject, value: versionName(view.subject, t) },
    { label: t.receipt.by, value: personName(view.by, t) },
    { label: t.receipt.when, value: longMoment(view.at, view.reader) },
    { label: t.receipt.decisionDigest, value: view.decisionDigest, exact: true },
  ];
  return mailOf({
    locale,
    messages: t,
    organisation: view.organisation,
    subject: t.mail.receiptSubjectOther(name, choice, objectOf(view.subject, t)),
    blocks: [
      { kind: 'heading', text: t.mail.receiptOther(name) },
      ...(agreed === undefined ? [] : [text(t.mail.progress(agreed.count, agreed.quorum))]),
      { kind: 'rows', rows },
      { kind: 'small', text: t.mail.notExpected },
    ],
  });
}

/** The answer to a question, to whoever put it. */
export function renderClarifiedMail(view: ClarifiedMailView): MailContent {
  const { messages: t, locale } = languageOf(view.reader.locale);
  const { mail } = t;
  const rows = [
    { label: mail.asked, value: view.question },
    { label: mail.answered(personName(view.by, t)), value: view.answer },
  ];
  return mailOf({
    locale,
    messages: t,
    organisation: view.organisation,
    subject: mail.clarifiedSubject(objectOf(view.subject, t)),
    blocks: [
      { kind: 'heading', text: mail.clarifiedTitle },
      { kind: 'rows', rows },
      ...(view.open === undefined ? [] : stillOpen(view.open, view, t)),
    ],
  });
}

function stillOpen(
  { deadline, base, code, signedIn = false }: NonNullable<ClarifiedMailView['open']>,
  { reader }: ClarifiedMailView,
  t: Messages,
): readonly Block[] {
  return [
    text(t.mail.stillYours(longMoment(deadline, reader))),
    ...linkBlocks({ base, code, open: signedIn ? t.mail.read : t.mail.open }, t),
    { kind: 'small', text: signedIn ? t.mail.secretRead : t.mail.secret },
  ];
}

/** A condition was missed: what was approved on it is suspended. */
export function renderMissedMail(view: MissedMailView): MailContent {
  const { messages: t, locale } = languageOf(view.reader.locale);
  const { mail } = t;
  return mailOf({
    locale,
    messages: t,
    organisation: view.organisation,
    subject: mail.missedSubject(objectOf(view.subject, t)),
    blocks: [
      { kind: 'heading', text: mail.missedTitle },
      text(mail.missed(versionName(view.subject, t))),
      {
        kind: 'rows',
        rows: [
          { label: t.receipt.condition, value: conditionLine(view.condition, view.reader, t) },
        ],
      },
      text(mail.missedSuspends),
      ...(view.isOwner ? [text(mail.missedOwner)] : []),
    ],
  });
}

/** Somebody says that a decision was not theirs. */
export function renderRepudiatedMail(view: RepudiatedMailView): MailContent {
  const { messages: t, locale } = languageOf(view.reader.locale);
  const { mail } = t;
  const { comment, decision, subject } = view;
  const rows: MailRow[] = [
    { label: mail.when, value: longMoment(view.at, view.reader), strong: true },
    ...(comment === undefined ? [] : [{ label: t.receipt.comment, value: comment }]),
    { label: t.receipt.subject, value: versionName(subject, t) },
    {
      label: t.receipt.task,
      value: `${decision.task}, ${t.version(decision.version)}`,
      exact: true,
    },
    { label: t.receipt.decisionDigest, value: decision.digest, exact: true },
  ];
  return mailOf({
    locale,
    messages: t,
    organisation: view.organisation,
    subject: mail.repudiatedSubject(objectOf(subject, t)),
    blocks: [
      { kind: 'heading', text: mail.repudiatedTitle },
      text(mail.repudiated(personName(view.person, t), versionName(subject, t))),
      text(view.stops ? mail.repudiatedSuspends : mail.repudiatedRecords),
      { kind: 'rows', rows },
      text(mail.repudiatedDo),
    ],
  });
}
