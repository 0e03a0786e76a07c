import { oneLine, visible } from '../visible.ts';
import type { MailDocument } from './blocks.ts';
import { renderHtml } from './html.tsx';
import { renderText } from './text.ts';
import type { MailContent } from './views.ts';

/** Both forms of a mail. The subject is one line: no header can be slipped in. */
export function mailOf(document: MailDocument): MailContent {
  return {
    subject: oneLine(document.subject),
    html: visible(renderHtml(document)),
    text: visible(renderText(document)),
  };
}
