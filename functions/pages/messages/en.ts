import { MAX_REASON_CHARS } from '#core/limits.ts';
import type { ClosedReason, NextCode, ProblemCode } from '../views.ts';

// Not by `toLocaleString`, whose first call loads the rules of all languages: 6 ms of a cold start.
const count = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** What each closed reason says. `subject` is `version 3 of AI policy “X”`. */
const closed: Record<ClosedReason, { title: string; text: (subject: string) => string }> = {
  'sign-in-needed': {
    title: 'A link is not enough for this decision',
    text: (subject) =>
      `The approval policy asks whoever decides on ${subject} to sign in, which is more than possession of a mailbox. Nothing was recorded. Ask whoever asked you how to sign in.`,
  },
  'not-independent': {
    title: 'You may not decide this',
    text: (subject) =>
      `You asked for, edited or own ${subject}, and duties are kept apart. Nothing was recorded.`,
  },
  decided: {
    title: 'You have answered this',
    text: (subject) => `Your answer on ${subject} is recorded. Nothing more is asked of you.`,
  },
  'no-longer-needed': {
    title: 'Your answer is no longer needed',
    text: (subject) => `Enough others have answered on ${subject}. Thank you for your time.`,
  },
  lapsed: {
    title: 'The time to answer is over',
    text: (subject) =>
      `Not enough answers came in time, so ${subject} is not approved. It can be asked for again.`,
  },
  void: {
    title: 'The matter changed before it was decided',
    text: (subject) =>
      `What you were asked about is no longer what is on record, so answers on ${subject} do not count. You may be asked about the new version.`,
  },
  withdrawn: {
    title: 'The request was withdrawn',
    text: (subject) => `Whoever asked about ${subject} took the request back.`,
  },
  'passed-on': {
    title: 'This was passed on',
    text: (subject) => `Somebody else now decides on ${subject}. This link has ended.`,
  },
  escalated: {
    title: 'Somebody else was asked',
    text: (subject) =>
      `You had not answered on ${subject} in time, so somebody else was asked instead.`,
  },
  unreachable: {
    title: 'Somebody else was asked',
    text: (subject) =>
      `Our mails about ${subject} did not reach you, so somebody else was asked instead.`,
  },
  left: {
    title: 'Somebody else was asked',
    text: (subject) =>
      `You are on record as having left, so somebody else was asked about ${subject}.`,
  },
  'question-over': {
    title: 'Nobody waits for this answer any more',
    text: (subject) => `The approval of ${subject} ended before the question was answered.`,
  },
  'condition-missed': {
    title: 'The date of this condition has passed',
    text: (subject) =>
      `The condition on which ${subject} was approved was not reported as met in time. What was approved is suspended until it is approved again.`,
  },
  'code-expired': {
    title: 'This link has been replaced',
    text: (subject) =>
      `The link belongs to ${subject}, but a newer one was sent since. Please use the newest mail.`,
  },
};

const problems: Record<ProblemCode, string> = {
  'choice-missing': 'Choose one of the answers.',
  'choice-unknown': 'That answer is not one of those offered. Choose one of these.',
  'comment-missing': 'This answer needs a reason. Say it in a sentence or two.',
  'comment-too-long': `Shorten the comment to ${count(MAX_REASON_CHARS)} characters.`,
  'comment-credential':
    'The comment seems to hold a password or key. Take it out, since comments are kept for good.',
  'comment-unreadable':
    'The comment holds characters that cannot be seen. Type it again, as plain text.',
  'signature-missing': 'Type your full name as your signature.',
  'signature-differs': 'This is not your name as we know it. Type it as it stands on this page.',
  'conditions-missing': 'Write at least one condition, or choose another answer.',
  'conditions-unwanted':
    'You wrote conditions, but chose another answer. Choose “Approve with conditions”, or empty them.',
  'colleague-missing': 'Choose to whom you pass this on.',
  'colleague-unwanted':
    'You named somebody to pass this on to, but chose another answer. Choose “Pass on”, or take the name out.',
  'colleague-unknown': 'This person cannot be asked now. Choose somebody else.',
  'colleague-seated': 'This person is asked in this approval already. Choose somebody else.',
  'colleague-barred':
    'This person asked for, edited or owns what is decided, or stands in for somebody who does. Choose somebody else.',
  'colleague-circle': 'This person’s questions come back to you. Choose somebody else.',
  'until-not-a-date': 'Give the last day of your absence as a date, such as 2026-12-31.',
  'until-past': 'The last day of your absence has passed. Give a later one.',
  'question-missing': 'Type your question.',
  'question-too-long': `Shorten the question to ${count(MAX_REASON_CHARS)} characters.`,
  'question-credential':
    'The question seems to hold a password or key. Take it out, since questions are kept for good.',
  'question-unreadable':
    'The question holds characters that cannot be seen. Type it again, as plain text.',
  'questions-full': 'No more questions can be put in this approval. Reply to the mail instead.',
  'facts-moved':
    'A fact changed while you were reading, so your answer was not recorded. The change is marked below. Please read it and answer again.',
};

const next: Record<NextCode, (step: { who: string; at: string }) => string> = {
  'others-open': () => 'The others who were asked may still answer.',
  'next-stage': () => 'Your answer ends this stage; the next one is asked now.',
  decides: () =>
    'Your answer decides the matter. It takes effect once everything has been checked again.',
  effective: () => 'The approval has taken effect.',
  rejected: () => 'The approvers rejected it; it goes back to its owner.',
  lapsed: () => 'Not enough answers came in time: it is not approved.',
  void: () => 'The approval is void: nobody’s answer counts.',
  withdrawn: () => 'The request was withdrawn.',
  'seat-filled-anew': () => 'Somebody else is asked in your place.',
  passed: ({ who }) => `${who} is asked in your place. Your link has ended.`,
  'standing-absence': ({ who, at }) => `Until ${at} all other questions to you go to ${who} too.`,
  'conditions-told': () => 'The owners of the conditions are asked once the approval takes effect.',
  clarified: () => 'Everybody who decides sees your answer. Their deadline stands.',
  'condition-met': () => 'The condition counts as met.',
  'condition-met-late': () =>
    'The condition counts as met, but late: what is suspended stays so until it is approved again.',
  'requester-told': () => 'Whoever asked is told.',
};

/** English. Sentences end with a full stop; labels do not. */
export const en = {
  locale: 'en-GB',
  direction: 'ltr',
  product: 'AI management system',
  subject: (kind: string, name: string) => `${kind} “${name}”`,
  subjectVersion: (version: number, kind: string, name: string) =>
    `version ${version} of ${kind} “${name}”`,
  version: (version: number) => `version ${version}`,
  fingerprint: 'fingerprint',
  person: (name: string, capacity: string) => `${name}, ${capacity}`,
  choices: {
    approve: 'Approve',
    'approve-with-conditions': 'Approve with conditions',
    reject: 'Reject',
    'pass-on': 'Pass on to somebody else',
    'conflict-of-interest': 'I have a conflict of interest',
    answer: 'Answer the question',
    fulfil: 'The condition is met',
  },

  door: {
    title: 'Open the question you were asked',
    lead: 'Your mail holds a code. It opens the question put to you, and what you need to know to answer it.',
    label: 'Code from your mail',
    hint: '20 letters and digits, such as K7QD-3M9X-… Dashes and capitals do not matter.',
    submit: 'Open',
    nothing: 'Opening decides nothing and uses nothing up. You can come back on any device.',
  },

  task: {
    title: (subject: string, version: number) => `${subject}, version ${version}: your decision`,
    askedOf: 'Decision asked of',
    decideBy: 'Decide by',
    reading: (minutes: number) => `${minutes} min to read`,
    skipToDecision: 'Go to the decision',
    decided: 'What is decided',
    ifChosen: (label: string) => `If you choose “${label}”`,
    ifNobody: 'If nobody answers',
    whyYou: 'Why you',
    role: (role: string, policy: string, version: number) =>
      `You are asked as ${role} under “${policy}”, version ${version}.`,
    independent: 'You neither asked for, edited nor own this.',
    against: 'What speaks against it',
    nothingAgainst: 'None of the facts gathered speaks against it.',
    unknown: 'What is not known',
    unknownLead: 'Nobody could tell us this. Decide with it in mind.',
    nothingUnknown: 'Nobody named anything as unknown. That is unusual: ask before you rely on it.',
    otherFacts: 'What else you should know',
    source: 'Source',
    asOf: 'as of',
    stale: 'Out of date',
    moved: 'Changed since the mail',
    was: (at: string) => `Changed on ${at}. In the mail it was:`,
    evidence: (title: string) => `Evidence: ${title}`,
    fileDigest: 'SHA-256 of the file',
    since: 'Since you last decided',
    sinceLead: (choice: string, version: number, at: string) =>
      `You answered “${choice}” on version ${version}, ${at}. Changed since then:`,
    others: 'Who else is asked',
    nobodyElse: 'Nobody else is asked. Your answer alone decides.',
    answered: 'has answered',
    waiting: 'has not answered yet',
    othersNote: 'What they said is shown once you have decided.',
    said: (label: string) => `answered “${label}”`,
    ask: (name: string) =>
      `A question first? Reply to the mail: your reply reaches ${name}. The deadline stands.`,
    subjectDigest: (version: number) => `Version ${version}, SHA-256`,
    factsDigest: (at: string) => `These facts, gathered ${at}, SHA-256`,
    paper: 'Printed for reading. Answers are given on the page, not on paper.',
  },

  form: {
    title: 'Your decision',
    choice: 'Your answer',
    comment: 'Comment',
    commentHint: `Your reason, up to ${count(MAX_REASON_CHARS)} characters. It is kept for good and cannot be changed: leave personal data out.`,
    neededFor: (labels: string) => `Needed for: ${labels}.`,
    needsComment: 'Needs a reason.',
    signature: 'Signature',
    signatureHint: (name: string) => `Type your full name, ${name}, to sign your answer.`,
    submit: 'Record my decision',
    after:
      'You get a receipt at once, and the same by mail. An answer once recorded cannot be changed.',
    problems: 'Not recorded yet',
    problemsLead: 'What you typed is kept. Please correct:',
    tooLong: (length: number) => `It has ${count(length)} now.`,
  },
  problems,

  next,

  receipt: {
    title: (choice: string) => `Recorded: ${choice}`,
    heading: 'Your answer is recorded',
    yours: 'Your answer',
    lead: (choice: string, subject: string, version: number) =>
      `You answered “${choice}” on ${subject}, version ${version}.`,
    answer: 'Answer',
    comment: 'Comment',
    subject: 'On',
    by: 'By',
    when: 'When',
    how: 'Identified by',
    link: 'possession of the mailbox, and a typed name',
    'signed-in': 'sign-in',
    now: 'What happens now',
    proof: 'Proof',
    proofLead: 'Keep this. With it anyone can check later that the log still holds exactly this.',
    decisionDigest: 'Decision, SHA-256',
    task: 'Record',
    taskVersion: (task: string, version: number, time: string) =>
      `${task}, version ${version}, ${time}`,
    subjectDigest: 'Version decided, SHA-256',
    factsDigest: 'Facts shown, SHA-256',
    place: 'Place in the log',
    placed: (index: number, origin: string) => `entry ${index} of ${origin}`,
    notYet: 'will be appended within moments',
    newest: 'Newest checkpoint',
    atSize: (size: number) => `of ${size} entries`,
    noCheckpoint: 'none yet',
    /** Where a page cannot read it. */
    checkpointByMail: 'in the mail that confirms this',
    notYou: 'Not you?',
    report: 'If you did not give this answer, report it now:',
    reportTo: (address: string) => `write to ${address}`,
    reportByReply: 'reply to the mail and say so',
    reportSubject: (task: string) => `I did not give this answer: ${task}`,
    incident: 'Whoever asked must then have it looked into.',
  },

  conflict: {
    title: 'You have already answered',
    heading: 'You have already answered',
    lead: (tried: string, choice: string) =>
      `You now chose “${tried}”, but “${choice}” is on record and stands. Nothing was changed.`,
    recorded: 'The answer on record',
    change: (name: string) =>
      `If it should be different, tell ${name}, who can withdraw the request and ask again.`,
  },

  closed,
  closedWhen: 'Since',
  closedUnknown: {
    title: 'This code opens nothing',
    text: 'It may be mistyped, cut short, or too old. Compare it with the newest mail, or type it here.',
  },

  moved: {
    title: 'Changed before you answered',
    heading: 'It changed before you answered',
    lead: (subject: string) =>
      `Somebody changed ${subject} after you opened the page. Your answer was not recorded, since no answer is carried over to something that the person did not see.`,
    terms: (subject: string) =>
      `The approval policy that says who decides on ${subject} changed after you opened the page. Your answer was not recorded, since it would have counted under terms that no longer hold.`,
    seen: 'You saw',
    now: 'Now on record',
    since: (version: number, at: string) => `version ${version}, since ${at}`,
    next: (name: string) =>
      `This request is void. You are asked again if ${name} asks for the new version.`,
    again: (name: string) =>
      `This request is void. Somebody is asked again if ${name} asks once more.`,
    typed: 'What you typed',
    typedLead: 'It is stored nowhere. Copy what you want to keep.',
  },

  problem: {
    title: 'Something failed on our side',
    lead: 'It is not your fault, and nothing is lost. Your link still works.',
    retryDecide:
      'Your answer may not have been recorded. Sending it again is safe: it counts once.',
    retryOpen: 'Please try again.',
    later: 'Please open the link in your mail again in a few minutes.',
    submit: 'Try again',
    reference: 'If it keeps failing, quote this',
  },

  mail: {
    ask: (ask: string, object: string, by: string) => `${ask}: ${object}, by ${by}`,
    reminder: (subject: string) => `Reminder: ${subject}`,
    asks: (requester: string, capacity: string) => `${requester}, asks you as ${capacity}:`,
    reminded: (at: string) => `You were asked on ${at}, and have not answered yet.`,
    why: 'Why now',
    changed: 'What changed',
    number: 'The number that matters',
    ifNobody: 'If nobody answers',
    deadline: 'Decide by',
    open: 'Read the facts and decide',
    code: (address: string) => `Or open ${address} and type this code`,
    reply: (name: string) => `A reply to this mail reaches ${name}. The deadline stands.`,
    secret: 'Whoever has this link can answer for you: do not forward this mail.',
    receiptSubject: (choice: string, object: string) => `Recorded: ${choice}, ${object}`,
    receiptSubjectOther: (name: string, choice: string, object: string) =>
      `${name} answered: ${choice}, ${object}`,
    receiptOther: (name: string) => `${name} has answered your request`,
    notExpected: 'You asked for this decision. Something wrong with it? Reply to this mail.',
    closedSubject: (title: string, object: string) => `${title}: ${object}`,
    nothingToDo: 'There is nothing left for you to do, and the links sent to you have ended.',
    when: 'When',
    approvalDigest: 'Digest of the approval',
    outcome: {
      granted: {
        title: 'Approved',
        text: (subject: string) => `The approval of ${subject} has taken effect.`,
      },
      refused: {
        title: 'Not approved',
        text: (subject: string) => `The approvers rejected ${subject}. It is a draft again.`,
      },
      lapsed: {
        title: 'Lapsed',
        text: (subject: string) =>
          `Not enough answers came in time, so ${subject} is not approved. It is a draft again.`,
      },
      void: {
        title: 'Void',
        text: (subject: string) =>
          `Something changed: ${subject} is no longer what is on record, so nobody’s answer counts. Ask again for what stands now.`,
      },
      withdrawn: {
        title: 'Withdrawn',
        text: (subject: string) => `The request for ${subject} was withdrawn.`,
      },
    },
  },
};
