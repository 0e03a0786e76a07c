import { longMoment } from '../format.ts';
import { languageOf } from '../messages/messages.ts';
import type { Reader } from '../views.ts';
import { clip } from './clip.ts';
import { mailOf } from './mail-of.ts';
import type { MailContent } from './views.ts';

/** Words that a subject and a label have, at most. */
const WORDS = { subject: 10, label: 40 };

/** An assessment or a treatment that is overdue, or an acceptance that has expired. */
export interface RiskMailView {
  readonly organisation: string;
  readonly reader: Reader;
  readonly is: 'assessment' | 'treatment' | 'acceptance';
  readonly label: string;
  readonly due: string;
}

/** What is late about a risk: to whoever owns it, and whoever accepted it. */
export function renderRiskMail(view: RiskMailView): MailContent {
  const { messages: t, locale } = languageOf(view.reader.locale);
  const { riskLate } = t;
  const words = riskLate[view.is];
  return mailOf({
    locale,
    messages: t,
    organisation: view.organisation,
    subject: words.subject(clip(view.label, WORDS.subject)),
    blocks: [
      { kind: 'heading', text: words.title },
      {
        kind: 'rows',
        rows: [
          { label: riskLate.what, value: clip(view.label, WORDS.label), strong: true },
          { label: riskLate.due, value: longMoment(view.due, view.reader) },
        ],
      },
      { kind: 'text', text: words.text },
    ],
  });
}
