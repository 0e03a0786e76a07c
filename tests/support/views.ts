import type {
  ClosedView,
  ConflictView,
  Instead,
  MovedView,
  ReceiptView,
  SideTaskView,
  TaskView,
} from '#functions/pages/views.ts';
import { against, others } from './view-facts.ts';
import {
  astrid,
  berit,
  factsDigest,
  henrik,
  ingrid,
  jonas,
  mari,
  organisation,
  reader,
  subject,
} from './view-matter.ts';

/** View models of one believable matter, with fixed values: an AI policy asked to be approved. */

/** The task page of Ingrid Solheim, Chief Risk Officer, on Tuesday 24 November 2026. */
export function anApprovalTask(changes: Partial<TaskView> = {}): TaskView {
  return {
    organisation,
    reader,
    subject,
    code: 'K7QD-3M9X-V2HT-8RWB-5ZNE',
    factsDigest,
    gathered: '2026-11-24T07:02:11.000Z',
    opened: '2026-11-24T08:15:42.000Z',
    decider: ingrid,
    requester: astrid,
    reason: { text: 'The supervisor visits in December and asks for duties on high-risk systems.' },
    question: 'Should version 3 of the AI policy take effect on 1 December?',
    deadline: '2026-11-27T16:00:00.000Z',
    ifNobodyAnswers: 'The request lapses; version 3 is not approved.',
    authority: {
      role: 'Chief Risk Officer',
      policy: { name: 'Approval of policies', version: 2 },
      competence: 'ISO/IEC 42001 training passed in March 2026',
      independent: true,
    },
    choices: [
      {
        value: 'approve',
        label: 'Approve',
        consequence: 'Version 3 takes effect on 1 December for 412 staff and 9 vendors.',
        needs: [],
      },
      {
        value: 'approve-with-conditions',
        label: 'Approve with conditions',
        consequence: 'As approving, bound to what you demand.',
        needs: ['conditions'],
      },
      {
        value: 'reject',
        label: 'Reject',
        consequence: 'Version 2 stays in force; Astrid Vik gets your reason.',
        needs: ['comment'],
      },
      {
        value: 'pass-on',
        label: 'Pass on to somebody else',
        consequence: 'They are asked in your place, by the same deadline.',
        needs: ['comment', 'colleague'],
      },
      {
        value: 'conflict-of-interest',
        label: 'I have a conflict of interest',
        consequence: 'Somebody else is asked in your place.',
        needs: ['comment'],
      },
    ],
    facts: [...others, ...against],
    unknown: [
      'Whether two vendors, Fjordscore and Kundelys, can delete prompts at all. Both were asked on 12 November; neither has answered.',
      'How much work quarterly bias tests are. Nobody has done one yet.',
    ],
    others: [{ person: { name: 'Jonas Berge', capacity: 'Head of Legal' }, answered: true }],
    identity: 'link',
    stage: { number: 1, of: 1, name: 'Executive', quorum: 2, seats: 2 },
    earlier: [],
    exceptions: [],
    questions: [],
    mayAsk: true,
    mayReply: true,
    minimumReadingSeconds: 90,
    colleagues: [jonas, mari],
    owners: [{ ref: 'person/01936b2c-7b1e-7c3a-9f00-000000000002', ...astrid }, jonas],
    ...changes,
  };
}

/** Berit was asked first, and passed the question on. */
export const passedOn: Instead = {
  why: 'delegated',
  by: berit,
  reason: { text: 'I sit on the board of Kundelys.' },
};

/** The page of a question of the second of two stages, with all that a page may hold. */
export function aFullTask(changes: Partial<TaskView> = {}): TaskView {
  const moved = { was: 'No clash is known.', at: '2026-11-24T08:17:00.000Z' };
  return anApprovalTask({
    facts: [...others, ...against].map((fact) =>
      fact.key === 'clashes' ? { ...fact, moved } : fact,
    ),
    since: {
      version: 2,
      choice: 'approve',
      decided: '2025-11-20T09:00:00.000Z',
      changes: ['Section 3 is new.', 'Vendors may keep prompts for 30 days.'],
    },
    stage: { number: 2, of: 2, name: 'Board', quorum: 1, seats: 3 },
    instead: passedOn,
    earlier: [
      {
        number: 1,
        name: 'Reviewers',
        closed: '2026-11-23T14:20:00.000Z',
        answers: [
          {
            person: jonas,
            answered: true,
            said: 'approve-with-conditions',
            comment: 'Clause 4.2 must be settled before the first renewal.',
          },
          { person: mari, answered: true, said: 'approve', comment: 'Long overdue.' },
          {
            person: henrik,
            answered: true,
            said: 'reject',
            comment: 'Nobody has said what quarterly tests cost.',
          },
        ],
      },
    ],
    others: [
      { person: jonas, answered: true, said: 'approve', comment: 'Agreed in Legal.' },
      { person: mari, answered: false },
    ],
    exceptions: [
      {
        duty: 'signed-in',
        reason: 'Sign-in for the board is rolled out in spring',
        until: '2027-03-31T21:59:59.999Z',
      },
    ],
    questions: [
      {
        by: mari,
        asked: '2026-11-24T07:30:00.000Z',
        text: 'Do the two vendors know of the clause?',
        answer: {
          by: astrid,
          at: '2026-11-24T08:02:00.000Z',
          text: 'Fjordscore does; Kundelys was told on 12 November and has not answered.',
        },
      },
      { by: ingrid, asked: '2026-11-24T08:10:00.000Z', text: 'Who checks the quarterly tests?' },
    ],
    entered: {
      choice: 'reject',
      comment: 'Not yet.',
      signature: 'Ingrid',
      passTo: mari.ref,
      absentUntil: '2026-12-24',
      conditions: [
        {
          text: 'Legal settles clause 4.2',
          owner: jonas.ref,
          due: '2026-12-15',
          lapses: 'The policy is suspended',
        },
      ],
      question: 'Who pays?',
    },
    ...changes,
  });
}

/** The same question where a link is not enough. */
export function aSignedInTask(changes: Partial<TaskView> = {}): TaskView {
  return anApprovalTask({ identity: 'signed-in', ...changes });
}

/** Ingrid's question, put to Astrid who asked for the approval. */
export function aClarification(changes: Partial<SideTaskView> = {}): SideTaskView {
  const { code, opened } = anApprovalTask();
  return {
    organisation,
    reader,
    subject,
    is: 'clarification',
    code,
    factsDigest,
    opened,
    person: astrid,
    by: ingrid,
    asked: '2026-11-24T08:10:00.000Z',
    text: 'Who checks the quarterly tests, and from when?',
    due: '2026-11-27T16:00:00.000Z',
    questions: aFullTask().questions,
    ...changes,
  };
}

/** The condition that Jonas owns. */
export function aFulfilment(changes: Partial<SideTaskView> = {}): SideTaskView {
  return aClarification({
    is: 'fulfilment',
    person: jonas,
    text: 'Clause 4.2 is settled with both vendors',
    due: '2026-12-15T22:59:59.999Z',
    lapses: 'Vendors may not be given prompts of customers',
    questions: [],
    ...changes,
  });
}

/** The receipt of her approval, already in the log. */
export function aReceipt(changes: Partial<ReceiptView> = {}): ReceiptView {
  return {
    organisation,
    reader,
    subject,
    decider: ingrid,
    requester: astrid,
    choice: 'approve',
    comment: 'Settle clause 4.2 with Legal before the first vendor contract is renewed.',
    decided: '2026-11-24T08:21:07.412Z',
    identified: 'link',
    factsDigest,
    decision: {
      task: 'task/01936b2c-7b1e-7c3a-9f00-5d2ab08f11c4',
      version: 2,
      digest: 'd2406b9fe81c7a35b09e44f5c71d6283a05fbe9271c34d806fe2b819a74c0d5e',
    },
    place: { origin: 'haldensavings.example/assent/production', index: 1482 },
    checkpoint: {
      size: 1483,
      note: 'haldensavings.example/assent/production\n1483\nc8c3JY3Uus6bQU+HR4do5NjwXGXKGAdg2z9jBhnF9uc=\n\n— haldensavings.example/assent/production Fb1+6LlOd3Qio/e7uZ346TYcSv0TKIuJFWhMvINJ6oVVxPZXf/dTAdXIV9XmrfEDlG/v5BpcC+0WTeq/WaVquFq5wQw=\n',
    },
    next: [{ say: 'decides' }, { say: 'requester-told', who: astrid }],
    tell: astrid,
    ...changes,
  };
}

/** A receipt with all that one may hold, opened by the link of its mail. */
export function aFullReceipt(changes: Partial<ReceiptView> = {}): ReceiptView {
  return aReceipt({
    choice: 'approve-with-conditions',
    conditions: [
      {
        text: 'Clause 4.2 is settled with both vendors',
        owner: jonas,
        due: '2026-12-15T22:59:59.999Z',
        lapses: 'Vendors may not be given prompts of customers',
      },
    ],
    next: [{ say: 'decides' }, { say: 'conditions-told' }, { say: 'requester-told', who: astrid }],
    others: [
      { person: jonas, answered: true, said: 'approve', comment: 'Agreed in Legal.' },
      { person: mari, answered: false },
    ],
    exceptions: aFullTask().exceptions,
    report: { code: anApprovalTask().code },
    ...changes,
  });
}

/** She passed it on, and is away. */
export function aPassOnReceipt(changes: Partial<ReceiptView> = {}): ReceiptView {
  const absentUntil = '2026-12-24T22:59:59.999Z';
  return aReceipt({
    choice: 'pass-on',
    comment: 'I am on leave from tomorrow.',
    passedTo: mari,
    absentUntil,
    next: [
      { say: 'passed', who: mari },
      { say: 'standing-absence', who: mari, at: absentUntil },
    ],
    ...changes,
  });
}

/** Astrid has answered Ingrid's question. */
export function anAnswerReceipt(changes: Partial<ReceiptView> = {}): ReceiptView {
  return aReceipt({
    decider: astrid,
    choice: 'answer',
    answered: aClarification().text,
    comment: 'Model validation does, from January.',
    next: [{ say: 'clarified' }],
    tell: ingrid,
    ...changes,
  });
}

/** She approved, and a second device now posts a rejection. */
export function aConflict(changes: Partial<ConflictView> = {}): ConflictView {
  return { ...aReceipt(), tried: 'reject', ...changes };
}

type KnownClosed = Exclude<ClosedView, { reason: 'unknown' }>;

/** Her link after the request lapsed. */
export function aClosedMatter(changes: Partial<KnownClosed> = {}): KnownClosed {
  return {
    organisation,
    reader,
    subject,
    reason: 'lapsed',
    requester: astrid,
    at: '2026-11-27T16:00:00.000Z',
    ...changes,
  };
}

/** The policy was edited while she read. */
export function aMovedSubject(changes: Partial<MovedView> = {}): MovedView {
  return {
    organisation,
    reader,
    subject,
    requester: astrid,
    now: { version: 4, at: '2026-11-24T08:19:30.000Z' },
    entered: {
      choice: 'reject',
      comment: 'Clause 4.2 clashes with the retention policy.\nPlease settle that first.',
    },
    ...changes,
  };
}
