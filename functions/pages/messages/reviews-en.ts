import type { ReviewSayings } from './types.ts';
import type { WorkKindWords } from './work-types.ts';

/** English words of reviews, by key. */

const findings = {
  confirmed: 'It still holds',
  'to-change': 'It is to be changed',
  'to-retire': 'It is to be retired',
};

const ends = {
  effective: 'Approved',
  rejected: 'Not approved',
  lapsed: 'Approval lapsed',
  void: 'Approval void, since it had changed',
  withdrawn: 'Approval no longer asked for',
};

/** What was done to a record, where every type has it. */
const actions = { create: 'created', edit: 'changed', retire: 'retired' };

export const reviewTypes = {
  review: 'Review',
  'review-plan': 'Review plan',
  'monitoring-plan': 'Monitoring plan',
  'test-report': 'Test report',
};

export const reviewSayings: ReviewSayings = {
  'review-due': ({ due, last }, w) =>
    last === undefined
      ? `Due on ${w.date(due)}, for the first time`
      : `Due on ${w.date(due)}, last reviewed on ${w.date(last)}`,
  'review-found': ({ what, by, at }, w) =>
    `${w.word(findings, what)}, says ${w.person(by)} on ${w.date(at)}`,
  promised: ({ text, owner, due, done }, w) =>
    `${text} (${w.person(owner)}, until ${w.date(due)}${done ? ', done' : ''})`,
  'version-made': ({ version, action, by, at, reason }, w) => {
    const who = by.startsWith('person/') ? w.person(by) : 'the software';
    return `Version ${version}, ${w.word(actions, action)}, by ${who} on ${w.date(at)}${reason === undefined ? '' : `: ${reason}`}`;
  },
  'tests-ran': ({ suite, at, passed, failed }, w) =>
    `${suite}, ${w.date(at)}: ${passed} passed, ${failed} failed`,
  'approval-ended': ({ state, at }, w) => `${w.word(ends, state)} on ${w.date(at)}`,
};

export const reviewKinds: Readonly<Record<string, WorkKindWords>> = {
  'review-record': {
    verb: 'Review',
    question: (label) => `Does this still hold: ${label}?`,
    brings:
      'Your answer is signed by somebody else where the plan says so. Then the next review is counted from it.',
    next: 'Where the plan says so, somebody else signs it now. Whoever is to do what was forgotten is asked for it then.',
    fields: {
      found: {
        label: 'What do you find?',
        options: {
          confirm: 'It still holds as it stands',
          change: 'It is to be changed',
          retire: 'It is to be retired',
        },
      },
      reason: { label: 'Why?', hint: 'What you looked at, and what you rest it on.' },
      follow: {
        label: 'What was forgotten, or must follow',
        row: (n) => `Item ${n}`,
        columns: {
          text: 'What is to be done',
          owner: 'By whom',
          due: 'By when, to the end of that day',
        },
      },
    },
  },
  'sign-review': {
    verb: 'Sign review',
    question: (label) => `Is what the review found right: ${label}?`,
    brings: 'Signed, the review is done. Sent back, it is looked at once more, with your reason.',
    next: 'If you signed it, the review is done. If you sent it back, it is looked at once more, with your reason.',
    fields: {
      verdict: {
        label: 'Do you agree?',
        options: { agree: 'Yes', 'send-back': 'No: it is to be looked at again' },
      },
      reason: { label: 'What is to be looked at again, and why?' },
    },
  },
  'follow-up': {
    verb: 'Follow up',
    question: (label) => `Is this done: ${label}?`,
    brings: 'It counts as done. The next review shows what you say.',
    next: 'It counts as done. The next review shows what you say.',
    fields: {
      how: { label: 'What was done, when, and where can that be seen?' },
    },
  },
};

export const reviewFacts = {
  'ending-soon': 'Acceptances that end soon',
  conditions: 'Conditions still open',
  'not-followed': 'Found forgotten last time, and not done',
  'failed-tests': 'Tests that failed since',
  'stale-evidence': 'Evidence not renewed since',
  missed: 'This review was missed on',
  'sent-back': 'Sent back by',
  'why-reviewed': 'Why it is reviewed',
  'last-found': 'What was found last time',
  'versions-since': 'What happened to it since',
  'incidents-since': 'Incidents since, closed by now',
  'approvals-since': 'Approvals since',
  'tests-since': 'Tests passed since',
  clocks: 'Duties to report, still open',
  found: 'What was found',
  promises: 'What is to follow',
  promised: 'What is to be done',
};

export const reviewRefusals = {
  'signs-own': 'You looked at it yourself, so somebody else is to sign. Pass it on.',
};
