import { MAX_REASON_CHARS } from '#core/limits.ts';
import { causeKinds, harms, methods, severityWords } from './incidents-en.ts';
import { stop } from './stop.ts';
import type { WorkKindWords, WorkWords } from './work-types.ts';

/** English words of pieces of work. Sentences end with a full stop; labels do not. */

const count = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, ',');
const LIMIT = count(MAX_REASON_CHARS);

/** As an answer to a question, with a capital. */
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const capitals = (words: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(words).map(([key, word]) => [key, capital(word)]));

const evidence = {
  label: 'Evidence',
  hint: 'Ids of evidence that is on record, one a line.',
};

const kinds: Readonly<Record<string, WorkKindWords>> = {
  'triage-incident': {
    verb: 'Look into incident',
    question: (label) => `Is this real, and how grave is it: ${label}?`,
    brings:
      'Confirmed, it is yours to lead. Dismissed or merged, it ends here, with your reason on record.',
    next: 'If you confirmed it, whoever has to contain it and whoever decides on duties to report are asked now. Otherwise it ends here.',
    fields: {
      verdict: {
        label: 'What is it?',
        options: {
          confirm: 'It is real',
          dismiss: 'It is none: a false alarm, or nothing went wrong',
          merge: 'It is the same as another incident that is open',
        },
      },
      severity: { label: 'How grave is it?', options: severityWords },
      harm: { label: 'What was or may be harmed?', options: capitals(harms) },
      affected: {
        label: 'Who is or may be affected?',
        hint: 'Which people, and how many as far as you know. Name nobody.',
      },
      use: {
        label: 'May the system be used on meanwhile?',
        options: {
          continues: 'Yes, it is used on',
          suspended: 'No: it is suspended at once, until it is approved again',
        },
      },
      mergeInto: { label: 'The same as which incident?' },
      reason: { label: 'Why do you judge it so?' },
    },
  },
  'contain-incident': {
    verb: 'Contain incident',
    question: (label) => `What stops the harm now: ${label}?`,
    brings: 'It counts as contained. Whoever has to find the cause is asked next.',
    next: 'It counts as contained. Whoever has to find the cause is asked now.',
    fields: {
      what: { label: 'What was done to stop the harm?' },
      contained: { label: 'Since when is it contained?' },
      residual: {
        label: 'What may still go wrong?',
        hint: 'If nothing, say how you know.',
      },
      evidence,
    },
  },
  'explain-incident': {
    verb: 'Explain incident',
    question: (label) => `Why did it happen, and where else could it: ${label}?`,
    brings: 'It counts as explained. Whoever has to plan the correction is asked next.',
    next: 'It counts as explained. Whoever has to plan the correction is asked now.',
    fields: {
      cause: {
        label: 'What caused it?',
        hint: 'A mistake of a person explains nothing by itself: say what made it possible, likely or unseen.',
      },
      kind: { label: 'Where does the cause lie?', options: capitals(causeKinds) },
      method: { label: 'How did you find it?', options: capitals(methods) },
      elsewhere: {
        label: 'Where else could it happen?',
        hint: 'Which other systems and models, and whether you looked there.',
      },
      reassess: {
        label: 'Are the risks of the system to be assessed anew?',
        options: { asked: 'Yes', 'not-needed': 'No' },
      },
      reassessReason: { label: 'Why, or why not?' },
      evidence,
    },
  },
  'plan-correction': {
    verb: 'Plan correction',
    question: (label) => `What is done so that it does not happen again: ${label}?`,
    brings: 'Each owner is asked to do their part, and somebody else to look at its effect later.',
    next: 'Each owner is asked now to do their part by its date, and somebody else to look at its effect later.',
    fields: {
      actions: {
        label: 'What is to be done',
        row: (n) => `Action ${n}`,
        columns: {
          text: 'What is to be done',
          owner: 'By whom',
          due: 'By when, to the end of that day',
          effectDue: 'When its effect is looked at',
          effectBy: 'By whom: somebody else than who does it',
          shownBy: 'What will show that it worked',
        },
      },
    },
  },
  'carry-out-action': {
    verb: 'Do corrective action',
    question: (label) => `Is this done: ${label}?`,
    brings: 'It counts as done. Somebody else looks at its effect on the date that was set.',
    next: 'It counts as done. Somebody else looks at its effect on the date that was set.',
    fields: {
      how: { label: 'What was done, when, and where can that be seen?' },
      evidence,
    },
  },
  'check-effect': {
    verb: 'Check effect',
    question: (label) => `Did this have its effect: ${label}?`,
    brings: 'Effective, it is over. Ineffective, whoever leads the incident is asked to plan anew.',
    next: 'If it had its effect, it is over. If not, whoever leads the incident is asked to plan anew.',
    fields: {
      effect: {
        label: 'Did it have its effect?',
        options: { effective: 'Yes', ineffective: 'No' },
      },
      found: { label: 'What did you find, and how did you look?' },
      evidence,
    },
  },
  'decide-reportability': {
    verb: 'Decide on duties to report',
    question: (label) => `Must this be reported to an authority: ${label}?`,
    brings:
      'For each duty you choose a clock runs from when we knew, and its owner is asked to prove the report.',
    next: 'For each duty that you chose a clock runs, and its owner is asked for proof that it was reported. You may be asked again if more becomes known.',
    fields: {
      reportable: {
        label: 'Does any duty to report apply?',
        options: { yes: 'Yes', no: 'No: it is not reportable' },
      },
      duties: {
        label: 'Which duties apply?',
        hint: 'Those of the response plan, as the catalogue calls them.',
      },
      aware: {
        label: 'When did we know enough to see that a duty may apply?',
        hint: 'Clocks run from then. It is set once, and cannot be moved.',
      },
      reason: { label: 'Why do they apply, or why does none?' },
    },
  },
  'prove-notification': {
    verb: 'Report to authority',
    question: (label) => `Was this reported, and what proves it: ${label}?`,
    brings: 'The clock stops: as met, or as met late where its time was over.',
    next: 'The clock has stopped, and what you gave stands as its proof.',
    fields: {
      sent: { label: 'When was it sent?' },
      proof: {
        label: 'What proves that it was sent?',
        hint: 'Such as the number of the authority’s receipt, and where it is kept.',
      },
      evidence,
    },
  },
  'sum-up-incident': {
    verb: 'Sum up incident',
    question: (label) => `What is there to say at the end of it: ${label}?`,
    brings: 'Two people of different roles are asked to agree that it is closed.',
    next: 'Two people of different roles are asked now to agree that it is closed.',
    fields: {
      summary: { label: 'What happened, in one sentence?' },
      repaired: { label: 'When was it repaired?' },
      harmed: { label: 'Who was harmed, and was it made good?' },
      told: {
        label: 'Who was told, when and how?',
        hint: 'Users and people affected. If nobody was told, say why.',
      },
    },
  },
};

/** English. */
export const workEn: WorkWords = {
  kinds,
  anyKind: {
    verb: 'Answer',
    question: (label) => `What do you say on ${label}?`,
    brings: 'Your answer goes on record, and the matter goes on.',
    next: 'Your answer is on record, and the matter goes on.',
    fields: {},
  },
  facts: {
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
    'no-longer-asked': 'Meanwhile this has been answered, or is asked no more.',
    'before-it-happened': 'This was before it happened.',
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
        `The response plan asks whoever answers on ${subject} to sign in, which is not connected here yet. Nothing was recorded.`,
    },
  },
  receipt: {
    title: 'Recorded: your answer',
    lead: (subject) => `You answered on ${subject}.`,
    leadPassed: (who, subject) => `You passed ${subject} on to ${stop(who)}`,
    answers: 'What you answered',
    passed: (who) => `${who} is asked in your place, by the same deadline.`,
    tell: 'If you did not give this answer, tell whoever leads the incident at once. It must then be looked into.',
    none: 'not given',
  },
  conflict: {
    lead: 'Another answer of yours is on record and stands. Nothing was changed.',
    change: 'If it should be different, tell whoever leads the incident.',
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
