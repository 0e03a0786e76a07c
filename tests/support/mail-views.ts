import type {
  ClosedMailView,
  OutcomeMailView,
  ReceiptMailView,
  ReminderMailView,
  RequestMailView,
} from '#functions/pages/mail/views.ts';
import { astrid, ingrid, organisation, reader, subject } from './view-matter.ts';
import { anApprovalTask, aReceipt } from './views.ts';

/** Mails of the same matter as in `views.ts`. */

/** The mail that asks her. */
export function aRequestMail(changes: Partial<RequestMailView> = {}): RequestMailView {
  const { question, deadline, ifNobodyAnswers, code } = anApprovalTask();
  return {
    organisation,
    reader,
    subject,
    person: ingrid,
    requester: astrid,
    ask: 'Approve AI policy',
    question,
    deadline,
    whyNow: 'Credit scoring becomes high-risk under the EU AI Act on 2 December.',
    changed: 'One duty added, one tightened, one loosened, one removed.',
    number: '3 of 11 duties cannot be checked by software.',
    ifNobodyAnswers,
    base: 'https://ai.haldensavings.example',
    code,
    ...changes,
  };
}

/** The same, a day later. */
export function aReminderMail(changes: Partial<ReminderMailView> = {}): ReminderMailView {
  return { ...aRequestMail(), asked: '2026-11-24T07:02:14.000Z', ...changes };
}

/** Her receipt by mail. */
export function aReceiptMail(changes: Partial<ReceiptMailView> = {}): ReceiptMailView {
  return { ...aReceipt(), audience: 'decider', ...changes };
}

/** The mail that tells her that nobody waits for her any longer. */
export function aClosedMail(changes: Partial<ClosedMailView> = {}): ClosedMailView {
  const reason = 'no-longer-needed';
  return { organisation, reader, subject, reason, at: '2026-11-26T10:44:00.000Z', ...changes };
}

/** What came of her request, to Astrid Vik. */
export function anOutcomeMail(changes: Partial<OutcomeMailView> = {}): OutcomeMailView {
  return {
    organisation,
    reader,
    subject,
    result: 'granted',
    at: '2026-11-24T08:21:09.000Z',
    answers: [
      { person: ingrid, choice: 'approve', comment: 'Settle clause 4.2 with Legal first.' },
      { person: { name: 'Jonas Berge', capacity: 'Head of Legal' }, choice: 'approve' },
    ],
    approvalDigest: '61d0c7b5a92e48f30b76d1ce0a58f94327be60d19c8452fa7703e6b1d95c2a48',
    ...changes,
  };
}
