import type { LateMailView } from '#functions/pages/mail/late.ts';
import type {
  ClarifiedMailView,
  ClosedMailView,
  DigestMailView,
  MissedMailView,
  OutcomeMailView,
  ProgressMailView,
  ReceiptMailView,
  ReminderMailView,
  RepudiatedMailView,
  RequestMailView,
  SideMailView,
  UnfillableMailView,
} from '#functions/pages/mail/views.ts';
import { astrid, ingrid, organisation, reader, subject } from './view-matter.ts';
import { anApprovalTask, aReceipt } from './views.ts';

/** Mails of the same matter as in `views.ts`. */

/** The mail that asks her. */
export function aRequestMail(changes: Partial<RequestMailView> = {}): RequestMailView {
  const { question, deadline, code } = anApprovalTask();
  return {
    organisation,
    reader,
    subject,
    person: ingrid,
    requester: astrid,
    ask: 'Approve AI policy',
    question,
    deadline,
    reason: 'The supervisor visits in December and asks for duties on high-risk systems.',
    changed: 'One duty added, one tightened, one loosened, one removed.',
    number: '3 of 11 duties cannot be checked by software.',
    ifNobodyAnswers:
      'Thu 26 Nov 17:00 CET: others are asked. Fri 27 Nov 17:00 CET: it lapses, not approved.',
    base: 'https://ai.haldensavings.example',
    code,
    replyTo: astrid.name,
    ...changes,
  };
}

/** The same, a day later. */
export function aReminderMail(changes: Partial<ReminderMailView> = {}): ReminderMailView {
  return {
    ...aRequestMail(),
    asked: '2026-11-24T07:02:14.000Z',
    upcoming: { say: 'escalates', at: '2026-11-26T16:00:00.000Z' },
    ...changes,
  };
}

/** Her receipt by mail. */
export function aReceiptMail(changes: Partial<ReceiptMailView> = {}): ReceiptMailView {
  const { base, code } = aRequestMail();
  return { ...aReceipt(), audience: 'decider', link: { base, code }, ...changes };
}

/** The mail that tells her that nobody waits for her any longer. */
export function aClosedMail(changes: Partial<ClosedMailView> = {}): ClosedMailView {
  const reason = 'no-longer-needed';
  const at = '2026-11-26T10:44:00.000Z';
  return { organisation, reader, subject, reason, requester: astrid, at, ...changes };
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

/** Ingrid's question, to Astrid who asked. */
export function aQuestionMail(changes: Partial<SideMailView> = {}): SideMailView {
  const { base, code } = aRequestMail();
  return {
    organisation,
    reader,
    subject,
    is: 'clarification',
    person: astrid,
    by: ingrid,
    text: 'Who checks the quarterly tests, and from when?',
    due: '2026-11-27T16:00:00.000Z',
    base,
    code,
    ...changes,
  };
}

/** The condition that Astrid owns. */
export function aConditionMail(changes: Partial<SideMailView> = {}): SideMailView {
  return aQuestionMail({
    is: 'fulfilment',
    text: 'Clause 4.2 is settled with both vendors',
    due: '2026-12-15T22:59:59.999Z',
    lapses: 'Vendors may not be given prompts of customers',
    ...changes,
  });
}

/** Ingrid agreed, and others are still asked: to Astrid. */
export function aProgressMail(changes: Partial<ProgressMailView> = {}): ProgressMailView {
  return {
    organisation,
    reader,
    subject,
    by: ingrid,
    choice: 'approve',
    comment: 'Settle clause 4.2 with Legal first.',
    at: '2026-11-24T08:21:07.412Z',
    agreed: { count: 1, quorum: 2 },
    decisionDigest: aReceipt().decision.digest,
    ...changes,
  };
}

/** Astrid's answer to the question, to Ingrid who is still asked. */
export function aClarifiedMail(changes: Partial<ClarifiedMailView> = {}): ClarifiedMailView {
  const { base, code, deadline } = aRequestMail();
  return {
    organisation,
    reader,
    subject,
    question: 'Who checks the quarterly tests, and from when?',
    answer: 'Model validation does, from January.',
    by: astrid,
    open: { base, code, deadline },
    ...changes,
  };
}

/** Nobody said in time that the condition is met: to its owner. */
export function aMissedMail(changes: Partial<MissedMailView> = {}): MissedMailView {
  const condition = {
    text: 'Clause 4.2 is settled with both vendors',
    owner: astrid,
    due: '2026-12-15T22:59:59.999Z',
    lapses: 'Vendors may not be given prompts of customers',
  };
  return { organisation, reader, subject, condition, isOwner: true, ...changes };
}

/** Ingrid says that the answer was not hers: to Astrid. */
export function aRepudiatedMail(changes: Partial<RepudiatedMailView> = {}): RepudiatedMailView {
  return {
    organisation,
    reader,
    subject,
    person: ingrid,
    at: '2026-11-25T07:30:00.000Z',
    comment: 'I was travelling and did not open this mail',
    stops: true,
    decision: aReceipt().decision,
    ...changes,
  };
}

/** The policy's stage needs two and only one is left: to its owner. */
export function anUnfillableMail(changes: Partial<UnfillableMailView> = {}): UnfillableMailView {
  return {
    organisation,
    reader,
    policy: 'Approval of policies',
    stages: [{ name: 'Reviewers', needs: '2 of 3 × Reviewer' }],
    ...changes,
  };
}

const late = {
  organisation,
  reader,
  incident: 'Drift of the applicants’ income: alarm “credit-scorecard-drift”',
  due: '2026-12-09T10:00:00.000Z',
  owner: 'Ingrid Solheim',
  isOwner: true,
};

/** A duty to report of which nothing shows that it was met in time. */
export function aBreachedMail(changes: Partial<LateMailView & { is: 'clock' }> = {}): LateMailView {
  return {
    ...late,
    is: 'clock',
    duty: 'EU AI Act (Reg. (EU) 2024/1689), Art. 26(5), notice',
    to: 'provider first, then importer or distributor and market surveillance authority',
    own: true,
    ...changes,
  };
}

/** A corrective action that nobody has said is done. */
export function anOverdueMail(
  changes: Partial<LateMailView & { is: 'action' }> = {},
): LateMailView {
  return {
    ...late,
    is: 'action',
    text: 'Refit the scorecard on applications since March, and monitor income by quarter',
    ...changes,
  };
}

/** Two questions beyond the day's limit. */
export function aDigestMail(changes: Partial<DigestMailView> = {}): DigestMailView {
  const { base, ask, question, deadline, code } = aRequestMail();
  return {
    organisation,
    reader,
    base,
    questions: [
      { ask, question, deadline, code },
      {
        ask: 'Approve go-live',
        question: 'May Credit scoring go live?',
        deadline: '2026-12-01T16:00:00.000Z',
        code: '9B2C-7HJK-M4PQ-R6ST-V8WX',
      },
    ],
    ...changes,
  };
}
