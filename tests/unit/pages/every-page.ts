import { renderClosed } from '#functions/pages/closed.tsx';
import { renderDoor } from '#functions/pages/door.tsx';
import { renderClosedMail } from '#functions/pages/mail/closed.ts';
import { renderLateMail } from '#functions/pages/mail/late.ts';
import { renderDigestMail, renderUnfillableMail } from '#functions/pages/mail/lists.ts';
import {
  renderClarifiedMail,
  renderMissedMail,
  renderProgressMail,
  renderRepudiatedMail,
} from '#functions/pages/mail/news.ts';
import { renderOutcomeMail } from '#functions/pages/mail/outcome.ts';
import { renderReceiptMail } from '#functions/pages/mail/receipt.ts';
import { renderReminderMail, renderRequestMail } from '#functions/pages/mail/request.ts';
import { renderSideMail } from '#functions/pages/mail/side.ts';
import type { MailContent } from '#functions/pages/mail/views.ts';
import { LANGUAGES, loadLanguage } from '#functions/pages/messages/messages.ts';
import { renderMoved } from '#functions/pages/moved.tsx';
import { renderProblem } from '#functions/pages/problem.tsx';
import { renderConflict, renderReceipt } from '#functions/pages/receipt.tsx';
import { renderSideTask } from '#functions/pages/side-task.tsx';
import { renderTask } from '#functions/pages/task.tsx';
import * as mails from '#tests/support/mail-views.ts';
import * as views from '#tests/support/views.ts';
import { everyWorkMail, everyWorkPage } from './every-work.ts';
import type { Rewrite } from './rewrite.ts';

// Readers of every language are shown all pages.
for (const language of LANGUAGES) await loadLanguage(language);

const asIs: Rewrite = (view) => view;

/** Members whose values are not free text: moments, locales, words of a list, configuration. */
const EXACT = new Set(
  'locale timeZone deadline gathered opened asOf at decided asked reason result audience identified base code action say duty identity choice said is due value needs field problem asked closed until absentUntil ref owner passTo missed row why'.split(
    ' ',
  ),
);

/** A rewriting that makes a reader of somebody who reads that language. */
export function readBy(locale: string): Rewrite {
  return (view) => {
    if (typeof view !== 'object' || view === null) return view;
    const reader = { locale, timeZone: 'Europe/Oslo' };
    return { ...view, ...('deadline' in view || 'organisation' in view ? { reader } : {}), locale };
  };
}

/** A rewriting that puts `text` in the place of every free text. */
export function everyTextBecomes(text: string): Rewrite {
  return (view) =>
    JSON.parse(JSON.stringify(view), (key, value) =>
      typeof value === 'string' && !EXACT.has(key) ? text : value,
    );
}

/** Every page by name, with all that it may show. */
export function everyPage(rewrite: Rewrite = asIs): Record<string, string> {
  const full = rewrite(views.aFullTask());
  return {
    door: renderDoor(rewrite({ organisation: 'Halden Savings Bank' })),
    task: renderTask(rewrite(views.anApprovalTask())),
    'task with everything': renderTask(full),
    'task to correct': renderTask({
      ...full,
      problems: ['choice-missing', 'comment-missing', 'signature-differs'],
    }),
    'task with a moved fact': renderTask({ ...full, problems: ['facts-moved'] }),
    'task after a question': renderTask({ ...full, notice: 'question-sent' }),
    'task with conditions to correct': renderTask({
      ...full,
      problems: ['conditions-unwanted', 'colleague-unwanted', 'question-unsent'],
      conditionProblems: [{ row: 1, field: 'due', problem: 'past' }],
    }),
    'task to sign in for': renderTask(rewrite(views.aSignedInTask())),
    clarification: renderSideTask(rewrite(views.aClarification())),
    'clarification to correct': renderSideTask({
      ...rewrite(views.aClarification()),
      problems: ['comment-missing', 'signature-missing'],
    }),
    fulfilment: renderSideTask(rewrite(views.aFulfilment())),
    'fulfilment too late': renderSideTask(rewrite(views.aFulfilment({ missed: true }))),
    receipt: renderReceipt(rewrite(views.aReceipt())),
    'receipt with everything': renderReceipt(rewrite(views.aFullReceipt())),
    'receipt of passing on': renderReceipt(rewrite(views.aPassOnReceipt())),
    'receipt of an answer': renderReceipt(rewrite(views.anAnswerReceipt())),
    'receipt to report': renderReceipt({
      ...rewrite(views.aFullReceipt()),
      report: { code: 'K7QD-3M9X-V2HT-8RWB-5ZNE', problems: ['signature-missing'] },
    }),
    'receipt that was reported': renderReceipt(
      rewrite(views.aReceipt({ reported: { at: '2026-11-25T07:30:00.000Z', stops: true } })),
    ),
    conflict: renderConflict(rewrite(views.aConflict())),
    lapsed: renderClosed(rewrite(views.aClosedMatter({ detail: 'Nobody answered.' }))),
    unknown: renderClosed(rewrite({ reason: 'unknown', organisation: 'Halden Savings Bank' })),
    moved: renderMoved(rewrite(views.aMovedSubject())),
    problem: renderProblem(
      rewrite({
        organisation: 'Halden Savings Bank',
        reference: '7f3c-11a0',
        retry: { action: '/t/decide', fields: { comment: 'Settle\nclause 4.2' } },
      }),
    ),
    ...everyWorkPage(rewrite),
  };
}

/** Every mail by name. */
export function everyMail(rewrite: Rewrite = asIs): Record<string, MailContent> {
  return {
    request: renderRequestMail(rewrite(mails.aRequestMail())),
    reminder: renderReminderMail(rewrite(mails.aReminderMail())),
    'receipt to the decider': renderReceiptMail(rewrite(mails.aReceiptMail())),
    'receipt to the requester': renderReceiptMail(
      rewrite(mails.aReceiptMail({ audience: 'requester' })),
    ),
    'no longer needed': renderClosedMail(rewrite(mails.aClosedMail())),
    lapsed: renderClosedMail(rewrite(mails.aClosedMail({ reason: 'lapsed' }))),
    outcome: renderOutcomeMail(rewrite(mails.anOutcomeMail({ detail: 'It is in force.' }))),
    'outcome on conditions': renderOutcomeMail(
      rewrite(mails.anOutcomeMail({ conditions: [mails.aMissedMail().condition] })),
    ),
    'receipt of conditions': renderReceiptMail(
      rewrite({ ...mails.aReceiptMail(), ...views.aFullReceipt() }),
    ),
    'receipt of passing on': renderReceiptMail(
      rewrite({ ...mails.aReceiptMail(), ...views.aPassOnReceipt() }),
    ),
    'receipt of an answer': renderReceiptMail(
      rewrite({ ...mails.aReceiptMail(), ...views.anAnswerReceipt() }),
    ),
    'request to sign in': renderRequestMail(rewrite(mails.aRequestMail({ signedIn: true }))),
    'request that was passed on': renderRequestMail(
      rewrite(mails.aRequestMail({ instead: views.passedOn })),
    ),
    question: renderSideMail(rewrite(mails.aQuestionMail())),
    condition: renderSideMail(rewrite(mails.aConditionMail())),
    'reminder of a condition': renderSideMail(
      rewrite(
        mails.aConditionMail({
          reminded: {
            asked: '2026-11-24T09:00:00.000Z',
            upcoming: { say: 'lapses', at: '2026-12-15T22:59:59.999Z' },
          },
        }),
      ),
    ),
    progress: renderProgressMail(rewrite(mails.aProgressMail())),
    clarified: renderClarifiedMail(rewrite(mails.aClarifiedMail())),
    'condition missed': renderMissedMail(rewrite(mails.aMissedMail())),
    'denied decision': renderRepudiatedMail(rewrite(mails.aRepudiatedMail())),
    'unfillable policy': renderUnfillableMail(rewrite(mails.anUnfillableMail())),
    'breached clock': renderLateMail(rewrite(mails.aBreachedMail())),
    'overdue action': renderLateMail(rewrite(mails.anOverdueMail())),
    digest: renderDigestMail(rewrite(mails.aDigestMail())),
    ...everyWorkMail(rewrite),
    void: renderClosedMail(rewrite(mails.aClosedMail({ reason: 'void', detail: 'Edited.' }))),
  };
}

/** What a person reads of a page or mail: no tags, no style, no script. */
export function readable(html: string): string {
  return html
    .replace(/<(style|script|title)>.*?<\/\1>/gsu, ' ')
    .replace(/<\/?(a|b|bdi|code|time)\b[^>]*>/gu, '')
    .replace(/<[^>]*>/gu, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The names of the tags in order: what may never change with anybody's words. */
export function skeleton(html: string): string[] {
  return html.match(/<\/?[a-z][a-z0-9]*/giu) ?? [];
}
