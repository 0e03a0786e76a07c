import type { RiskSayings } from './types.ts';

/** English words of risks, by key. */

export const dimensions = {
  bias: 'Bias',
  privacy: 'Privacy',
  security: 'Security',
  safety: 'Safety',
  misuse: 'Misuse',
  transparency: 'Transparency',
};

const because = {
  new: 'The system is new',
  changed: 'The system, or what it uses, has changed',
  incident: 'An incident asks for it',
  signal: 'A signal asks for it',
  review: 'A review asks for it',
  'by-hand': 'Somebody asked for it',
};

const options = { avoid: 'avoid', reduce: 'reduce', transfer: 'transfer', accept: 'accept' };

const places = { inherent: 'Before controls', residual: 'With controls' };

const at = (levels: readonly string[], level: number) => levels[level - 1] ?? String(level);
const steps = (n: number) => (n === 1 ? '1 step' : `${n} steps`);

const called = {
  'ai-system': 'A new or changed AI system',
  model: 'A new or changed model',
  dataset: 'A new or changed data set',
  vendor: 'A new or changed vendor',
  'use-case': 'A new or changed use case',
};

const severities = { slight: 'slight', serious: 'serious', grave: 'grave' };
const undone = {
  quickly: 'undone quickly',
  'with-effort': 'undone with effort',
  never: 'cannot be undone',
};
const scales = { few: 'few of them', many: 'many of them', most: 'most of them' };

export const riskSayings: RiskSayings = {
  'assessed-because': ({ why }, w) => w.word(because, why),
  dimension: ({ dimension }, w) => w.word(dimensions, dimension),
  'dimension-level': ({ dimension, level, appetite, above }, w) =>
    above
      ? `${w.word(dimensions, dimension)}: ${level}, above what is borne (${appetite})`
      : `${w.word(dimensions, dimension)}: ${level}, within what is borne (${appetite})`,
  'dimension-score': ({ dimension, inherent, residual, appetite, levels }, w) =>
    `${w.word(dimensions, dimension)}: ${at(levels, inherent)} before controls, ${at(levels, residual)} with them; borne up to ${at(levels, appetite)}`,
  'impact-of': ({ of, version }, w) =>
    `No approved impact assessment of ${w.record(of)} is of version ${version} or newer`,
  borne: ({ level, version }) => `Borne up to ${level}, by version ${version} of the criteria`,
  'risk-place': ({ what, likelihood, impact, level }) =>
    `${places[what]}: ${level} (likelihood: ${likelihood}; harm: ${impact})`,
  apart: ({ likelihood, impact }) =>
    `The assessors disagree: ${steps(likelihood)} apart in likelihood, ${steps(impact)} in harm. The worst counts.`,
  'treatment-plan': ({ option, target, owner, due }, w) =>
    [
      `To ${w.word(options, option)}, by ${w.person(owner)}, until ${w.date(due)}`,
      ...(target === undefined ? [] : [`to reach ${target}`]),
    ].join(', '),
  'control-in-place': ({ text, proven }) =>
    proven ? `${text} (shown by evidence)` : `${text} (said, not shown by evidence)`,
  'accepted-before': ({ count }) =>
    count === 1 ? 'Accepted once before' : `Accepted ${count} times before`,
  'accepted-until': ({ dimension, level, until }, w) =>
    `${w.word(dimensions, dimension)}: ${level}, accepted until ${w.date(until)}`,
  'accepted-by': ({ level, role, months }) =>
    `${level}: accepted by ${role}, for ${months} ${months === 1 ? 'month' : 'months'} at most`,
  'borne-in': ({ dimension, level }, w) =>
    dimension === undefined
      ? `In general up to ${level}`
      : `${w.word(dimensions, dimension)}: up to ${level}`,
  'called-for-by': ({ type }, w) => w.word(called, type),
  impact: ({ who, number, how, severity, reversible, scale }, w) => {
    const weight = [
      w.word(severities, severity),
      w.word(undone, reversible),
      w.word(scales, scale),
    ];
    return `${who}, ${number}: ${how} (${weight.join('; ')})`;
  },
  'fundamental-rights': ({ applies }) =>
    applies
      ? 'Its impact on fundamental rights is to be assessed (EU AI Act, Art. 27)'
      : 'Art. 27 of the EU AI Act does not apply',
  'scored-by': ({ version, disagree }) =>
    disagree
      ? `By version ${version} of the criteria; the assessors disagree, and the worst counts`
      : `By version ${version} of the criteria`,
  'not-accepted': () => 'Nobody has accepted it',
  'reviewed-next': ({ on }, w) => `Next review ${w.date(on)}`,
};

/** Words of the questions that approvals ask about risks and scope. */
export const riskQuestions = {
  'adopt-risk-criteria': {
    verb: 'Adopt risk criteria',
    question: (label: string) => `Shall “${label}” say how much risk is borne?`,
    numbers: {
      levels: (n: number) => `They know ${n} ${n === 1 ? 'level' : 'levels'} of risk.`,
    },
    approve: 'From now on exactly these criteria count.',
    reject: 'They go back to their owner, with your reason.',
    facts: {
      'why-now': 'Why now',
      appetite: 'What is borne without treatment',
      levels: 'Who may accept which level',
      changed: 'Changed',
      likelihood: 'How likely',
      impact: 'How grave',
      strengths: 'How strong controls are',
      'assessed-on': 'What calls for an assessment',
      owner: 'Owner',
    },
  },
  'approve-impact-assessment': {
    verb: 'Approve impact assessment',
    question: (label: string) => `Does “${label}” say what the system does to people?`,
    numbers: {
      grave: (n: number) =>
        `${n} ${n === 1 ? 'impact is' : 'impacts are'} grave, or cannot be undone.`,
      individuals: (n: number) => `${n} ${n === 1 ? 'impact' : 'impacts'} on single people.`,
    },
    approve: 'It counts for the system in the version that it names.',
    reject: 'It goes back to its owner, with your reason.',
    facts: {
      grave: 'Grave, or not to be undone',
      use: 'How the system is used',
      individuals: 'Single people',
      groups: 'Groups',
      society: 'Society',
      misuse: 'Misuse that can be foreseen',
      benefits: 'Who gains',
      lessened: 'What lessens it, and what remains',
      oversight: 'Oversight by people',
      remedy: 'Where people can complain',
      consulted: 'Who was asked',
      'fundamental-rights': 'Fundamental rights',
      changed: 'Changed',
      owner: 'Owner',
      'next-review': 'Next review',
    },
  },
  'adopt-scope': {
    verb: 'Adopt scope',
    question: (label: string) => `Shall “${label}” say what the management system covers?`,
    numbers: {
      excludes: (n: number) => `It leaves ${n} ${n === 1 ? 'thing' : 'things'} out.`,
      covers: (n: number) => `It covers ${n} ${n === 1 ? 'thing' : 'things'}.`,
    },
    approve: 'Exactly this is covered from now on.',
    reject: 'It goes back to its owner, with your reason.',
    facts: {
      excludes: 'Left out, and why',
      statement: 'Scope',
      covers: 'Covers',
      issues: 'What matters from outside and inside',
      changed: 'Changed',
      owner: 'Owner',
    },
  },
};

/** What an impact assessment should say and does not. */
export const riskUnknowns = {
  groups: 'what it does to groups as such',
  society: 'what it does to society',
};

/** What types of records about risks are called. */
export const riskTypes = {
  'risk-criteria': 'Risk criteria',
  'question-set': 'Question set',
  'assessment-plan': 'Assessment plan',
  'risk-assessment': 'Risk assessment',
  risk: 'Risk',
  treatment: 'Risk treatment',
  acceptance: 'Risk acceptance',
  'impact-assessment': 'Impact assessment',
  'aims-scope': 'Scope',
  'use-case': 'Use case',
  dataset: 'Data set',
};

/** Words of mails about what is late of a risk. */
export const riskLate = {
  what: 'What',
  due: 'Until',
  assessment: {
    subject: (label: string) => `Overdue: assessment of risks, ${label}`,
    title: 'An assessment of risks has ended overdue',
    text: 'Not everybody had answered in time. That is on record, nobody is asked any more, and what was answered is where the next assessment begins. Please have it started again.',
  },
  treatment: {
    subject: (label: string) => `Overdue: treatment of a risk, ${label}`,
    title: 'The treatment of a risk is overdue',
    text: 'Nobody has said that it was done. That is on record, and it is still to be done. It is asked for by a mail of its own.',
  },
  acceptance: {
    subject: (label: string) => `Expired: acceptance of a risk, ${label}`,
    title: 'A risk is accepted no more',
    text: 'The time for which it was accepted is over. It is above appetite again, and is assessed anew.',
  },
};
