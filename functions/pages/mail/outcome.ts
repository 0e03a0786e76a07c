import { longMoment } from '../format.ts';
import { languageOf } from '../messages/messages.ts';
import { choiceLabel, conditionLine, personName, reasonText, versionName } from '../parts.tsx';
import type { Block, MailRow } from './blocks.ts';
import { mailOf } from './mail-of.ts';
import { objectOf } from './request.ts';
import type { MailContent, OutcomeMailView } from './views.ts';

/** What came of a request, to whoever asked: the result, who answered what, and the proof. */
export function renderOutcomeMail(view: OutcomeMailView): MailContent {
  const { messages, locale } = languageOf(view.reader.locale);
  const { mail, receipt } = messages;
  const { subject } = view;
  const { title, text } = mail.outcome[view.result];
  const name = versionName(subject, messages);
  const detail: Block[] =
    view.detail === undefined ? [] : [{ kind: 'text', text: reasonText(view.detail, messages) }];
  const answers = view.answers.map(
    ({ person, choice, comment }): MailRow => ({
      label: personName(person, messages),
      value: [choiceLabel(choice, messages), ...(comment === undefined ? [] : [comment])].join(
        ': ',
      ),
    }),
  );
  const conditions = (view.conditions ?? []).map((each) => ({
    label: messages.receipt.condition,
    value: conditionLine(each, view.reader, messages),
  }));
  return mailOf({
    locale,
    messages,
    organisation: view.organisation,
    subject: mail.closedSubject(title, objectOf(subject, messages)),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'text', text: text(name) },
      ...detail,
      ...(conditions.length === 0 ? [] : [{ kind: 'rows', rows: conditions } satisfies Block]),
      ...(answers.length === 0 ? [] : [{ kind: 'rows', rows: answers } satisfies Block]),
      { kind: 'small', text: receipt.proofLead },
      {
        kind: 'rows',
        rows: [
          { label: mail.when, value: longMoment(view.at, view.reader) },
          { label: receipt.subjectDigest, value: subject.digest, exact: true },
          { label: mail.approvalDigest, value: view.approvalDigest, exact: true },
        ],
      },
      { kind: 'small', text: mail.notExpected },
    ],
  });
}
