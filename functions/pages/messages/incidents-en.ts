import type { IncidentSayings } from './types.ts';

/** English words of incidents, by key. */

export const harms = {
  none: 'nobody and nothing',
  health: 'health',
  death: 'death of a person',
  rights: 'fundamental rights',
  property: 'property',
  environment: 'environment',
  infrastructure: 'critical infrastructure',
  privacy: 'privacy',
  discrimination: 'unequal treatment',
  financial: 'money of people concerned',
  reputation: 'reputation',
};

export const causeKinds = {
  data: 'the data',
  model: 'the model',
  software: 'the software',
  infrastructure: 'the infrastructure',
  supplier: 'a supplier',
  process: 'the process',
  'design-of-oversight': 'how oversight is designed',
  'instructions-and-training': 'instructions and training',
  misuse: 'use for something else',
  attack: 'an attack',
  change: 'a change',
};

export const methods = {
  'five-whys': 'five times why',
  fishbone: 'fishbone diagram',
  'fault-tree': 'fault tree',
  timeline: 'timeline',
  experiment: 'experiment',
};

export const severityWords = {
  info: 'For information',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
};

const severityBy = { rule: 'by rule, from its signals', triage: 'as it was judged at triage' };

const moments = {
  happened: 'Happened',
  detected: 'Detected',
  aware: 'Known to us',
  confirmed: 'Confirmed',
  contained: 'Contained',
  repaired: 'Repaired',
};

const crossed = {
  severity: 'one signal was grave enough',
  count: 'so many signals came within some hours',
  rate: 'so many signals came within some minutes',
};

const clockStates = {
  running: 'not sent yet',
  met: 'sent in time',
  breached: 'overdue',
  'met-late': 'sent late',
  stopped: 'found not to apply',
};

const actionStates = {
  open: 'open',
  overdue: 'overdue',
  done: 'done',
  effective: 'done',
  ineffective: 'done',
};

const effectStates = {
  effective: 'it had its effect',
  ineffective: 'it had no effect',
};

/** `2 h 5 min`, `3 d 4 h`: how much later. */
function later(minutes: number): string {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60), minutes % 60];
  if (days > 0) return `${days} d ${hours % 24} h`;
  return hours > 0 ? `${hours} h ${rest} min` : `${rest} min`;
}

export const incidentSayings: IncidentSayings = {
  severity: ({ severity, by }, w) => `${severityWords[severity]}, ${w.word(severityBy, by)}`,
  moment: ({ what, at, after }, w) =>
    `${moments[what]}: ${w.moment(at)}${after === undefined ? '' : `, ${later(after)} after it happened`}`,
  signals: ({ count }) => {
    if (count === 0) return 'none yet: they are counted when their hour is over';
    return count === 1
      ? '1 signal in hours that are over'
      : `${count} signals in hours that are over`;
  },
  'called-by': ({ by, kind, fingerprint }) => `${fingerprint} (${kind}): ${crossed[by]}`,
  harm: ({ harms: of }, w) => `Harm to: ${of.map((each) => w.word(harms, each)).join(', ')}`,
  use: ({ use }) => (use === 'continues' ? 'The system is used on' : 'The system is suspended'),
  'cause-found': ({ kind, method }, w) =>
    `It lies with ${w.word(causeKinds, kind)}; found by: ${w.word(methods, method)}`,
  reassess: ({ asked }) =>
    asked ? 'The risks are to be assessed anew' : 'The risks need no new assessment',
  reportable: ({ duties }) =>
    duties === 0
      ? 'Not to be reported to any authority'
      : `${duties} ${duties === 1 ? 'duty' : 'duties'} to report`,
  clock: ({ regime, reference, to, state, deadline, sent, proof }, w) =>
    [
      `${regime}, ${reference}, to ${to}: ${w.word(clockStates, state)}`,
      `until ${w.moment(deadline)}`,
      ...(sent === undefined ? [] : [`sent ${w.moment(sent)}`]),
      ...(proof === undefined ? [] : [`proof: ${proof}`]),
    ].join('; '),
  action: ({ text, state, due, owner, how }, w) =>
    [
      `${text} (${w.person(owner)}, ${w.word(actionStates, state)}, due ${w.date(due)})`,
      ...(how === undefined ? [] : [how]),
    ].join(': '),
  effect: ({ text, shownBy, state, due, by, found }, w) =>
    found === undefined
      ? `${text}: looked at by ${w.person(by)} on ${w.date(due)}; shown by: ${shownBy}`
      : `${text}: ${w.word(effectStates, state)}, as ${w.person(by)} found: ${found}`,
  lifts: ({ what, of }, w) =>
    what === 'hold'
      ? `${w.record(of)} is no longer held`
      : `${w.record(of)} stays suspended until it is approved again`,
};

/** The question whether an incident is closed. */
export const closeIncident = {
  verb: 'Approve closing',
  question: (label: string) => `May the incident “${label}” be closed?`,
  numbers: {
    'reported-late': (n: number, of: number) =>
      `${n} of ${of} ${of === 1 ? 'report' : 'reports'} to authorities came late.`,
    actions: (n: number) => `${n} ${n === 1 ? 'action was' : 'actions were'} taken.`,
  },
  approve: 'It is closed. What comes of its cause later opens another.',
  reject: 'It goes back to be summed up anew, with your reason.',
  facts: {
    summary: 'What happened',
    'reported-late': 'Reported late',
    'without-effect': 'Actions without effect',
    recurs: 'It happened before',
    residual: 'What is left of the danger',
    times: 'When',
    harm: 'Who or what may be harmed',
    harmed: 'Who was harmed, and whether it was made good',
    severity: 'Severity',
    'severity-why': 'Why it was taken for real, and so grave',
    reportability: 'Duties to report',
    reported: 'Reported in time',
    cause: 'Cause, and how it was found',
    elsewhere: 'Where else it could happen',
    actions: 'What was done',
    effect: 'Whether that has its effect',
    reassess: 'Assessment of risks',
    told: 'Who was told',
    lifts: 'What closing lifts',
    signals: 'Signals counted',
  },
};

/** What an incident's record should say and does not. */
export const incidentUnknowns = {
  system: 'which AI system it concerns',
  harm: 'who is or may be harmed',
  cause: 'why it happened',
  reportability: 'whether it is to be reported',
  'risk-reassessed': 'whether the risks were assessed anew',
  'told-proof': 'what shows that people were told',
};
