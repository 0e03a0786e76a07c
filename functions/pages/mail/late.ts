import { longMoment } from '../format.ts';
import { languageOf, type Messages } from '../messages/messages.ts';
import type { Reader } from '../views.ts';
import type { Block } from './blocks.ts';
import { clip } from './clip.ts';
import { mailOf } from './mail-of.ts';
import type { MailContent } from './views.ts';

/** Words that a subject, an incident's name and an action have, at most. */
const WORDS = { subject: 10, incident: 12, action: 40 };

interface Common {
  readonly organisation: string;
  readonly reader: Reader;
  readonly incident: string;
  readonly due: string;
  /** Whose it is; empty where the name was erased. */
  readonly owner: string;
  readonly isOwner: boolean;
}

/** A duty to report that was breached, or a corrective action that is overdue. */
export type LateMailView = Common &
  (
    | { readonly is: 'clock'; readonly duty: string; readonly to: string; readonly own: boolean }
    | { readonly is: 'action'; readonly text: string }
  );

/** What an incident demands was not done in time: to whoever was to do it, and above. */
export function renderLateMail(view: LateMailView): MailContent {
  const { messages: t, locale } = languageOf(view.reader.locale);
  const { late } = t;
  const isClock = view.is === 'clock';
  const subject = isClock
    ? late.clockSubject(clip(view.duty, WORDS.subject))
    : late.actionSubject(clip(view.text, WORDS.subject));
  return mailOf({
    locale,
    messages: t,
    organisation: view.organisation,
    subject,
    blocks: [
      { kind: 'heading', text: isClock ? late.clockTitle : late.actionTitle },
      ...(isClock ? clockBlocks(view, t) : actionBlocks(view, t)),
    ],
  });
}

function clockBlocks(view: LateMailView & { is: 'clock' }, t: Messages): readonly Block[] {
  const { late } = t;
  const rows = [
    { label: late.duty, value: view.duty, strong: true },
    { label: late.to, value: view.to },
    { label: late.due, value: longMoment(view.due, view.reader) },
    { label: late.reporter, value: view.owner || t.somebody },
  ];
  return [
    { kind: 'text', text: late.clock(clip(view.incident, WORDS.incident)) },
    { kind: 'rows', rows },
    ...(view.own ? [{ kind: 'small', text: late.own } satisfies Block] : []),
    { kind: 'text', text: view.isOwner ? late.clockYours : late.clockTheirs },
  ];
}

function actionBlocks(view: LateMailView & { is: 'action' }, t: Messages): readonly Block[] {
  const { late } = t;
  const rows = [
    { label: late.what, value: clip(view.text, WORDS.action), strong: true },
    { label: late.due, value: longMoment(view.due, view.reader) },
    { label: late.doer, value: view.owner || t.somebody },
  ];
  return [
    { kind: 'text', text: late.action(clip(view.incident, WORDS.incident)) },
    { kind: 'rows', rows },
    { kind: 'text', text: view.isOwner ? late.actionYours : late.actionTheirs },
  ];
}
