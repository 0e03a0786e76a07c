import { MAX_REASON_CHARS } from '#core/limits.ts';
import { reviewFacts, reviewKinds, reviewRefusals } from './reviews-en.ts';
import { riskFacts, riskKinds, riskRefusals } from './risk-kinds-en.ts';
import { dimensions } from './risks-en.ts';
import { stop } from './stop.ts';
import { workKinds } from './work-kinds-en.ts';
import type { WorkWords } from './work-types.ts';

/** English words of pieces of work. Sentences end with a full stop; labels do not. */

const count = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, ',');
const LIMIT = count(MAX_REASON_CHARS);

/** English. */
export const workEn: WorkWords = {
  kinds: { ...workKinds, ...riskKinds, ...reviewKinds },
  anyKind: {
    verb: 'Answer',
    question: (label) => `What do you say on ${label}?`,
    brings: 'Your answer goes on record, and the matter goes on.',
    next: 'Your answer is on record, and the matter goes on.',
    fields: {},
  },
  facts: {
    ...riskFacts,
    ...reviewFacts,
    severity: 'Severity',
    harm: 'Harm',
    recurs: 'It happened before',
    residual: 'What may still go wrong',
    description: 'What was reported',
    times: 'When',
    signals: 'Signals counted',
    'called-by': 'What called for it',
    system: 'AI system',
    model: 'Model',
    triage: 'How it was judged at first',
    containment: 'What stopped the harm',
    cause: 'Cause',
    elsewhere: 'Where else it could happen',
    reportability: 'Duties to report',
    'decide-anew': 'Why they are to be decided anew',
    action: 'What is to be done',
    effect: 'Its effect',
    done: 'How it was done',
    incident: 'Incident',
    clock: 'Duty to report',
    'reported-to': 'Reported to',
  },
  page: {
    title: (subject) => `${subject}: your answer`,
    answerBy: 'Answer by',
    overdue: 'This is overdue. It is still to be done.',
    about: 'What it is about',
    brings: 'With your answer',
    also: 'You can also',
    passOn: 'pass it on',
    ifNobody: 'If nobody answers',
    escalates: (at) => `${at}: somebody else is asked instead.`,
    stays: (at) => `${at}: it is on record as overdue, and still to be done.`,
    whyYou: (role, plan, version) =>
      role === ''
        ? `“${plan}”, version ${version}, or whoever planned it, names you.`
        : `As ${role} under “${plan}”, version ${version}.`,
    skip: 'To the form',
    against: 'What is grave about it',
    before: {
      'passed-on': (who) => `${who} passed this on to you`,
      absent: (who) => `You stand in for ${who}, who is away`,
      escalated: (who) => `${who} had not answered in time, so you are asked instead`,
      unreachable: (who) => `Our mails did not reach ${who}, so you are asked instead`,
      left: (who) => `${who} has left, so you are asked instead`,
    },
  },
  form: {
    title: 'Your answer',
    optional: 'optional',
    onlyIf: (label, option) => `Only if “${label}” is “${option}”`,
    moment: 'By your clock, such as 2026-12-31 17:00.',
    day: 'Such as 2026-12-31.',
    evidence: 'evidence',
    rows: 'Fill in as many as you need.',
    kept: 'What you write is kept for good and cannot be changed: leave personal data out.',
    most: (n) => `Up to ${count(n)} characters.`,
    submit: 'Record my answer',
    save: 'Save, and go on later',
    saved: (at) =>
      `Saved on ${at}, and not recorded yet. Open the link again, on any device, to go on.`,
    after:
      'You get a receipt at once, and the same by mail. An answer once recorded cannot be changed.',
    passTitle: 'Not yours to answer? Pass it on',
    passLead: 'Somebody else is asked in your place, by the same deadline. Sign above as well.',
    passTo: 'To whom',
    passWhy: 'Why',
    passSubmit: 'Pass it on',
    nobodyElse: 'Nobody else can be asked here.',
  },
  problem: (label, is) => stop(`${label.replace(/[?.:]$/, '')}: ${is}`),
  inRow: (row, column) => `${row}, ${column}`,
  problems: {
    missing: 'this is missing',
    'too-long': 'this is too long',
    'only-name': 'this is only your name',
    unreadable: 'this holds characters that cannot be seen; type it again, as plain text',
    credential:
      'this seems to hold a password or key; take it out, since answers are kept for good',
    'not-offered': 'this is not one of those offered',
    'not-a-date': 'this is not a date such as 2026-12-31',
    'not-a-moment': 'this is not a time such as 2026-12-31 17:00',
    past: 'this is over already',
    future: 'this lies in the future',
    'too-far': 'this is more than five years away',
    'not-evidence': 'this is no id of evidence; give one a line',
    'too-many': 'these are too many',
  },
  common: {
    'choice missing': 'Press one of the two buttons.',
    'choice unknown': 'Press one of the two buttons.',
    'comment missing': 'Say why you pass it on.',
    'comment too-long': `Shorten the reason to ${LIMIT} characters.`,
    'comment only-name': 'The reason is only your name. Say more there.',
    'comment credential':
      'The reason seems to hold a password or key. Take it out, since reasons are kept for good.',
    'comment unreadable':
      'The reason holds characters that cannot be seen. Type it again, as plain text.',
    'signature missing': 'Type your full name as your signature.',
    'signature not-your-name':
      'This is not your name as we know it. Write out every part of it. If it stands wrong on record, have it corrected there.',
    'facts moved': 'The page was made for other facts. Open the link in your newest mail again.',
    'passTo missing': 'Choose to whom you pass it on.',
    'passTo unwanted':
      'You chose somebody to pass it on to, but pressed the button that answers. Press the other one, or take the name out.',
    'passTo unknown': 'This person cannot be asked now. Choose somebody else.',
    'passTo seated': 'This person was asked already. Choose somebody else.',
    'passTo barred':
      'This person may not answer, since duties are kept apart. Choose somebody else.',
  },
  refusals: {
    ...riskRefusals,
    ...reviewRefusals,
    'no-longer-asked': 'Meanwhile this has been answered, or is asked no more.',
    'before-it-happened': 'This was before it happened.',
    'after-it-was-detected': 'We knew of it before that. Give an earlier moment.',
    'no-such-evidence': 'There is no such evidence on record.',
    'human-error-alone':
      'A mistake of a person explains nothing by itself. Say what made it possible, likely or unseen: what in the process, the tools, the training or the oversight let it happen?',
    'same-person': 'Whoever does it does not check its effect. Name somebody else.',
    'effect-before-due': 'The effect is looked at after the action is due. Give a later date.',
    'not-open-any-more': 'That incident is open no more, or is being closed.',
    'too-many-merged': 'So many incidents are merged into that one that it takes in no more.',
    'unknown-duty': 'No such duty is in the catalogue.',
    'sent-before-aware': 'This was before anybody knew of it.',
    'follows-another':
      'It counts from an earlier report to the same authority. Choose that duty, too.',
    'not-sent-yet': 'Nobody can have sent it yet.',
  },
  closed: {
    'no-longer-needed': {
      title: 'Your answer is no longer needed',
      text: (subject) => `${subject} has gone on without it. Thank you for your time.`,
    },
    'passed-on': {
      title: 'This was passed on',
      text: (subject) => `Somebody else now answers on ${subject}. This link has ended.`,
    },
    escalated: {
      title: 'Somebody else was asked',
      text: (subject) =>
        `Your answer on ${subject} had not come in time, so somebody else was asked instead. Nothing more is asked of you.`,
    },
    unreachable: {
      title: 'Somebody else was asked',
      text: (subject) =>
        `Our mails about ${subject} did not reach you, so somebody else was asked instead. Nothing more is asked of you.`,
    },
    left: {
      title: 'Somebody else is asked',
      text: (subject) =>
        `On record you have left, so somebody else is asked about ${subject}. If that is wrong, have it corrected there.`,
    },
    'code-expired': {
      title: 'This link has been replaced',
      text: (subject) =>
        `The link belongs to ${subject}, but a newer one was sent since. Please use the newest mail.`,
    },
    'sign-in-needed': {
      title: 'A link is not enough for this answer',
      text: (subject) =>
        `The plan asks whoever answers on ${subject} to sign in, which is not connected here yet. Nothing was recorded.`,
    },
  },
  receipt: {
    title: 'Recorded: your answer',
    lead: (subject) => `You answered on ${subject}.`,
    leadPassed: (who, subject) => `You passed ${subject} on to ${stop(who)}`,
    answers: 'What you answered',
    passed: (who) => `${who} is asked in your place, by the same deadline.`,
    tell: 'If you did not give this answer, tell whoever asks you at once. It must then be looked into.',
    none: 'not given',
  },
  picture: {
    title: 'Risks in all dimensions',
    legend: 'Ring: before controls. Disc: with controls. Line: up to there a risk is borne.',
    dimensions,
  },
  conflict: {
    lead: 'Another answer of yours is on record and stands. Nothing was changed.',
    change: 'If it should be different, tell whoever asks you.',
  },
  mail: {
    asks: (organisation, capacity) =>
      capacity === ''
        ? `${organisation} asks you to act:`
        : `${organisation} asks you as ${capacity} to act:`,
    answerBy: 'Answer by',
    open: 'Read the facts and answer',
    overdue: (at) => `This was due on ${at}, and is overdue. It is still to be done.`,
    thenEscalates: (at) => `Without your answer somebody else is asked on ${at}.`,
    thenStays: (at) => `On ${at} it goes on record as overdue.`,
    nothingToDo: 'There is nothing left for you to do, and the links sent to you have ended.',
    secret: 'Whoever has this link can answer for you: do not forward this mail.',
  },
};
