import type { IncidentSayings } from './types.ts';

/** German words of incidents, by key. */

export const harms = {
  none: 'niemandem und nichts',
  health: 'Gesundheit',
  death: 'Tod eines Menschen',
  rights: 'Grundrechte',
  property: 'Eigentum',
  environment: 'Umwelt',
  infrastructure: 'kritische Infrastruktur',
  privacy: 'Privatsphäre',
  discrimination: 'Ungleichbehandlung',
  financial: 'Vermögen Betroffener',
  reputation: 'Ansehen',
};

export const causeKinds = {
  data: 'den Daten',
  model: 'dem Modell',
  software: 'der Software',
  infrastructure: 'der Infrastruktur',
  supplier: 'einem Lieferanten',
  process: 'dem Ablauf',
  'design-of-oversight': 'der Gestaltung der Aufsicht',
  'instructions-and-training': 'Anweisungen und Schulung',
  misuse: 'einer Nutzung zu anderem Zweck',
  attack: 'einem Angriff',
  change: 'einer Änderung',
};

export const methods = {
  'five-whys': 'fünfmal „Warum?“',
  fishbone: 'Ursache-Wirkungs-Diagramm',
  'fault-tree': 'Fehlerbaum',
  timeline: 'Zeitverlauf',
  experiment: 'Versuch',
};

export const severityWords = {
  info: 'Zur Kenntnis',
  low: 'Gering',
  medium: 'Mittel',
  high: 'Hoch',
  critical: 'Kritisch',
};

const severityBy = { rule: 'nach Regel, aus den Signalen', triage: 'nach der Ersteinschätzung' };

const moments = {
  happened: 'Geschehen',
  detected: 'Erkannt',
  aware: 'Uns bekannt',
  confirmed: 'Bestätigt',
  contained: 'Eingedämmt',
  repaired: 'Behoben',
};

const crossed = {
  severity: 'ein Signal war schwerwiegend genug',
  count: 'so viele Signale kamen binnen Stunden',
  rate: 'so viele Signale kamen binnen Minuten',
};

const clockStates = {
  running: 'noch nicht gemeldet',
  met: 'rechtzeitig gemeldet',
  breached: 'überfällig',
  'met-late': 'verspätet gemeldet',
  stopped: 'trifft nicht zu',
};

const actionStates = {
  open: 'offen',
  overdue: 'überfällig',
  done: 'erledigt',
  effective: 'erledigt',
  ineffective: 'erledigt',
};

const effectStates = { effective: 'hat gewirkt', ineffective: 'hat nicht gewirkt' };

/** `2 Std. 5 Min.`, `3 T. 4 Std.`: how much later. */
function later(minutes: number): string {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60), minutes % 60];
  if (days > 0) return `${days} T. ${hours % 24} Std.`;
  return hours > 0 ? `${hours} Std. ${rest} Min.` : `${rest} Min.`;
}

export const incidentSayings: IncidentSayings = {
  severity: ({ severity, by }, w) => `${severityWords[severity]}, ${w.word(severityBy, by)}`,
  moment: ({ what, at, after }, w) =>
    `${moments[what]}: ${w.moment(at)}${after === undefined ? '' : `, ${later(after)} danach`}`,
  signals: ({ count }) => {
    if (count === 0) return 'noch keine: gezählt werden sie, wenn ihre Stunde vorüber ist';
    return count === 1
      ? '1 Signal in Stunden, die vorüber sind'
      : `${count} Signale in Stunden, die vorüber sind`;
  },
  'called-by': ({ by, kind, fingerprint }) => `${fingerprint} (${kind}): ${crossed[by]}`,
  harm: ({ harms: of }, w) => `Schaden an: ${of.map((each) => w.word(harms, each)).join(', ')}`,
  use: ({ use }) =>
    use === 'continues' ? 'Das System wird weiter genutzt' : 'Das System ist ausgesetzt',
  'cause-found': ({ kind, method }, w) =>
    `Liegt bei ${w.word(causeKinds, kind)}; gefunden durch: ${w.word(methods, method)}`,
  reassess: ({ asked }) =>
    asked ? 'Die Risiken sind neu zu bewerten' : 'Die Risiken sind nicht neu zu bewerten',
  reportable: ({ duties }) =>
    duties === 0
      ? 'Keiner Behörde zu melden'
      : `${duties} ${duties === 1 ? 'Meldepflicht' : 'Meldepflichten'}`,
  clock: ({ regime, reference, to, state, deadline, sent, proof }, w) =>
    [
      `${regime}, ${reference}, an ${to}: ${w.word(clockStates, state)}`,
      `Frist ${w.moment(deadline)}`,
      ...(sent === undefined ? [] : [`gemeldet ${w.moment(sent)}`]),
      ...(proof === undefined ? [] : [`Nachweis: ${proof}`]),
    ].join('; '),
  action: ({ text, state, due, owner, how }, w) =>
    [
      `${text} (${w.person(owner)}, ${w.word(actionStates, state)}, fällig am ${w.date(due)})`,
      ...(how === undefined ? [] : [how]),
    ].join(': '),
  effect: ({ text, shownBy, state, due, by, found }, w) =>
    found === undefined
      ? `${text}: ${w.person(by)} prüft die Wirkung am ${w.date(due)}; sie zeigt sich an: ${shownBy}`
      : `${text}: ${w.word(effectStates, state)}, fand ${w.person(by)}: ${found}`,
  lifts: ({ what, of }, w) =>
    what === 'hold'
      ? `${w.record(of)} wird nicht länger aufbewahrt als sonst`
      : `${w.record(of)} bleibt ausgesetzt, bis es neu freigegeben wird`,
};

/** The question whether an incident is closed. */
export const closeIncident = {
  verb: 'Abschluss freigeben',
  question: (label: string) => `Darf der Vorfall „${label}“ abgeschlossen werden?`,
  numbers: {
    'reported-late': (n: number, of: number) =>
      `${n} von ${of} ${of === 1 ? 'Meldung' : 'Meldungen'} an Behörden ${n === 1 ? 'kam' : 'kamen'} zu spät.`,
    actions: (n: number) => `${n} ${n === 1 ? 'Maßnahme wurde' : 'Maßnahmen wurden'} ergriffen.`,
  },
  approve: 'Er ist abgeschlossen. Späteres aus derselben Ursache eröffnet einen neuen.',
  reject: 'Er geht mit Ihrer Begründung zurück und wird neu zusammengefasst.',
  facts: {
    summary: 'Was geschehen ist',
    'reported-late': 'Verspätet gemeldet',
    'without-effect': 'Maßnahmen ohne Wirkung',
    recurs: 'Schon einmal geschehen',
    residual: 'Was von der Gefahr bleibt',
    times: 'Wann',
    harm: 'Wem oder was Schaden droht',
    harmed: 'Wer geschädigt wurde, und ob es ausgeglichen ist',
    severity: 'Schwere',
    'severity-why': 'Warum er als wirklich und so schwer gilt',
    reportability: 'Meldepflichten',
    reported: 'Rechtzeitig gemeldet',
    cause: 'Ursache, und wie sie gefunden wurde',
    elsewhere: 'Wo es noch geschehen könnte',
    actions: 'Was getan wurde',
    effect: 'Ob es wirkt',
    reassess: 'Bewertung der Risiken',
    told: 'Wer unterrichtet wurde',
    lifts: 'Was der Abschluss aufhebt',
    signals: 'Gezählte Signale',
  },
};

/** What an incident's record should say and does not. */
export const incidentUnknowns = {
  system: 'welches KI-System er betrifft',
  harm: 'wer geschädigt ist oder werden kann',
  cause: 'warum es geschehen ist',
  reportability: 'ob er zu melden ist',
  'risk-reassessed': 'ob die Risiken neu bewertet wurden',
  'told-proof': 'was belegt, dass Betroffene unterrichtet wurden',
};
