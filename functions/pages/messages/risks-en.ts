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

const steps = (n: number) => (n === 1 ? '1 step' : `${n} steps`);

export const riskSayings: RiskSayings = {
  'assessed-because': ({ why }, w) => w.word(because, why),
  dimension: ({ dimension }, w) => w.word(dimensions, dimension),
  'dimension-level': ({ dimension, level, appetite, above }, w) =>
    above
      ? `${w.word(dimensions, dimension)}: ${level}, above what is borne (${appetite})`
      : `${w.word(dimensions, dimension)}: ${level}, within what is borne (${appetite})`,
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
};
