import type { RiskSayings } from './types.ts';

/** German words of risks, by key. */

export const dimensions = {
  bias: 'Verzerrung',
  privacy: 'Privatsphäre',
  security: 'Sicherheit vor Angriffen',
  safety: 'Sicherheit von Menschen',
  misuse: 'Missbrauch',
  transparency: 'Nachvollziehbarkeit',
};

const because = {
  new: 'Das System ist neu',
  changed: 'Das System oder was es nutzt hat sich geändert',
  incident: 'Ein Vorfall verlangt es',
  signal: 'Ein Signal verlangt es',
  review: 'Eine Überprüfung verlangt es',
  'by-hand': 'Jemand hat darum gebeten',
};

const options = {
  avoid: 'Vermeiden',
  reduce: 'Mindern',
  transfer: 'Übertragen',
  accept: 'Tragen',
};

const places = { inherent: 'Ohne Maßnahmen', residual: 'Mit Maßnahmen' };

const steps = (n: number) => (n === 1 ? '1 Stufe' : `${n} Stufen`);

export const riskSayings: RiskSayings = {
  'assessed-because': ({ why }, w) => w.word(because, why),
  dimension: ({ dimension }, w) => w.word(dimensions, dimension),
  'dimension-level': ({ dimension, level, appetite, above }, w) =>
    above
      ? `${w.word(dimensions, dimension)}: ${level}, über dem, was getragen wird (${appetite})`
      : `${w.word(dimensions, dimension)}: ${level}, innerhalb dessen, was getragen wird (${appetite})`,
  borne: ({ level, version }) =>
    `Getragen wird bis ${level}, nach Version ${version} der Kriterien`,
  'risk-place': ({ what, likelihood, impact, level }) =>
    `${places[what]}: ${level} (Wahrscheinlichkeit: ${likelihood}; Schaden: ${impact})`,
  apart: ({ likelihood, impact }) =>
    `Die Bewertenden sind uneins: ${steps(likelihood)} Abstand bei der Wahrscheinlichkeit, ${steps(impact)} beim Schaden. Die schlechteste Bewertung zählt.`,
  'treatment-plan': ({ option, target, owner, due }, w) =>
    [
      `${w.word(options, option)}, durch ${w.person(owner)}, bis ${w.date(due)}`,
      ...(target === undefined ? [] : [`Ziel: ${target}`]),
    ].join('; '),
  'control-in-place': ({ text, proven }) =>
    proven ? `${text} (durch Nachweise belegt)` : `${text} (gesagt, nicht belegt)`,
  'accepted-before': ({ count }) =>
    count === 1 ? 'Schon einmal getragen' : `Schon ${count}-mal getragen`,
  'accepted-until': ({ dimension, level, until }, w) =>
    `${w.word(dimensions, dimension)}: ${level}, getragen bis ${w.date(until)}`,
};
