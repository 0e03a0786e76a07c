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

const at = (levels: readonly string[], level: number) => levels[level - 1] ?? String(level);
const steps = (n: number) => (n === 1 ? '1 Stufe' : `${n} Stufen`);

const called = {
  'ai-system': 'Ein neues oder geändertes KI-System',
  model: 'Ein neues oder geändertes Modell',
  dataset: 'Ein neuer oder geänderter Datensatz',
  vendor: 'Ein neuer oder geänderter Lieferant',
  'use-case': 'Eine neue oder geänderte Nutzung',
};

const severities = { slight: 'leicht', serious: 'ernst', grave: 'schwer' };
const undone = {
  quickly: 'schnell rückgängig zu machen',
  'with-effort': 'mit Mühe rückgängig zu machen',
  never: 'nicht rückgängig zu machen',
};
const scales = { few: 'wenige von ihnen', many: 'viele von ihnen', most: 'die meisten von ihnen' };

export const riskSayings: RiskSayings = {
  'assessed-because': ({ why }, w) => w.word(because, why),
  dimension: ({ dimension }, w) => w.word(dimensions, dimension),
  'dimension-level': ({ dimension, level, appetite, above }, w) =>
    above
      ? `${w.word(dimensions, dimension)}: ${level}, über dem, was getragen wird (${appetite})`
      : `${w.word(dimensions, dimension)}: ${level}, innerhalb dessen, was getragen wird (${appetite})`,
  'dimension-score': ({ dimension, inherent, residual, appetite, levels }, w) =>
    `${w.word(dimensions, dimension)}: ${at(levels, inherent)} ohne Maßnahmen, ${at(levels, residual)} mit ihnen; getragen wird bis ${at(levels, appetite)}`,
  'impact-of': ({ of, version }, w) =>
    `Keine freigegebene Folgenabschätzung von ${w.record(of)} gilt Version ${version} oder einer neueren`,
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
  'accepted-by': ({ level, role, months }) =>
    `${level}: zu tragen von ${role}, höchstens ${months} ${months === 1 ? 'Monat' : 'Monate'}`,
  'borne-in': ({ dimension, level }, w) =>
    dimension === undefined
      ? `Im Allgemeinen bis ${level}`
      : `${w.word(dimensions, dimension)}: bis ${level}`,
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
      ? 'Die Auswirkung auf Grundrechte ist zu bewerten (KI-Verordnung, Art. 27)'
      : 'Art. 27 der KI-Verordnung gilt nicht',
  'scored-by': ({ version, disagree }) =>
    disagree
      ? `Nach Version ${version} der Kriterien; die Bewertenden sind uneins, die schlechteste Bewertung zählt`
      : `Nach Version ${version} der Kriterien`,
  'not-accepted': () => 'Niemand hat es zu tragen übernommen',
  'reviewed-next': ({ on }, w) => `Nächste Überprüfung ${w.date(on)}`,
};

/** German words of the questions that approvals ask about risks and scope. */
export const riskQuestions = {
  'adopt-risk-criteria': {
    verb: 'Risikokriterien einführen',
    question: (label: string) => `Sollen „${label}“ sagen, wie viel Risiko wir tragen?`,
    numbers: {
      levels: (n: number) => `Sie kennen ${n} ${n === 1 ? 'Risikostufe' : 'Risikostufen'}.`,
    },
    approve: 'Von nun an gelten genau diese Kriterien.',
    reject: 'Sie gehen mit Ihrer Begründung als Entwurf zurück.',
    facts: {
      'why-now': 'Warum jetzt',
      appetite: 'Was ohne Behandlung getragen wird',
      levels: 'Wer welche Stufe tragen darf',
      changed: 'Geändert',
      likelihood: 'Wie wahrscheinlich',
      impact: 'Wie schwer',
      strengths: 'Wie stark Maßnahmen sind',
      'assessed-on': 'Was eine Bewertung auslöst',
      owner: 'Verantwortlich',
    },
  },
  'approve-impact-assessment': {
    verb: 'Folgenabschätzung freigeben',
    question: (label: string) => `Sagt „${label}“, was das System mit Menschen macht?`,
    numbers: {
      grave: (n: number) =>
        `${n} ${n === 1 ? 'Auswirkung ist' : 'Auswirkungen sind'} schwer oder nicht rückgängig zu machen.`,
      individuals: (n: number) =>
        `Sie nennt ${n} ${n === 1 ? 'Auswirkung' : 'Auswirkungen'} auf Einzelne.`,
    },
    approve: 'Sie gilt für das System in der Version, die sie nennt.',
    reject: 'Sie geht mit Ihrer Begründung als Entwurf zurück.',
    facts: {
      grave: 'Schwer oder nicht rückgängig zu machen',
      use: 'Wie das System genutzt wird',
      individuals: 'Einzelne',
      groups: 'Gruppen',
      society: 'Gesellschaft',
      misuse: 'Absehbarer Missbrauch',
      benefits: 'Wem es nützt',
      lessened: 'Was es mindert und was bleibt',
      oversight: 'Aufsicht durch Menschen',
      remedy: 'Wo man sich beschweren kann',
      consulted: 'Wer gefragt wurde',
      'fundamental-rights': 'Grundrechte',
      changed: 'Geändert',
      owner: 'Verantwortlich',
      'next-review': 'Nächste Überprüfung',
    },
  },
  'adopt-scope': {
    verb: 'Geltungsbereich einführen',
    question: (label: string) => `Soll „${label}“ sagen, was das Managementsystem umfasst?`,
    numbers: {
      excludes: (n: number) => `Er lässt ${n === 1 ? 'eine Sache' : `${n} Dinge`} weg.`,
      covers: (n: number) => `Er umfasst ${n === 1 ? 'eine Sache' : `${n} Dinge`}.`,
    },
    approve: 'Genau das ist von nun an umfasst.',
    reject: 'Er geht mit Ihrer Begründung als Entwurf zurück.',
    facts: {
      excludes: 'Weggelassen, und warum',
      statement: 'Geltungsbereich',
      covers: 'Umfasst',
      issues: 'Was von außen und innen zählt',
      changed: 'Geändert',
      owner: 'Verantwortlich',
    },
  },
};

/** What an impact assessment should say and does not. */
export const riskUnknowns = {
  groups: 'was es mit Gruppen als solchen macht',
  society: 'was es mit der Gesellschaft macht',
};

/** What types of records about risks are called. */
export const riskTypes = {
  'risk-criteria': 'Risikokriterien',
  'question-set': 'Fragensatz',
  'assessment-plan': 'Bewertungsplan',
  'risk-assessment': 'Risikobewertung',
  risk: 'Risiko',
  treatment: 'Risikobehandlung',
  acceptance: 'Risikoübernahme',
  'impact-assessment': 'Folgenabschätzung',
  'aims-scope': 'Geltungsbereich',
  'use-case': 'Nutzung',
  dataset: 'Datensatz',
};

/** German words of mails about what is late of a risk. */
export const riskLate = {
  what: 'Was',
  due: 'Bis',
  assessment: {
    subject: (label: string) => `Überfällig: Risikobewertung, ${label}`,
    title: 'Eine Risikobewertung ist überfällig zu Ende gegangen',
    text: 'Nicht alle hatten rechtzeitig geantwortet. Das ist festgehalten, niemand wird mehr gefragt, und die nächste Bewertung beginnt mit dem, was geantwortet wurde. Bitte lassen Sie sie neu beginnen.',
  },
  treatment: {
    subject: (label: string) => `Überfällig: Risikobehandlung, ${label}`,
    title: 'Die Behandlung eines Risikos ist überfällig',
    text: 'Niemand hat gesagt, dass sie getan ist. Das ist festgehalten, und sie ist weiterhin zu tun. Danach fragt eine eigene E-Mail.',
  },
  acceptance: {
    subject: (label: string) => `Abgelaufen: getragenes Risiko, ${label}`,
    title: 'Ein Risiko wird nicht mehr getragen',
    text: 'Die Zeit, für die es getragen wurde, ist vorbei. Es liegt wieder über dem Tragbaren und wird neu bewertet.',
  },
};
