import { MAX_REASON_CHARS } from '#core/limits.ts';
import type { ClosedReason, ConditionProblem, Instead, NextCode, ProblemCode } from '../views.ts';
import { closeIncident, incidentSayings, incidentUnknowns } from './incidents-en.ts';
import { lateEn } from './late-en.ts';
import { reviewSayings, reviewTypes } from './reviews-en.ts';
import { riskLate, riskQuestions, riskSayings, riskTypes, riskUnknowns } from './risks-en.ts';
import { stop } from './stop.ts';
import type { Duty, Sayings } from './types.ts';
import { workEn } from './work-en.ts';

// Not by `toLocaleString`, whose first call loads the rules of all languages: 6 ms of a cold start.
const count = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, ',');
const number = (n: number, one: string, many: string) => `${count(n)} ${n === 1 ? one : many}`;
const LIMIT = count(MAX_REASON_CHARS);

/** What each closed reason says. `subject` is `version 3 of AI policy “X”`, `who` the requester. */
const closed: Record<
  ClosedReason,
  { title: string; text: (subject: string, who: string) => string }
> = {
  'sign-in-needed': {
    title: 'A link is not enough for this decision',
    text: (subject, who) =>
      stop(
        `The approval policy asks whoever decides on ${subject} to sign in, which is more than possession of a mailbox. Nothing was recorded. How to sign in, ask ${who}`,
      ),
  },
  'not-independent': {
    title: 'You may not decide this',
    text: (subject) =>
      `You asked for, edited or own ${subject}, or stand in for somebody who does, and duties are kept apart. Nothing was recorded.`,
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
    text: (subject, who) => `${who} took the request about ${subject} back.`,
  },
  'passed-on': {
    title: 'This was passed on',
    text: (subject) => `Somebody else now decides on ${subject}. This link has ended.`,
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
    title: 'Somebody else was asked',
    text: (subject, who) =>
      stop(
        `On record you have left, so somebody else was asked about ${subject}. If that is wrong, tell ${who}`,
      ),
  },
  'question-over': {
    title: 'This answer is no longer needed',
    text: (subject) => `The approval of ${subject} ended before the question was answered.`,
  },
  'condition-missed': {
    title: 'The date of this condition has passed',
    text: (subject) =>
      `The condition on which ${subject} was approved was not reported as met in time. What rested on it is suspended until it is approved again.`,
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
  'comment-too-long': `Shorten the comment to ${LIMIT} characters.`,
  'comment-only-name': 'The comment is only your name. Say more there, or leave it empty.',
  'comment-credential':
    'The comment seems to hold a password or key. Take it out, since comments are kept for good.',
  'comment-unreadable':
    'The comment holds characters that cannot be seen. Type it again, as plain text.',
  'signature-missing': 'Type your full name as your signature.',
  'signature-differs':
    'This is not your name as we know it. Write out every part of it. If it stands wrong on record, have it corrected there.',
  'conditions-missing': 'Write at least one condition, or choose another answer.',
  'conditions-unwanted':
    'You wrote conditions, but chose another answer. Choose “Approve with conditions”, or empty them.',
  'conditions-full':
    'No more conditions fit into this approval. Write fewer or shorter ones, or reject it with them.',
  'colleague-missing': 'Choose to whom you pass this on.',
  'colleague-unwanted':
    'You named somebody to pass this on to, but chose another answer. Choose “Pass on”, or take the name out.',
  'colleague-unknown': 'This person cannot be asked now. Choose somebody else.',
  'colleague-seated': 'This person is asked in this approval already. Choose somebody else.',
  'colleague-barred':
    'This person asked for, edited or owns what is decided, or stands in for somebody who does. Choose somebody else.',
  'colleague-circle':
    'This person is away, and their questions come back to you. Choose somebody else.',
  'until-not-a-date': 'Give the last day of your absence as a date, such as 2026-12-31.',
  'until-past': 'The last day of your absence is over. Give a later one, or none.',
  'question-missing': 'Type your question.',
  'question-too-long': `Shorten the question to ${LIMIT} characters.`,
  'question-only-name': 'The question is only your name. Type what you want to know.',
  'question-credential':
    'The question seems to hold a password or key. Take it out, since questions are kept for good.',
  'question-unreadable':
    'The question holds characters that cannot be seen. Type it again, as plain text.',
  'question-unsent':
    'You typed a question, but pressed the button that decides. Send the question first, or empty it.',
  'questions-full': 'No more questions can be put in this approval.',
  'facts-moved':
    'A fact changed while you were reading, so your answer was not recorded. The change is marked below. Please read it and answer again.',
};

const conditionProblems: Record<ConditionProblem['problem'], string> = {
  missing: 'is missing',
  'too-long': 'is too long',
  credential: 'seems to hold a password or key; conditions are kept for good',
  unreadable: 'holds characters that cannot be seen',
  'not-offered': 'is not one of those offered',
  'not-a-date': 'is not a date such as 2026-12-31',
  past: 'is over already',
  'too-far': 'is more than five years away',
};

const next: Record<NextCode, (step: { who: string; at: string }) => string> = {
  'others-open': () => 'The others who were asked may still answer.',
  'next-stage': () => 'Your answer ends this stage. The next one is asked now.',
  decides: () =>
    'Your answer decides the matter. It takes effect once everything has been checked again.',
  effective: () => 'The approval has taken effect.',
  rejected: () => 'The approvers rejected it. It goes back to its owner.',
  lapsed: () => 'Not enough answers came in time: it is not approved.',
  void: () => 'The approval is void: nobody’s answer counts.',
  withdrawn: () => 'The request was withdrawn.',
  'seat-filled-anew': () => 'Somebody else is asked in your place, by the same deadline.',
  passed: ({ who }) => `${who} is asked in your place, by the same deadline.`,
  'standing-absence': ({ who, at }) => `Until ${at} all other questions to you go to ${who}, too.`,
  'conditions-told': () => 'Whoever owns a condition is asked once the approval takes effect.',
  clarified: () => 'Everybody who decides sees your answer. Their deadline stands.',
  'condition-met': () => 'The condition counts as met.',
  'condition-met-late': () =>
    'The condition counts as met, but late: what is suspended stays so until it is approved again.',
  'requester-told': ({ who }) => `${who} is told.`,
};

/** Why somebody else's seat is now the reader's. */
const instead: Record<Instead['why'], (who: string) => string> = {
  delegated: (who) => `${who} passed this on to you`,
  absent: (who) => `You stand in for ${who}, who is away`,
  conflict: (who) => `${who} has a conflict of interest, so you are asked instead`,
  escalated: (who) => `${who} had not answered, so you are asked instead`,
  unreachable: (who) => `Our mails did not reach ${who}, so you are asked instead`,
  left: (who) => `${who} has left, so you are asked instead`,
};

/** What an exception lets happen. */
const duties: Record<Duty, string> = {
  requester: 'Whoever asked may decide',
  'last-editor': 'Whoever edited it last may decide',
  owner: 'Its owner may decide',
  'evidence-collector': 'Whoever collected the evidence may decide',
  'delegate-of-excluded': 'A stand-in of somebody excluded may decide',
  'one-seat-each': 'One person may fill two seats',
  'signed-in': 'A mailed link is enough, though sign-in is due at this risk',
};

/** Names of the members of records, as a list of changes tells them. */
const members = {
  name: 'Name',
  owner: 'Owner',
  purpose: 'Purpose',
  tier: 'Risk tier',
  tierReason: 'Reason for the risk tier',
  prohibitedUses: 'Prohibited uses',
  affected: 'Who is affected',
  oversight: 'Human oversight',
  unknowns: 'What is not known',
  whyNow: 'Why now',
  duties: 'Duties',
  binds: 'Whom it binds',
  effective: 'In force from',
  nextReview: 'Next review',
  enforcedBySoftware: 'Enforced by software',
  restsOnPeople: 'Rests on people alone',
  text: 'Full text',
  applies: 'What it guards',
  zone: 'Time zone',
  holidays: 'Holidays',
  stages: 'Stages',
  exceptions: 'Exceptions',
  whenDisowned: 'What a denied decision does',
  release: 'Release',
  kind: 'Kind',
  intendedUse: 'Intended use',
  limitations: 'Known limits',
  tests: 'Tests',
  data: 'Training data',
  artefact: 'Digest of the model file',
};

const links = {
  'uses-model': 'Model',
  'supplied-by': 'Supplier',
  'assessed-by': 'Assessment',
  'tested-by': 'Test evidence',
  governs: 'Governs',
  text: 'Full text',
};

const types = {
  'ai-system': 'AI system',
  'approval-policy': 'Approval policy',
  approval: 'Approval',
  condition: 'Condition',
  delegation: 'Delegation',
  evidence: 'Evidence',
  incident: 'Incident',
  'corrective-action': 'Corrective action',
  'regulatory-clock': 'Duty to report',
  model: 'Model',
  organisation: 'Organisation',
  person: 'Person',
  policy: 'Policy',
  repudiation: 'Denied decision',
  role: 'Role',
  service: 'Service',
  system: 'System',
  task: 'Task',
  vendor: 'Vendor',
  ...riskTypes,
  ...reviewTypes,
};

const tiers = {
  prohibited: 'prohibited',
  high: 'high risk',
  limited: 'limited risk',
  minimal: 'minimal risk',
};

/** What a kind should show and no record holds. */
const notOnRecord = {
  clashes: 'clashes with other policies',
  'own-text': 'which text was generated',
  acknowledgement: 'how many people must acknowledge it again',
  tests: 'test results',
  data: 'origin of the training data, and the right to use them',
  owner: 'an owner',
  tier: 'a risk tier',
  artefact: 'a digest of the model file',
  assessments: 'an impact assessment',
  'residual-risk': 'residual risks against the appetite',
  'open-findings': 'open findings of audits',
  monitoring: 'monitoring, alarms, rollback and logging',
  'legal-duties': 'legal duties met: registration, notice, fundamental-rights assessment',
  ...incidentUnknowns,
  ...riskUnknowns,
};

const autonomy = {
  assists: 'It assists; people do the work and decide',
  recommends: 'It recommends; a person decides',
  'decides-with-veto': 'It decides; a person can overrule it',
  decides: 'It decides by itself',
};

const severities = {
  info: 'for information',
  low: 'low severity',
  medium: 'medium severity',
  high: 'high severity',
  critical: 'critical',
};

const incidentStates = {
  reported: 'nobody has looked yet',
  confirmed: 'not contained yet',
  contained: 'contained, not explained yet',
  explained: 'explained, not corrected yet',
  correcting: 'being corrected',
  corrected: 'corrected, not closed yet',
  'in-closure': 'closure not decided yet',
  closed: 'closed',
  dismissed: 'dismissed',
  merged: 'merged into another',
};

const modelKinds = {
  classical: 'Classical machine learning',
  'deep-learning': 'Deep learning',
  generative: 'Generative AI',
  rules: 'Rules written by people',
  other: 'Of another kind',
};

const modelStates = {
  registered: 'not released',
  'in-approval': 'release not decided yet',
  released: 'released',
  suspended: 'suspended',
  retired: 'retired',
};

const guards = {
  'ai-system request-go-live': 'AI systems going live',
  'model request-release': 'the release of models',
  'policy request-approval': 'the approval of policies',
  'approval-policy request-adoption': 'the adoption of approval policies',
};

const identities = { link: 'possession of the mailbox is enough', 'signed-in': 'signed in' };

const units = {
  seconds: ['second', 'seconds'],
  minutes: ['minute', 'minutes'],
  hours: ['hour', 'hours'],
  days: ['day', 'days'],
  'working-days': ['working day', 'working days'],
} as const;
const span = ({ amount, unit }: { amount: number; unit: keyof typeof units }) => {
  const [one, many] = units[unit];
  return number(amount, one, many);
};
/** `90 seconds`, `2 minutes`. */
const time = (seconds: number) =>
  seconds % 60 === 0
    ? span({ amount: seconds / 60, unit: 'minutes' })
    : span({ amount: seconds, unit: 'seconds' });

const say: Sayings = {
  'never-approved': () => 'Never approved before',
  since: ({ version, changes }) =>
    changes === 0
      ? `Nothing since version ${version}, which was approved`
      : `Since version ${version}, which was approved:`,
  added: ({ member, line }, w) => w.named(members, member, line),
  removed: ({ member, line }, w) => w.named(members, member, line),
  replaced: ({ member, was, now }, w) =>
    w.named(members, member, `was “${w.value(member, was)}”, now “${w.value(member, now)}”`),
  reworded: ({ member }, w) => w.named(members, member),
  reordered: ({ member }, w) => w.named(members, member),
  linked: ({ rel, to }, w) => w.named(links, rel, w.record(to)),
  unlinked: ({ rel, to }, w) => w.named(links, rel, w.record(to)),
  date: ({ on }, w) => w.date(on),
  person: ({ ref }, w) => w.person(ref),
  'not-on-record': ({ what }, w) =>
    `Not on record here: ${what.map((each) => w.word(notOnRecord, each)).join('; ')}.`,
  tier: ({ tier, reason }) => (reason === undefined ? tiers[tier] : `${tiers[tier]}: ${reason}`),
  autonomy: (said, w) => w.word(autonomy, said.autonomy),
  'stopped-by': ({ role }) => `Can be stopped by: ${role ?? 'a named person'}`,
  'stop-tried': ({ on }, w) => (on === undefined ? 'Never tried' : `Last tried on ${w.date(on)}`),
  model: ({ name, release, use, state }, w) =>
    `${name} ${release} (${w.word(modelStates, state)}): ${use}`,
  'model-kind': ({ kind }, w) => w.word(modelKinds, kind),
  test: ({ name, group, threshold, result, on, passed }, w) =>
    `${name}${group === undefined ? '' : `, ${group}`}: ${result} (threshold: ${threshold}); ${passed ? 'passed' : 'failed'} on ${w.date(on)}`,
  supplier: ({ name, supplies, reviewed }, w) =>
    `${name} supplies: ${supplies.join(', ')}; ${reviewed === undefined ? 'never reviewed' : `reviewed on ${w.date(reviewed)}`}`,
  evidence: ({ source, collected }, w) => `${source}, ${w.date(collected)}`,
  condition: ({ on, text, due, missed }, w) =>
    `${on}: ${text}; ${missed ? 'missed; it was due' : 'due'} on ${w.date(due)}`,
  incident: ({ title, severity, state, happened }, w) =>
    `${title}: ${severities[severity]}, of ${w.date(happened)}; ${w.word(incidentStates, state)}`,
  more: ({ count }) => `${count} more`,
  exception: ({ duty, until, reason }, w) => `${duties[duty]}, until ${w.date(until)}: ${reason}`,
  guards: ({ type, transition, tier }, w) =>
    `${w.word(guards, `${type} ${transition}`)}${tier === undefined ? '' : `, ${tiers[tier]}`}`,
  stage: ({ name, quorum, seats, deadline }) =>
    `${name}: ${quorum} of ${seats.map(({ count: n, role }) => `${n} × ${role ?? 'a named person'}`).join(', ')}, within ${span(deadline)}`,
  identity: ({ stage, identity }) => `${stage}: ${identities[identity]}`,
  escalation: ({ stage, before }) =>
    `${stage}: others are asked ${span(before)} before the deadline`,
  'when-disowned': ({ does }) =>
    does === 'suspend'
      ? 'What was approved is suspended at once'
      : 'It is put on record, and people are told',
  calendar: ({ zone, holidays }) =>
    holidays === undefined ? `Time zone ${zone}` : `Time zone ${zone}, holidays of ${holidays}`,
  choice: ({ choice }) => choices[choice],
  ...incidentSayings,
  ...riskSayings,
  ...reviewSayings,
};

const choices = {
  approve: 'Approve',
  'approve-with-conditions': 'Approve with conditions',
  reject: 'Reject',
  'pass-on': 'Pass on to somebody else',
  'conflict-of-interest': 'I have a conflict of interest',
  answer: 'your answer',
  fulfil: 'Condition met',
};

const failedTests = (n: number, of: number) =>
  of === 0 ? 'No test is on record.' : `${n} of ${number(of, 'test', 'tests')} failed.`;

/** Each kind of question: the mail's verb, the question, what yes and no cause, its facts. */
const kinds = {
  'approve-policy': {
    verb: 'Approve policy',
    question: (label: string) => `Do you approve ${label} as a policy of the organisation?`,
    numbers: { duties: (n: number) => `It lays down ${number(n, 'duty', 'duties')}.` },
    approve: 'Exactly this version is approved, and binds those whom it names.',
    reject: 'It goes back to its owner, with your reason.',
    facts: {
      'rests-on-people': 'Rests on people alone',
      'why-now': 'Why now',
      duties: 'Duties',
      changed: 'Changed',
      binds: 'Whom it binds',
      effective: 'In force from',
      enforced: 'Enforced by software',
      owner: 'Owner',
      'next-review': 'Next review',
      text: 'Full text',
    },
  },
  'adopt-approval-policy': {
    verb: 'Adopt approval policy',
    question: (label: string) => `Shall “${label}” say from now on who must agree?`,
    numbers: { stages: (n: number) => `It has ${number(n, 'stage', 'stages')}.` },
    approve: 'From now on this policy says who must agree.',
    reject: 'It goes back to its owner, with your reason.',
    facts: {
      exceptions: 'Exceptions it allows',
      'why-now': 'Why now',
      applies: 'Guards',
      stages: 'Who must agree',
      identity: 'How deciders are identified',
      escalation: 'When nobody answers',
      changed: 'Changed',
      'when-disowned': 'When a decider says “that was not me”',
      calendar: 'Working days',
      owner: 'Owner',
    },
  },
  'go-live': {
    verb: 'Approve go-live',
    question: (label: string) => `May ${label} go live?`,
    numbers: {
      'tests-failed': failedTests,
      affected: (n: number) => `It affects ${number(n, 'group', 'groups')} of people.`,
    },
    approve: 'It may be used for real people once the approval takes effect.',
    reject: 'It stays out of use, and its owner gets your reason.',
    facts: {
      'risks-above': 'Residual risk above appetite',
      risks: 'Residual risk within appetite',
      impact: 'Impact assessment',
      'tests-failed': 'Tests that failed',
      incidents: 'Open incidents',
      conditions: 'Open or missed conditions',
      limits: 'Known limits',
      'stop-tried': 'Stopping it',
      purpose: 'Purpose',
      prohibited: 'Must not be used for',
      affected: 'Who is affected',
      tier: 'Risk tier',
      oversight: 'Human oversight',
      changed: 'Changed',
      assessments: 'Assessments',
      models: 'Model',
      tests: 'Tests that passed',
      data: 'Training data',
      suppliers: 'Supplier',
      owner: 'Owner',
    },
  },
  'release-model': {
    verb: 'Approve release',
    question: (label: string) => `May ${label} be released for use in AI systems?`,
    numbers: { 'tests-failed': failedTests },
    approve: 'AI systems may use exactly this version once the approval takes effect.',
    reject: 'It stays unreleased, and its owner gets your reason.',
    facts: {
      'tests-failed': 'Tests that failed',
      incidents: 'Open incidents',
      conditions: 'Open or missed conditions',
      limits: 'Known limits',
      use: 'Intended use',
      kind: 'Kind of model',
      tier: 'Risk tier',
      changed: 'Changed',
      tests: 'Tests that passed',
      'test-evidence': 'Test evidence',
      data: 'Training data',
      suppliers: 'Supplier',
      owner: 'Owner',
    },
  },
  'close-incident': closeIncident,
  ...riskQuestions,
};

/** Reasons that the server writes into records, by what stands there. */
const reasons: Readonly<Record<string, string>> = {};

/** English. Sentences end with a full stop; labels do not. */
export const en = {
  locale: 'en-GB',
  direction: 'ltr',
  product: 'AI management system',
  subject: (kind: string, name: string) => `${kind} “${name}”`,
  subjectVersion: (version: number, kind: string, name: string) =>
    `version ${version} of ${kind} “${name}”`,
  version: (version: number) => `version ${version}`,
  /** What the subject line of a mail is about. */
  object: (name: string, version: number) => `${name}, version ${version}`,
  fingerprint: 'fingerprint',
  person: (name: string, capacity: string) => `${name} (${capacity})`,
  erased: 'somebody whose name was erased',
  somebody: 'somebody',
  named: 'named by the policy',
  types,
  tiers,
  members,
  kinds,
  anyKind: {
    verb: 'Decide',
    question: (label: string) => `What do you decide on ${label}?`,
    numbers: {},
    approve: 'It is approved in exactly this version.',
    reject: 'It goes back to its owner, with your reason.',
    facts: {},
  },
  choices,
  consequences: {
    'approve-with-conditions':
      'As approving, but bound to what you demand. A missed condition suspends what was approved.',
    'pass-on': 'Somebody else is asked in your place, by the same deadline.',
    'conflict-of-interest': 'Somebody else is asked in your place. Your reason stays on record.',
  },
  ifNobody: {
    lapses: (end: string) => `${end}: it lapses, not approved.`,
    escalates: (at: string, end: string) =>
      `${at}: others are asked. ${end}: it lapses, not approved.`,
  },
  instead,
  say,
  late: lateEn,
  riskLate,
  /** A word before a line that says what happened to it. */
  marks: {
    added: 'Added',
    removed: 'Removed',
    replaced: 'Changed',
    reworded: 'Reworded',
    reordered: 'Reordered',
    linked: 'Added',
    unlinked: 'Removed',
  },
  reasons,
  tooFew: (stage: string, needs: number, may: number) =>
    `“${stage}” needs ${needs} to agree, and only ${may} can still decide.`,
  duties,

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
    askedOf: 'Asked of',
    decideBy: 'Decide by',
    reading: (minutes: number) => `${minutes} min to read`,
    skipToDecision: 'To the decision',
    /** Without a name: it was erased, or it was a service that asked. */
    whyAsked: (name: string) => (name === '' ? 'Why it is asked' : `Why ${name} asks`),
    readAll: 'Read all of it',
    decided: 'What is decided',
    ifChosen: (label: string) => `Choosing “${label}”`,
    also: 'You can also',
    alsoShort: {
      'approve-with-conditions': 'set conditions',
      'pass-on': 'pass it on',
      'conflict-of-interest': 'declare a conflict',
    },
    ifNobody: 'If nobody answers',
    whyYou: 'Why you',
    role: (role: string, policy: string, version: number) =>
      role === ''
        ? `“${policy}”, version ${version}, names you.`
        : `As ${role} under “${policy}”, version ${version}.`,
    independent: 'You neither asked for, edited nor own this.',
    agreement: 'Who must agree',
    ifApproved: 'If approved',
    ifRejected: 'If rejected',
    countsFor: (quorum: number) => `It counts as one of ${quorum} needed. If it is agreed:`,
    countsAgainst: (quorum: number) =>
      `It counts against, and decides once fewer than ${quorum} can still agree. Then:`,
    quorum: (quorum: number, seats: number) =>
      seats === 1 ? 'You alone' : `${quorum} of ${seats} people`,
    stage: (n: number, of: number, name: string) => `stage ${n} of ${of}, ${name}`,
    exceptions: 'Where this departs from the rule',
    exception: (what: string, until: string, reason: string) =>
      `${what}, until ${until}: ${reason}`,
    against: 'What speaks against it',
    atStage: (label: string, n: number, name: string) =>
      stop(`Answered “${label}” at stage ${n}, ${name}`),
    /** What people wrote stands as they wrote it. Empty where that is mostly this language. */
    asRecorded: '',
    nothingAgainst: 'None of the facts gathered speaks against it.',
    unknown: 'What is not known',
    unknownLead: 'Nobody could tell us this. Decide with it in mind.',
    nothingUnknown: 'Nobody named anything as unknown. That is unusual: ask before you rely on it.',
    otherFacts: 'What else you should know',
    source: 'Source',
    record: (type: string, id: string, version: number) => `${type} ${id}, version ${version}`,
    asOf: 'as of',
    stale: 'Out of date',
    moved: 'Changed since the mail',
    was: (at: string) => `Changed on ${at}. In the mail it was:`,
    wasNothing: 'nothing',
    gone: 'No longer on record.',
    evidence: (title: string) => `Evidence: ${title}`,
    fileDigest: 'SHA-256 of the file',
    since: 'Since you last decided',
    sinceLead: (choice: string, version: number, at: string) =>
      `You answered “${choice}” on version ${version}, ${at}. Changed since then:`,
    others: 'Who else is asked',
    nobodyElse: 'Nobody else is asked. Your answer alone decides.',
    nobodyElseNow: 'Nobody else is asked at this stage.',
    answered: 'has answered',
    waiting: 'has not answered yet',
    notNeeded: 'was not needed',
    othersNote: 'What they said is shown once you have decided.',
    said: (label: string) => `answered “${label}”`,
    earlier: (n: number, name: string, at: string) => `Stage ${n}, ${name}, agreed on ${at}`,
    earlierHidden: 'What was said there is not shown at this stage.',
    questions: 'Questions put so far',
    asked: (who: string, at: string) => `${who} asked on ${at}`,
    answeredBy: (who: string, at: string) => `${who} answered on ${at}`,
    noAnswer: 'Not answered yet. The deadline stands.',
    ask: (name: string) =>
      `A question first? Reply to the mail: your reply reaches ${stop(name)} The deadline stands.`,
    askBelow: (name: string) =>
      `A question first? Put it to ${name} below. The answer is on record, everybody asked sees it, and the deadline stands.`,
    subjectDigest: (version: number) => `Version ${version}, SHA-256`,
    factsDigest: (at: string) => `These facts, gathered ${at}, SHA-256`,
    paper: (labels: string) =>
      `Printed for reading. Answers are given on the page, not on paper: ${stop(labels)}`,
    sent: 'Your question is recorded',
    sentText: (name: string) =>
      `It was put to ${name}. You are told by mail when the answer is there. Nothing is decided yet, and the deadline stands.`,
  },

  signIn: {
    title: 'Sign in to decide',
    why: (policy: string) =>
      `“${policy}” asks whoever decides here to sign in: at this risk, possession of a mailbox is not enough.`,
    here: 'You can read everything on this page. Only the answer is given elsewhere.',
    how: (name: string) =>
      `Signing in comes with your organisation’s identity provider, which is not connected yet: until then nobody can decide here. Ask ${stop(name)} The deadline stands.`,
  },

  form: {
    title: 'Your decision',
    choice: 'Your answer',
    comment: 'Comment',
    commentHint: `Your reason, up to ${LIMIT} characters. It is kept for good and cannot be changed: leave personal data out.`,
    neededFor: (labels: string) => stop(`Needed for: ${labels}`),
    needsComment: 'Needs a reason.',
    choose: 'Choose',
    onlyFor: (label: string) => `Only for “${label}”`,
    conditionsHint:
      'Each is put to its owner once the approval takes effect. They are kept for good.',
    condition: (row: number) => `Condition ${row}`,
    conditionFields: {
      text: 'What must be done',
      owner: 'By whom',
      due: 'By when, to the end of that day',
      lapses: 'What lapses if it is missed',
    },
    noOwner: 'Nobody can own a condition here.',
    passTo: 'To whom',
    noColleague: 'Nobody else may be asked here. Answer yourself, or declare a conflict.',
    absentUntil: 'Away? Until when everything else goes there, too (optional)',
    signature: 'Signature',
    signatureHint: (name: string) => `Sign with your full name: ${name}, each part written out.`,
    submit: 'Record my decision',
    after:
      'You get a receipt at once, and the same by mail. An answer once recorded cannot be changed.',
    /** Of the policy's minimum reading time. */
    sooner: (seconds: number) =>
      `The policy expects at least ${time(seconds)} of reading. An answer given sooner is accepted, and listed for the auditors.`,
    askTitle: 'Or a question first',
    question: (name: string) => `Your question to ${name}`,
    questionHint: `Up to ${LIMIT} characters, kept for good. Sign above, then send it; the rest of what you typed stays here.`,
    sendQuestion: 'Send the question only',
    problems: 'Not recorded yet',
    problemsLead: 'What you typed is kept. Please correct:',
    tooLong: (length: number) => `It has ${count(length)} now.`,
    inCondition: (row: number, field: string, problem: string) =>
      `Condition ${row}, “${field}”: ${problem}.`,
  },
  problems,
  conditionProblems,
  next,

  side: {
    clarification: {
      title: 'A question to you',
      askedOf: 'Asked of',
      lead: (by: string, subject: string, version: number) =>
        `${by} decides on ${subject}, version ${version}, which you asked for, and wants to know first:`,
      by: 'Answer by',
      ifNot: 'Nobody waits: whoever decides may decide without your answer.',
      field: 'Your answer',
      hint: `Up to ${LIMIT} characters. Everybody who decides sees it. It is kept for good and cannot be changed: leave personal data out.`,
      submit: 'Record my answer',
    },
    fulfilment: {
      title: 'A condition that you own',
      askedOf: 'Asked of',
      lead: (by: string, subject: string, version: number) =>
        `${by} approved ${subject}, version ${version}, on this condition:`,
      by: 'To be met by',
      ifNot: 'What was approved is suspended, until it is approved again.',
      field: 'What was done',
      hint: `Say what was done, when, and where that can be seen, in up to ${LIMIT} characters. It is kept for good and cannot be changed: leave personal data out.`,
      submit: 'Report the condition as met',
    },
    asked: 'Put on',
    lapses: 'If it is missed',
    missed: 'This condition was missed. What it lapses has lapsed; your report is still recorded.',
    others: 'Other questions put so far',
    after: 'You get a receipt at once, and the same by mail. It cannot be changed afterwards.',
  },

  receipt: {
    title: (choice: string) => `Recorded: ${choice}`,
    heading: 'Your answer is recorded',
    yours: 'Your answer',
    lead: (choice: string, subject: string, version: number) =>
      `You answered “${choice}” on ${subject}, version ${version}.`,
    leadAnswer: (subject: string, version: number) =>
      `You answered the question on ${subject}, version ${version}.`,
    leadFulfil: (subject: string, version: number) =>
      `You reported as met a condition of ${subject}, version ${version}.`,
    answer: 'Answer',
    done: 'What was done',
    question: 'To the question',
    condition: 'Condition',
    comment: 'Comment',
    conditions: 'Conditions',
    conditionLine: (text: string, owner: string, due: string, lapses: string) =>
      `${stop(text)} By ${owner}, until ${due}. If missed: ${stop(lapses)}`,
    passedTo: 'Passed on to',
    absentUntil: 'Everything else too, until',
    subject: 'On',
    by: 'By',
    when: 'When',
    how: 'Identified by',
    link: 'possession of the mailbox, and a typed name',
    'signed-in': 'sign-in',
    now: 'What happens now',
    others: 'What the others said',
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
    tell: (name: string) => stop(`If you did not give this answer, say so at once to ${name}`),
    reportHere: 'I did not give this answer',
    reportLead: (name: string) =>
      `Your report goes on record at once, and ${name} is told. Where the policy says so, it stops what was approved.`,
    reportComment: 'What you know about it (optional)',
    reportCommentHint: 'It is kept for good and cannot be changed: leave personal data out.',
    reportSignatureHint: (name: string) =>
      `Sign with your full name: ${name}, each part written out.`,
    reportSubmit: 'Report this answer as not mine',
    incident: 'It must then be looked into.',
    reported: 'Reported as not yours',
    reportedText: (at: string, name: string) =>
      `Since ${at} it is on record that you did not give this answer. ${name} is told, and must have it looked into.`,
    reportedStops: 'What was approved with it is stopped until somebody has looked into it.',
    reportedRecords: 'The policy stops nothing by itself: people decide what follows.',
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

  work: workEn,

  mail: {
    ask: (ask: string, object: string, by: string) => `${ask}: ${object}, by ${by}`,
    asks: (requester: string, capacity: string) =>
      capacity === '' ? `${requester} asks you:` : `${requester} asks you as ${capacity}:`,
    reminded: (at: string) => `Reminder: you were asked on ${at}, and have not answered yet.`,
    thenEscalates: (at: string) => `Without your answer others are asked instead on ${at}.`,
    thenReminds: (at: string) => `The next reminder comes on ${at}.`,
    thenLapses: (at: string) => `This is the last reminder. On ${at} the time is over.`,
    changed: 'What changed',
    number: 'The number that matters',
    ifNobody: 'If nobody answers',
    deadline: 'Decide by',
    open: 'Read the facts and decide',
    code: (address: string) => `Or open ${address} and type this code`,
    read: 'Read the facts',
    reply: (name: string) => `A reply to this mail reaches ${stop(name)} The deadline stands.`,
    secret: 'Whoever has this link can answer for you: do not forward this mail.',
    secretRead: 'Whoever has this link can read this: do not forward this mail.',
    signedIn: (name: string) =>
      `You can read everything now. To decide you must sign in, which is not connected here yet: ask ${stop(name)}`,
    more: 'There is more on the page.',

    clarify: {
      ask: (object: string, by: string) => `A question to you: ${object}, by ${by}`,
      lead: (by: string) => `${by} decides on your request, and asks first:`,
      deadline: 'Answer by',
      ifNot: 'Whoever decides may decide without your answer.',
      open: 'Answer the question',
    },
    fulfil: {
      ask: (object: string, by: string) => `Condition to be met: ${object}, by ${by}`,
      lead: (by: string) => `${by} approved this on a condition that you own:`,
      deadline: 'To be met by',
      lapses: 'If it is missed',
      ifNot: 'What was approved is suspended.',
      open: 'Report it as met',
    },

    receiptSubject: (choice: string, object: string) => `Recorded: ${choice}, ${object}`,
    receiptSubjectOther: (name: string, choice: string, object: string) =>
      `${name} answered: ${choice}, ${object}`,
    receiptOther: (name: string) => `${name} has answered your request`,
    reportLink: 'Not you? See the receipt and report it',
    receiptLink: 'See the receipt',
    notExpected:
      'You asked for this decision. If you doubt that an answer is its person’s own, ask them: by their receipt they can report that it is not.',
    progress: (answers: number, quorum: number) =>
      `So far ${number(answers, 'person has', 'people have')} agreed; ${quorum} must.`,

    clarifiedSubject: (object: string) => `Your question is answered: ${object}`,
    clarifiedTitle: 'Your question is answered',
    asked: 'You asked',
    answered: (name: string) => `${name} answered`,
    stillYours: (at: string) => `Your decision is still asked for, by ${at}.`,
    useLink: 'Open the page again by the newest link that you were sent.',

    missedSubject: (object: string) => `Condition missed: ${object}`,
    missedTitle: 'A condition was missed',
    missed: (subject: string) =>
      `${subject} was approved on a condition that nobody has reported as met in time.`,
    missedSuspends: 'It is suspended until it is approved again.',
    missedOwner:
      'You own this condition. If it is met, report it by the link that you were sent: it still works.',

    repudiatedSubject: (object: string) => `A decision was denied: ${object}`,
    repudiatedTitle: 'Somebody says that a decision is not theirs',
    repudiated: (name: string, subject: string) =>
      `An answer on ${subject} stands in the name of ${name}, who says that they did not give it.`,
    repudiatedSuspends:
      'The policy stops what rests on it: an open approval ends void, and what was approved is suspended.',
    repudiatedRecords: 'The policy stops nothing by itself. You decide what follows.',
    repudiatedDo: 'Treat it as an incident: find out who had the mailbox, and record the outcome.',

    unfillableSubject: (policy: string) => `Seats cannot be filled: ${policy}`,
    unfillableTitle: 'Your approval policy can no longer be worked with',
    unfillable: (policy: string) =>
      `“${policy}” asks for more people than are there. Whatever it guards cannot be approved until that changes.`,
    unfillableStages: 'What is short',
    needs: (quorum: number, seats: readonly { count: number; role: string | undefined }[]) =>
      `${quorum} of ${seats.map(({ count: n, role }) => `${n} × ${role ?? 'a named person'}`).join(', ')}`,
    unfillableDo: 'Give the roles to more people, or revise the policy.',

    digestSubject: (n: number, by: string) =>
      `${number(n, 'question waits', 'questions wait')} for you, the first by ${by}`,
    digestTitle: (n: number) => `${number(n, 'question waits', 'questions wait')} for you`,
    digestLead:
      'You were sent many mails today, so the rest comes in this one, the earliest deadline first.',

    item: (ask: string, by: string, code: string) => `${ask}, by ${by}. Code ${code}`,
    typed: (address: string) => `If a link does not work, open ${address} and type its code.`,

    closedSubject: (title: string, object: string) => `${title}: ${object}`,
    nothingToDo: 'There is nothing left for you to do, and the links sent to you have ended.',
    when: 'When',
    approvalDigest: 'Digest of the approval',
    conditionsOpen: 'Approved on conditions',
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
          `The approval of ${subject} is void: nobody’s answer counts. Ask again for what stands now.`,
      },
      withdrawn: {
        title: 'Withdrawn',
        text: (subject: string) => `The request for ${subject} was withdrawn.`,
      },
    },
  },
};

/** All texts of pages and mails in one language. A further language is one file of this shape. */
export type Messages = typeof en;
