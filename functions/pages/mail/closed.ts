import { longMoment } from '../format.ts';
import { languageOf } from '../messages/messages.ts';
import { personName, reasonText, versionName } from '../parts.tsx';
import type { Block } from './blocks.ts';
import { mailOf } from './mail-of.ts';
import { objectOf } from './request.ts';
import type { ClosedMailView, MailContent } from './views.ts';

/** The question ended without this person's answer: what became of it, and nothing to do. */
export function renderClosedMail(view: ClosedMailView): MailContent {
  const { messages, locale } = languageOf(view.reader.locale);
  const { mail } = messages;
  const { title, text } = messages.closed[view.reason];
  const { subject } = view;
  const name = versionName(subject, messages);
  const detail: Block[] =
    view.detail === undefined ? [] : [{ kind: 'text', text: reasonText(view.detail, messages) }];
  return mailOf({
    locale,
    messages,
    organisation: view.organisation,
    subject: mail.closedSubject(title, objectOf(subject, messages)),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'text', text: text(name, personName(view.requester, messages)) },
      ...detail,
      ...(view.reason === 'condition-missed'
        ? []
        : [{ kind: 'text', text: mail.nothingToDo } satisfies Block]),
      { kind: 'rows', rows: [{ label: mail.when, value: longMoment(view.at, view.reader) }] },
    ],
  });
}
