import { longMoment, shortMoment } from '../format.ts';
import { languageOf } from '../messages/messages.ts';
import type { Block } from './blocks.ts';
import { clip } from './clip.ts';
import { mailOf } from './mail-of.ts';
import type { DigestMailView, MailContent, UnfillableMailView } from './views.ts';

/** Words that one question of a digest has. */
const WORDS = { question: 20, ask: 6 };

/** Questions beyond what somebody is mailed in a day: each with its deadline and its own link. */
export function renderDigestMail(view: DigestMailView): MailContent {
  const { messages: t, locale } = languageOf(view.reader.locale);
  const { mail } = t;
  const { questions, reader, base } = view;
  const first = questions[0]?.deadline;
  const by = first === undefined ? '' : shortMoment(first, reader);
  return mailOf({
    locale,
    messages: t,
    organisation: view.organisation,
    subject: mail.digestSubject(questions.length, by),
    blocks: [
      { kind: 'heading', text: mail.digestTitle(questions.length) },
      { kind: 'text', text: mail.digestLead },
      ...questions.map(
        ({ ask, question, deadline, code }): Block => ({
          kind: 'item',
          title: clip(question, WORDS.question),
          href: `${base}/t#${code}`,
          note: mail.item(clip(ask, WORDS.ask), longMoment(deadline, reader), code),
        }),
      ),
      { kind: 'small', text: mail.typed(`${base}/t`) },
      { kind: 'small', text: mail.secret },
    ],
  });
}

/** Nobody could decide by an approval policy any more: to its owner. */
export function renderUnfillableMail(view: UnfillableMailView): MailContent {
  const { messages: t, locale } = languageOf(view.reader.locale);
  const { mail } = t;
  const rows = view.stages.map(({ name, needs }) => ({ label: name, value: needs }));
  return mailOf({
    locale,
    messages: t,
    organisation: view.organisation,
    subject: mail.unfillableSubject(clip(view.policy, 12)),
    blocks: [
      { kind: 'heading', text: mail.unfillableTitle },
      { kind: 'text', text: mail.unfillable(view.policy) },
      ...(rows.length === 0 ? [] : [{ kind: 'rows', rows } satisfies Block]),
      { kind: 'text', text: mail.unfillableDo },
    ],
  });
}
