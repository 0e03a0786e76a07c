import { longMoment, shortMoment } from '../format.ts';
import { languageOf } from '../messages/messages.ts';
import { stop } from '../messages/stop.ts';
import type { Block } from './blocks.ts';
import { clip } from './clip.ts';
import { mailOf } from './mail-of.ts';
import { again, linkBlocks, named, objectOf, remindedText, replyBlock } from './request.ts';
import type { MailContent, SideMailView } from './views.ts';

/** Words of the text and of what lapses that stand before the link; the page has the whole. */
const WORDS = { text: 45, lapses: 16 };

/** A question put to whoever asked, or a condition to be met by its owner; also as a reminder. */
export function renderSideMail(view: SideMailView): MailContent {
  const { messages: t, locale } = languageOf(view.reader.locale);
  const { mail } = t;
  const words = view.is === 'clarification' ? mail.clarify : mail.fulfil;
  const subject = words.ask(objectOf(view.subject, t), shortMoment(view.due, view.reader));
  const { reminded, lapses } = view;
  const ifNot = view.is === 'clarification' ? mail.ifNobody : mail.fulfil.lapses;
  const cut = clip(view.text, WORDS.text);
  return mailOf({
    locale,
    messages: t,
    organisation: clip(view.organisation, 5),
    subject: reminded === undefined ? subject : again(subject),
    blocks: [
      ...(reminded === undefined
        ? []
        : [{ kind: 'text', text: remindedText(reminded, view.reader, t) } satisfies Block]),
      { kind: 'text', text: words.lead(named(view.by, t)) },
      { kind: 'heading', text: cut },
      {
        kind: 'rows',
        rows: [
          { label: words.deadline, value: longMoment(view.due, view.reader), strong: true },
          {
            label: ifNot,
            value: [
              ...(lapses === undefined ? [] : [stop(clip(lapses, WORDS.lapses))]),
              words.ifNot,
            ].join(' '),
          },
        ],
      },
      ...linkBlocks({ base: view.base, code: view.code, open: words.open }, t),
      ...replyBlock(view.replyTo, t),
      { kind: 'small', text: mail.secret },
    ],
  });
}
