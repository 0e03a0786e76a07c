import { MAX_REASON_CHARS } from '#core/limits.ts';
import type { Messages } from './en.ts';
import { incidentSayings } from './incidents-de.ts';
import type { Sayings } from './types.ts';

const count = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, '.');
const number = (n: number, one: string, many: string) => `${count(n)} ${n === 1 ? one : many}`;
const LIMIT = count(MAX_REASON_CHARS);

const choices: Messages['choices'] = {
  approve: 'Zustimmen',
  'approve-with-conditions': 'Unter Auflagen zustimmen',
  reject: 'Ablehnen',
  'pass-on': 'An jemand anderen abgeben',
  'conflict-of-interest': 'Ich bin befangen',
  answer: 'Antwort',
  fulfil: 'Auflage erfüllt',
};

const closed: Messages['closed'] = {
  'sign-in-needed': {
    title: 'Ein Link genügt für diese Entscheidung nicht',
    text: (subject) =>
      `Die Freigaberegel verlangt, dass sich anmeldet, wer über ${subject} entscheidet; der Zugang zu einem Postfach genügt nicht. Es wurde nichts erfasst. Fragen Sie die anfragende Person, wie Sie sich anmelden.`,
  },
  'not-independent': {
    title: 'Sie dürfen hierüber nicht entscheiden',
    text: (subject) =>
      `Sie haben ${subject} beantragt oder bearbeitet, sind dafür verantwortlich oder vertreten jemanden, auf den das zutrifft. Diese Aufgaben sind getrennt. Es wurde nichts erfasst.`,
  },
  decided: {
    title: 'Sie haben bereits geantwortet',
    text: (subject) => `Ihre Antwort zu ${subject} ist erfasst. Sie brauchen nichts mehr zu tun.`,
  },
  'no-longer-needed': {
    title: 'Ihre Antwort wird nicht mehr gebraucht',
    text: (subject) => `Zu ${subject} haben genügend andere geantwortet. Danke für Ihre Zeit.`,
  },
  lapsed: {
    title: 'Die Frist ist abgelaufen',
    text: (subject) =>
      `Es kamen nicht genügend Antworten rechtzeitig, daher ist ${subject} nicht freigegeben. Die Freigabe kann erneut beantragt werden.`,
  },
  void: {
    title: 'Die Sache hat sich vor der Entscheidung geändert',
    text: (subject) =>
      `Was Ihnen vorgelegt wurde, entspricht nicht mehr dem aktuellen Stand. Antworten zu ${subject} zählen daher nicht. Möglicherweise wird Ihnen die neue Fassung vorgelegt.`,
  },
  withdrawn: {
    title: 'Der Antrag wurde zurückgezogen',
    text: (subject) => `Der Antrag zu ${subject} wurde zurückgezogen.`,
  },
  'passed-on': {
    title: 'Die Entscheidung wurde abgegeben',
    text: (subject) =>
      `Über ${subject} entscheidet jetzt jemand anderes. Dieser Link gilt nicht mehr.`,
  },
  escalated: {
    title: 'Jemand anderes wurde gefragt',
    text: (subject) =>
      `Ihre Antwort zu ${subject} lag nicht rechtzeitig vor, daher wurde jemand anderes gefragt. Sie brauchen nichts mehr zu tun.`,
  },
  unreachable: {
    title: 'Jemand anderes wurde gefragt',
    text: (subject) =>
      `Unsere E-Mails zu ${subject} haben Sie nicht erreicht, daher wurde jemand anderes gefragt. Sie brauchen nichts mehr zu tun.`,
  },
  left: {
    title: 'Jemand anderes wurde gefragt',
    text: (subject) =>
      `Sie sind als ausgeschieden erfasst, daher wurde zu ${subject} jemand anderes gefragt. Falls das nicht stimmt, sagen Sie es bitte der anfragenden Person.`,
  },
  'question-over': {
    title: 'Diese Antwort wird nicht mehr gebraucht',
    text: (subject) =>
      `Das Freigabeverfahren zu ${subject} endete, bevor die Frage beantwortet war.`,
  },
  'condition-missed': {
    title: 'Der Termin dieser Auflage ist verstrichen',
    text: (subject) =>
      `Die Auflage, unter der ${subject} freigegeben wurde, ist nicht rechtzeitig als erfüllt gemeldet worden. Was darauf beruhte, ist bis zu einer erneuten Freigabe ausgesetzt.`,
  },
  'code-expired': {
    title: 'Dieser Link wurde ersetzt',
    text: (subject) =>
      `Der Link gehört zu ${subject}, inzwischen wurde aber ein neuerer verschickt. Bitte verwenden Sie die neueste E-Mail.`,
  },
};

const problems: Messages['problems'] = {
  'choice-missing': 'Wählen Sie eine der Antworten.',
  'choice-unknown': 'Diese Antwort steht nicht zur Wahl. Wählen Sie eine der folgenden.',
  'comment-missing': 'Diese Antwort braucht eine Begründung. Ein oder zwei Sätze genügen.',
  'comment-too-long': `Kürzen Sie die Bemerkung auf ${LIMIT} Zeichen.`,
  'comment-only-name':
    'Die Bemerkung ist nur Ihr Name. Schreiben Sie dort mehr, oder lassen Sie sie leer.',
  'comment-credential':
    'Die Bemerkung enthält anscheinend ein Passwort oder einen Schlüssel. Bitte entfernen Sie es, denn Bemerkungen bleiben dauerhaft gespeichert.',
  'comment-unreadable':
    'Die Bemerkung enthält unsichtbare Zeichen. Geben Sie sie bitte neu ein, als einfachen Text.',
  'signature-missing': 'Geben Sie zur Unterschrift Ihren vollen Namen ein.',
  'signature-differs':
    'Das ist nicht Ihr Name, wie er uns vorliegt. Schreiben Sie jeden Teil aus. Hilft das nicht, antworten Sie bitte auf die E-Mail.',
  'conditions-missing':
    'Formulieren Sie mindestens eine Auflage, oder wählen Sie eine andere Antwort.',
  'conditions-unwanted':
    'Sie haben Auflagen formuliert, aber eine andere Antwort gewählt. Wählen Sie „Unter Auflagen zustimmen“, oder leeren Sie die Felder.',
  'conditions-full':
    'Mehr Auflagen fasst diese Entscheidung nicht. Formulieren Sie weniger oder kürzere, oder lehnen Sie damit ab.',
  'colleague-missing': 'Wählen Sie, an wen Sie die Entscheidung abgeben.',
  'colleague-unwanted':
    'Sie haben jemanden zum Abgeben benannt, aber eine andere Antwort gewählt. Wählen Sie „An jemand anderen abgeben“, oder nehmen Sie den Namen heraus.',
  'colleague-unknown': 'Diese Person kann derzeit nicht gefragt werden. Wählen Sie jemand anderen.',
  'colleague-seated':
    'Diese Person wird in diesem Verfahren bereits gefragt. Wählen Sie jemand anderen.',
  'colleague-barred':
    'Diese Person hat den Gegenstand beantragt oder bearbeitet, ist dafür verantwortlich oder vertritt jemanden, auf den das zutrifft. Wählen Sie jemand anderen.',
  'colleague-circle':
    'Diese Person ist abwesend, und ihre Fragen kommen zu Ihnen zurück. Wählen Sie jemand anderen.',
  'until-not-a-date':
    'Geben Sie den letzten Tag Ihrer Abwesenheit als Datum an, zum Beispiel 2026-12-31.',
  'until-past':
    'Der letzte Tag Ihrer Abwesenheit ist vorbei. Geben Sie einen späteren an, oder keinen.',
  'question-missing': 'Geben Sie Ihre Frage ein.',
  'question-too-long': `Kürzen Sie die Frage auf ${LIMIT} Zeichen.`,
  'question-only-name': 'Die Frage ist nur Ihr Name. Schreiben Sie, was Sie wissen möchten.',
  'question-credential':
    'Die Frage enthält anscheinend ein Passwort oder einen Schlüssel. Bitte entfernen Sie es, denn Fragen bleiben dauerhaft gespeichert.',
  'question-unreadable':
    'Die Frage enthält unsichtbare Zeichen. Geben Sie sie bitte neu ein, als einfachen Text.',
  'question-unsent':
    'Sie haben eine Frage eingegeben, aber die Schaltfläche zum Entscheiden gewählt. Senden Sie zuerst die Frage, oder leeren Sie das Feld.',
  'questions-full':
    'In diesem Verfahren können keine weiteren Fragen gestellt werden. Antworten Sie stattdessen auf die E-Mail.',
  'facts-moved':
    'Während Sie gelesen haben, hat sich eine Tatsache geändert; Ihre Antwort wurde deshalb nicht erfasst. Die Änderung ist unten markiert. Bitte lesen Sie sie, und antworten Sie noch einmal.',
};

const conditionProblems: Messages['conditionProblems'] = {
  missing: 'fehlt',
  'too-long': 'ist zu lang',
  credential:
    'enthält anscheinend ein Passwort oder einen Schlüssel; Auflagen bleiben dauerhaft gespeichert',
  unreadable: 'enthält unsichtbare Zeichen',
  'not-offered': 'steht nicht zur Wahl',
  'not-a-date': 'ist kein Datum wie 2026-12-31',
  past: 'ist bereits vorbei',
  'too-far': 'liegt mehr als fünf Jahre in der Zukunft',
};

const next: Messages['next'] = {
  'others-open': () => 'Die anderen Gefragten können noch antworten.',
  'next-stage': () => 'Ihre Antwort schließt diese Stufe ab. Jetzt wird die nächste gefragt.',
  decides: () =>
    'Ihre Antwort entscheidet die Sache. Wirksam wird sie, sobald alles noch einmal geprüft ist.',
  effective: () => 'Die Freigabe ist wirksam.',
  rejected: () =>
    'Die Gefragten haben abgelehnt. Der Vorgang geht an die verantwortliche Person zurück.',
  lapsed: () => 'Es kamen nicht genügend Antworten rechtzeitig: Es gibt keine Freigabe.',
  void: () => 'Das Verfahren ist nichtig: Keine Antwort zählt.',
  withdrawn: () => 'Der Antrag wurde zurückgezogen.',
  'seat-filled-anew': () => 'An Ihrer Stelle wird jemand anderes gefragt; die Frist bleibt.',
  passed: ({ who }) => `An Ihrer Stelle wird gefragt: ${who}. Die Frist bleibt.`,
  'standing-absence': ({ who, at }) =>
    `Bis ${at} gehen auch alle anderen Fragen an Sie an diese Person: ${who}.`,
  'conditions-told': () =>
    'Wer eine Auflage zu erfüllen hat, wird gefragt, sobald die Freigabe wirksam ist.',
  clarified: () => 'Alle, die entscheiden, sehen Ihre Antwort. Ihre Frist bleibt.',
  'condition-met': () => 'Die Auflage gilt als erfüllt.',
  'condition-met-late': () =>
    'Die Auflage gilt als erfüllt, aber verspätet: Was ausgesetzt ist, bleibt es bis zu einer erneuten Freigabe.',
  'requester-told': () => 'Die anfragende Person wird benachrichtigt.',
};

const duties: Messages['duties'] = {
  requester: 'Die anfragende Person darf mitentscheiden',
  'last-editor': 'Wer den Gegenstand zuletzt bearbeitet hat, darf mitentscheiden',
  owner: 'Die verantwortliche Person darf mitentscheiden',
  'evidence-collector': 'Wer die Nachweise gesammelt hat, darf mitentscheiden',
  'delegate-of-excluded': 'Die Vertretung einer ausgeschlossenen Person darf mitentscheiden',
  'one-seat-each': 'Eine Person darf zwei Plätze besetzen',
  'signed-in': 'Ein Link per E-Mail genügt, obwohl dieses Risiko eine Anmeldung verlangt',
};

const members: Messages['members'] = {
  name: 'Name',
  owner: 'Verantwortlich',
  purpose: 'Zweckbestimmung',
  tier: 'Risikoklasse',
  tierReason: 'Begründung der Risikoklasse',
  prohibitedUses: 'Ausgeschlossene Verwendungen',
  affected: 'Betroffene',
  oversight: 'Menschliche Aufsicht',
  unknowns: 'Was nicht bekannt ist',
  whyNow: 'Warum jetzt',
  duties: 'Pflichten',
  binds: 'Für wen sie gilt',
  effective: 'In Kraft ab',
  nextReview: 'Nächste Überprüfung',
  enforcedBySoftware: 'Von Software durchgesetzt',
  restsOnPeople: 'Beruht allein auf Menschen',
  text: 'Volltext',
  applies: 'Geltungsbereich',
  zone: 'Zeitzone',
  holidays: 'Feiertage',
  stages: 'Stufen',
  exceptions: 'Ausnahmen',
  whenDisowned: 'Folge einer bestrittenen Entscheidung',
  release: 'Ausgabe',
  kind: 'Art',
  intendedUse: 'Vorgesehene Verwendung',
  limitations: 'Bekannte Grenzen',
  tests: 'Prüfungen',
  data: 'Trainingsdaten',
  artefact: 'Prüfsumme der Modelldatei',
};

const links = {
  'uses-model': 'Modell',
  'supplied-by': 'Lieferant',
  'assessed-by': 'Bewertung',
  'tested-by': 'Prüfnachweis',
  governs: 'Gilt für',
  text: 'Volltext',
};

const types: Messages['types'] = {
  'ai-system': 'KI-System',
  'approval-policy': 'Freigaberegel',
  approval: 'Freigabeverfahren',
  condition: 'Auflage',
  delegation: 'Vertretung',
  evidence: 'Nachweis',
  incident: 'Vorfall',
  model: 'Modell',
  organisation: 'Organisation',
  person: 'Person',
  policy: 'Richtlinie',
  repudiation: 'Bestrittene Entscheidung',
  role: 'Rolle',
  service: 'Dienst',
  system: 'System',
  task: 'Aufgabe',
  vendor: 'Lieferant',
};

const tiers: Messages['tiers'] = {
  prohibited: 'verboten',
  high: 'Hochrisiko',
  limited: 'begrenztes Risiko',
  minimal: 'minimales Risiko',
};

const notOnRecord = {
  clashes: 'Widersprüche zu anderen Richtlinien',
  'own-text': 'welcher Text maschinell erzeugt ist',
  acknowledgement: 'wie viele Personen sie erneut zur Kenntnis nehmen müssen',
  tests: 'Prüfergebnisse',
  data: 'Herkunft der Trainingsdaten und das Recht, sie zu nutzen',
  owner: 'eine verantwortliche Person',
  tier: 'eine Risikoklasse',
  artefact: 'eine Prüfsumme der Modelldatei',
  assessments: 'eine Folgenabschätzung',
  'residual-risk': 'Restrisiken im Verhältnis zur Risikobereitschaft',
  'open-findings': 'offene Feststellungen aus Audits',
  monitoring: 'Überwachung, Alarme, Rücknahme und Protokollierung',
  'legal-duties':
    'Erfüllung der gesetzlichen Pflichten: Registrierung, Information, Grundrechte-Folgenabschätzung',
};

const autonomy = {
  assists: 'Es unterstützt; Menschen arbeiten und entscheiden',
  recommends: 'Es empfiehlt; ein Mensch entscheidet',
  'decides-with-veto': 'Es entscheidet; ein Mensch kann die Entscheidung aufheben',
  decides: 'Es entscheidet selbstständig',
};

const severities = {
  info: 'zur Kenntnis',
  low: 'geringe Schwere',
  medium: 'mittlere Schwere',
  high: 'hohe Schwere',
  critical: 'kritisch',
};

const incidentStates = {
  reported: 'noch nicht gesichtet',
  confirmed: 'noch nicht eingedämmt',
  contained: 'eingedämmt, noch nicht erklärt',
  explained: 'erklärt, noch nicht behoben',
  correcting: 'wird behoben',
  corrected: 'behoben, noch nicht geschlossen',
  'in-closure': 'über den Abschluss ist noch nicht entschieden',
};

const modelKinds = {
  classical: 'Klassisches maschinelles Lernen',
  'deep-learning': 'Tiefes Lernen (Deep Learning)',
  generative: 'Generative KI',
  rules: 'Von Menschen geschriebene Regeln',
  other: 'Andere Art',
};

const modelStates = {
  registered: 'nicht freigegeben',
  'in-approval': 'Freigabe noch nicht entschieden',
  released: 'freigegeben',
  suspended: 'ausgesetzt',
  retired: 'außer Betrieb',
};

const guards = {
  'ai-system request-go-live': 'Inbetriebnahme von KI-Systemen',
  'model request-release': 'Freigabe von Modellen',
  'policy request-approval': 'Freigabe von Richtlinien',
  'approval-policy request-adoption': 'Einführung von Freigaberegeln',
};

const identities = { link: 'der Zugang zum Postfach genügt', 'signed-in': 'mit Anmeldung' };

const units = {
  seconds: ['Sekunde', 'Sekunden'],
  minutes: ['Minute', 'Minuten'],
  hours: ['Stunde', 'Stunden'],
  days: ['Tag', 'Tagen'],
  'working-days': ['Arbeitstag', 'Arbeitstagen'],
} as const;
/** In the dative: `innerhalb von 5 Tagen`. */
const within = ({ amount, unit }: { amount: number; unit: keyof typeof units }) => {
  const [one, many] = units[unit];
  return number(amount, one, many);
};
/** In the accusative: `5 Tage vor Ablauf`. */
const span = (given: { amount: number; unit: keyof typeof units }) =>
  within(given).replace(/tagen$/i, (end) => end.slice(0, -1));

const say: Sayings = {
  'never-approved': () => 'Noch nie freigegeben',
  since: ({ version, changes }) =>
    changes === 0
      ? `Nichts seit Version ${version}, die freigegeben wurde`
      : `Seit Version ${version}, die freigegeben wurde:`,
  added: ({ member, line }, w) => w.named(members, member, line),
  removed: ({ member, line }, w) => w.named(members, member, line),
  replaced: ({ member, was, now }, w) =>
    w.named(members, member, `bisher „${w.value(member, was)}“, jetzt „${w.value(member, now)}“`),
  reworded: ({ member }, w) => w.named(members, member),
  reordered: ({ member }, w) => w.named(members, member),
  linked: ({ rel, to }, w) => w.named(links, rel, w.record(to)),
  unlinked: ({ rel, to }, w) => w.named(links, rel, w.record(to)),
  date: ({ on }, w) => w.date(on),
  person: ({ ref }, w) => w.person(ref),
  'not-on-record': ({ what }, w) =>
    `Hier nicht erfasst: ${what.map((each) => w.word(notOnRecord, each)).join('; ')}.`,
  tier: ({ tier, reason }) => (reason === undefined ? tiers[tier] : `${tiers[tier]}: ${reason}`),
  autonomy: (said, w) => w.word(autonomy, said.autonomy),
  'stopped-by': ({ role }) => `Kann angehalten werden durch: ${role ?? 'eine benannte Person'}`,
  'stop-tried': ({ on }, w) =>
    on === undefined ? 'Nie erprobt' : `Zuletzt erprobt am ${w.date(on)}`,
  model: ({ name, release, use, state }, w) =>
    `${name} ${release} (${w.word(modelStates, state)}): ${use}`,
  'model-kind': ({ kind }, w) => w.word(modelKinds, kind),
  test: ({ name, group, threshold, result, on, passed }, w) =>
    `${name}${group === undefined ? '' : `, ${group}`}: ${result}; Schwelle ${threshold}; ${passed ? 'bestanden' : 'nicht bestanden'} am ${w.date(on)}`,
  supplier: ({ name, supplies, reviewed }, w) =>
    `${name} liefert: ${supplies.join(', ')}; ${reviewed === undefined ? 'nie überprüft' : `überprüft am ${w.date(reviewed)}`}`,
  evidence: ({ source, collected }, w) => `${source}, ${w.date(collected)}`,
  condition: ({ on, text, due, missed }, w) =>
    `${on}: ${text}; ${missed ? 'versäumt; fällig war sie' : 'fällig'} am ${w.date(due)}`,
  incident: ({ title, severity, state, happened }, w) =>
    `${title}: ${severities[severity]}, vom ${w.date(happened)}; ${w.word(incidentStates, state)}`,
  more: ({ count }) => `${count} weitere`,
  exception: ({ duty, until, reason }, w) => `${duties[duty]}, bis ${w.date(until)}: ${reason}`,
  guards: ({ type, transition, tier }, w) =>
    `${w.word(guards, `${type} ${transition}`)}${tier === undefined ? '' : `, ${tiers[tier]}`}`,
  stage: ({ name, quorum, seats, deadline }) =>
    `${name}: ${quorum} von ${seats.map(({ count: n, role }) => `${n} × ${role ?? 'eine benannte Person'}`).join(', ')}, innerhalb von ${within(deadline)}`,
  identity: ({ stage, identity }) => `${stage}: ${identities[identity]}`,
  escalation: ({ stage, before }) =>
    `${stage}: ${span(before)} vor Ablauf der Frist werden andere gefragt`,
  'when-disowned': ({ does }) =>
    does === 'suspend'
      ? 'Was freigegeben wurde, wird sofort ausgesetzt'
      : 'Es wird erfasst, und die Zuständigen werden benachrichtigt',
  calendar: ({ zone, holidays }) =>
    holidays === undefined ? `Zeitzone ${zone}` : `Zeitzone ${zone}, Feiertage von ${holidays}`,
  choice: ({ choice }) => choices[choice],
  ...incidentSayings,
};

const failedTests = (n: number, of: number) =>
  of === 0
    ? 'Es ist keine Prüfung erfasst.'
    : `Nicht bestanden: ${n} von ${number(of, 'Prüfung', 'Prüfungen')}.`;

const kinds: Messages['kinds'] = {
  'approve-policy': {
    verb: 'Richtlinie freigeben',
    question: (label) => `Geben Sie „${label}“ als Richtlinie der Organisation frei?`,
    numbers: { duties: (n) => `Sie enthält ${number(n, 'Pflicht', 'Pflichten')}.` },
    approve: 'Genau diese Version ist freigegeben und bindet alle, die sie nennt.',
    reject: 'Sie geht mit Ihrer Begründung als Entwurf zurück.',
    facts: {
      'rests-on-people': 'Beruht allein auf Menschen',
      'why-now': 'Warum jetzt',
      duties: 'Pflichten',
      changed: 'Geändert',
      binds: 'Für wen sie gilt',
      effective: 'In Kraft ab',
      enforced: 'Von Software durchgesetzt',
      owner: 'Verantwortlich',
      'next-review': 'Nächste Überprüfung',
      text: 'Volltext',
    },
  },
  'adopt-approval-policy': {
    verb: 'Freigaberegel einführen',
    question: (label) => `Soll „${label}“ künftig bestimmen, wer zustimmen muss?`,
    numbers: { stages: (n) => `Sie hat ${number(n, 'Stufe', 'Stufen')}.` },
    approve: 'Von nun an bestimmt diese Regel, wer zustimmen muss.',
    reject: 'Sie geht mit Ihrer Begründung als Entwurf zurück.',
    facts: {
      exceptions: 'Ausnahmen, die sie zulässt',
      'why-now': 'Warum jetzt',
      applies: 'Gilt für',
      stages: 'Wer zustimmen muss',
      identity: 'Wie Entscheidende ausgewiesen sind',
      escalation: 'Wenn niemand antwortet',
      changed: 'Geändert',
      'when-disowned': 'Wenn jemand sagt: „Das war ich nicht“',
      calendar: 'Arbeitstage',
      owner: 'Verantwortlich',
    },
  },
  'go-live': {
    verb: 'Inbetriebnahme freigeben',
    question: (label) => `Darf „${label}“ in Betrieb gehen?`,
    numbers: {
      'tests-failed': failedTests,
      affected: (n) => `Betroffen: ${number(n, 'Personengruppe', 'Personengruppen')}.`,
    },
    approve: 'Das System darf eingesetzt werden, sobald die Freigabe wirksam ist.',
    reject: 'Das System bleibt außer Betrieb; Ihre Begründung geht an die Verantwortlichen.',
    facts: {
      'tests-failed': 'Nicht bestandene Prüfungen',
      incidents: 'Offene Vorfälle',
      conditions: 'Offene oder versäumte Auflagen',
      limits: 'Bekannte Grenzen',
      'stop-tried': 'Anhalten',
      purpose: 'Zweckbestimmung',
      prohibited: 'Darf nicht verwendet werden für',
      affected: 'Betroffene',
      tier: 'Risikoklasse',
      oversight: 'Menschliche Aufsicht',
      changed: 'Geändert',
      assessments: 'Bewertungen',
      models: 'Modell',
      tests: 'Bestandene Prüfungen',
      data: 'Trainingsdaten',
      suppliers: 'Lieferant',
      owner: 'Verantwortlich',
    },
  },
  'release-model': {
    verb: 'Modell freigeben',
    question: (label) => `Darf „${label}“ für KI-Systeme freigegeben werden?`,
    numbers: { 'tests-failed': failedTests },
    approve: 'KI-Systeme dürfen genau diese Version verwenden, sobald die Freigabe wirksam ist.',
    reject: 'Das Modell bleibt gesperrt; Ihre Begründung geht an die Verantwortlichen.',
    facts: {
      'tests-failed': 'Nicht bestandene Prüfungen',
      incidents: 'Offene Vorfälle',
      conditions: 'Offene oder versäumte Auflagen',
      limits: 'Bekannte Grenzen',
      use: 'Vorgesehene Verwendung',
      kind: 'Art des Modells',
      tier: 'Risikoklasse',
      changed: 'Geändert',
      tests: 'Bestandene Prüfungen',
      'test-evidence': 'Prüfnachweis',
      data: 'Trainingsdaten',
      suppliers: 'Lieferant',
      owner: 'Verantwortlich',
    },
  },
};

/** Reasons that the server writes into records, by what stands there. */
const reasons: Messages['reasons'] = {
  'What was asked about has changed': 'Der Gegenstand des Antrags wurde geändert',
  'Somebody says that a decision was not theirs':
    'Jemand bestreitet, eine Entscheidung getroffen zu haben',
  'Nobody decided by the deadline': 'Bis zum Ende der Frist hat niemand entschieden',
  'The approval policy has changed': 'Die Freigaberegel wurde geändert',
};

/** German, as a board is addressed. Sentences end with a full stop; labels do not. */
export const de: Messages = {
  locale: 'de-DE',
  direction: 'ltr',
  product: 'KI-Managementsystem',
  subject: (kind, name) => `${kind} „${name}“`,
  subjectVersion: (version, kind, name) => `${kind} „${name}“ (Version ${version})`,
  version: (version) => `Version ${version}`,
  fingerprint: 'Fingerabdruck',
  person: (name, capacity) => `${name}, ${capacity}`,
  erased: 'eine Person, deren Name gelöscht wurde',
  somebody: 'jemand',
  named: 'von der Regel benannt',
  types,
  tiers,
  members,
  kinds,
  anyKind: {
    verb: 'Entscheiden',
    question: (label) => `Wie entscheiden Sie über „${label}“?`,
    numbers: {},
    approve: 'Der Gegenstand ist in genau dieser Version freigegeben.',
    reject: 'Der Vorgang geht mit Ihrer Begründung an die verantwortliche Person zurück.',
    facts: {},
  },
  choices,
  consequences: {
    'approve-with-conditions':
      'Wie eine Zustimmung, aber an Ihre Auflagen gebunden. Wird eine versäumt, ist das Freigegebene ausgesetzt.',
    'pass-on': 'An Ihrer Stelle wird jemand anderes gefragt; die Frist bleibt.',
    'conflict-of-interest':
      'An Ihrer Stelle wird jemand anderes gefragt. Ihr Grund bleibt erfasst.',
  },
  ifNobody: {
    lapses: 'Der Antrag endet ohne Freigabe.',
    escalates: (at) => `${at}: Andere werden gefragt; danach endet der Antrag ohne Freigabe.`,
  },
  say,
  marks: {
    added: 'Neu',
    removed: 'Entfernt',
    replaced: 'Geändert',
    reworded: 'Neu gefasst',
    reordered: 'Umgestellt',
    linked: 'Neu',
    unlinked: 'Entfernt',
  },
  reasons,
  tooFew: (stage, needs, may) =>
    `„${stage}“ braucht ${needs} Zustimmungen, entscheiden können nur noch ${may}.`,
  duties,

  door: {
    title: 'Die Ihnen gestellte Frage öffnen',
    lead: 'In Ihrer E-Mail steht ein Code. Er öffnet die Frage an Sie und was Sie wissen müssen, um sie zu beantworten.',
    label: 'Code aus Ihrer E-Mail',
    hint: '20 Buchstaben und Ziffern, wie K7QD-3M9X-… Auf Striche und Großschreibung kommt es nicht an.',
    submit: 'Öffnen',
    nothing:
      'Öffnen entscheidet nichts und verbraucht nichts. Sie können auf jedem Gerät zurückkehren.',
  },

  task: {
    title: (subject, version) => `${subject}, Version ${version}: Ihre Entscheidung`,
    askedOf: 'Um Entscheidung gebeten:',
    decideBy: 'Zu entscheiden bis',
    reading: (minutes) => `${minutes} Min. Lesezeit`,
    skipToDecision: 'Zur Entscheidung',
    decided: 'Was entschieden wird',
    ifChosen: (label) => `Bei „${label}“`,
    also: 'Sie können auch',
    alsoShort: {
      'approve-with-conditions': 'Auflagen machen',
      'pass-on': 'abgeben',
      'conflict-of-interest': 'Befangenheit erklären',
    },
    ifNobody: 'Ohne Antwort',
    whyYou: 'Warum Sie',
    role: (role, policy, version) =>
      role === ''
        ? `„${policy}“, Version ${version}, benennt Sie.`
        : `Als ${role}, nach „${policy}“, Version ${version}.`,
    independent:
      'Sie haben dies weder beantragt noch bearbeitet und sind nicht dafür verantwortlich.',
    agreement: 'Wer zustimmen muss',
    ifApproved: 'Bei Freigabe',
    ifRejected: 'Bei Ablehnung',
    countsFor: (quorum: number) =>
      `Zählt als eine von ${quorum} nötigen Zustimmungen. Bei Freigabe:`,
    countsAgainst: (quorum: number) =>
      `Zählt dagegen und entscheidet, sobald weniger als ${quorum} noch zustimmen können. Dann:`,
    quorum: (quorum, seats) => (seats === 1 ? 'Sie allein' : `${quorum} von ${seats} Personen`),
    stage: (n, of, name) => `Stufe ${n} von ${of}, ${name}`,
    exceptions: 'Wo hier von der Regel abgewichen wird',
    exception: (what, until, reason) => `${what}, bis ${until}: ${reason}`,
    against: 'Was dagegen spricht',
    nothingAgainst: 'Keine der erhobenen Tatsachen spricht dagegen.',
    unknown: 'Was nicht bekannt ist',
    unknownLead: 'Das konnte uns niemand sagen. Bedenken Sie es bei Ihrer Entscheidung.',
    nothingUnknown:
      'Niemand hat etwas als unbekannt benannt. Das ist ungewöhnlich: Fragen Sie nach, bevor Sie sich darauf verlassen.',
    otherFacts: 'Was Sie außerdem wissen sollten',
    source: 'Quelle',
    record: (type, id, version) => `${type} ${id}, Version ${version}`,
    asOf: 'Stand',
    stale: 'Veraltet',
    moved: 'Seit der E-Mail geändert',
    was: (at) => `Geändert am ${at}. In der E-Mail hieß es:`,
    wasNothing: 'nichts',
    gone: 'Nicht mehr erfasst.',
    evidence: (title) => `Nachweis: ${title}`,
    fileDigest: 'SHA-256 der Datei',
    since: 'Seit Ihrer letzten Entscheidung',
    sinceLead: (choice, version, at) =>
      `Zu Version ${version} haben Sie am ${at} „${choice}“ geantwortet. Seither geändert:`,
    others: 'Wer noch gefragt ist',
    nobodyElse: 'Niemand sonst ist gefragt. Ihre Antwort allein entscheidet.',
    nobodyElseNow: 'In dieser Stufe ist niemand sonst gefragt.',
    answered: 'hat geantwortet',
    waiting: 'hat noch nicht geantwortet',
    notNeeded: 'wurde nicht mehr gebraucht',
    othersNote: 'Was die anderen geantwortet haben, sehen Sie nach Ihrer Entscheidung.',
    said: (label) => `hat geantwortet: „${label}“`,
    earlier: (n, name, at) => `Stufe ${n}, ${name}, hat am ${at} zugestimmt`,
    earlierHidden: 'Was dort gesagt wurde, wird in dieser Stufe nicht gezeigt.',
    questions: 'Bisher gestellte Fragen',
    asked: (who, at) => `${who}, fragte am ${at}`,
    answeredBy: (who, at) => `${who}, antwortete am ${at}`,
    noAnswer: 'Noch nicht beantwortet. Die Frist bleibt.',
    ask: (name) =>
      `Erst eine Frage? Antworten Sie auf die E-Mail: Ihre Antwort erreicht ${name}. Die Frist bleibt.`,
    askBelow: (name) =>
      `Erst eine Frage? Stellen Sie sie unten an ${name}. Die Antwort wird erfasst, alle Gefragten sehen sie, und die Frist bleibt.`,
    subjectDigest: (version) => `Version ${version}, SHA-256`,
    factsDigest: (at) => `Diese Tatsachen, erhoben am ${at}, SHA-256`,
    paper: 'Zum Lesen gedruckt. Geantwortet wird auf der Seite, nicht auf Papier.',
    sent: 'Ihre Frage ist erfasst',
    sentText: (name) =>
      `Sie wurde gestellt an: ${name}. Sobald die Antwort da ist, erhalten Sie eine E-Mail. Entschieden ist noch nichts, und die Frist bleibt.`,
  },

  signIn: {
    title: 'Zum Entscheiden anmelden',
    why: (policy) =>
      `„${policy}“ verlangt hier eine Anmeldung: Bei diesem Risiko genügt der Zugang zu einem Postfach nicht.`,
    here: 'Sie können auf dieser Seite alles lesen. Nur die Antwort geben Sie an anderer Stelle.',
    how: (name) =>
      `Sie können hier alles lesen. Die Anmeldung kommt mit dem Identitätsanbieter Ihrer Organisation, der noch nicht angebunden ist: bis dahin kann hier niemand entscheiden. Fragen Sie bitte nach bei: ${name}. Die Frist bleibt.`,
  },

  form: {
    title: 'Ihre Entscheidung',
    choice: 'Ihre Antwort',
    comment: 'Bemerkung',
    commentHint: `Ihre Begründung, bis zu ${LIMIT} Zeichen. Sie bleibt dauerhaft gespeichert und ist unveränderlich: bitte keine personenbezogenen Daten.`,
    neededFor: (labels) => `Nötig für: ${labels}.`,
    needsComment: 'Mit Begründung.',
    choose: 'Bitte wählen',
    onlyFor: (label) => `Nur für „${label}“`,
    conditionsHint:
      'Jede wird der zuständigen Person vorgelegt, sobald die Freigabe wirksam ist, und bleibt dauerhaft gespeichert.',
    condition: (row) => `Auflage ${row}`,
    conditionFields: {
      text: 'Was zu tun ist',
      owner: 'Durch wen',
      due: 'Bis wann, bis zum Ende dieses Tages',
      lapses: 'Was entfällt, wenn sie versäumt wird',
    },
    noOwner: 'Hier kann niemand eine Auflage übernehmen.',
    passTo: 'An wen',
    noColleague:
      'Niemand sonst darf hier gefragt werden. Antworten Sie selbst, oder erklären Sie sich für befangen.',
    absentUntil: 'Abwesend? Bis wann auch alles andere dorthin geht (freiwillig)',
    signature: 'Unterschrift',
    signatureHint: (name) =>
      `Unterschreiben Sie mit Ihrem vollen Namen: ${name}, jeder Teil ausgeschrieben.`,
    submit: 'Meine Entscheidung erfassen',
    after:
      'Sie erhalten sofort eine Bestätigung, auch per E-Mail. Eine erfasste Antwort lässt sich nicht mehr ändern.',
    askTitle: 'Oder erst eine Frage',
    question: (name) => `Ihre Frage an ${name}`,
    questionHint: `Bis zu ${LIMIT} Zeichen, dauerhaft gespeichert. Unterschreiben Sie oben, und senden Sie sie dann; was Sie sonst eingegeben haben, bleibt stehen.`,
    sendQuestion: 'Nur die Frage senden',
    problems: 'Noch nicht erfasst',
    problemsLead: 'Ihre Eingaben bleiben erhalten. Bitte korrigieren Sie:',
    tooLong: (length) => `Derzeit sind es ${count(length)}.`,
    inCondition: (row, field, problem) => `Auflage ${row}, „${field}“: ${problem}.`,
  },
  problems,
  conditionProblems,
  next,

  side: {
    clarification: {
      title: 'Eine Frage an Sie',
      askedOf: 'Gefragt:',
      lead: (by, subject, version) =>
        `${by}, entscheidet über ${subject}, Version ${version}, auf Ihren Antrag hin und möchte vorher wissen:`,
      by: 'Zu beantworten bis',
      ifNot: 'Niemand wartet: Wer entscheidet, kann es auch ohne Ihre Antwort tun.',
      field: 'Ihre Antwort',
      hint: `Bis zu ${LIMIT} Zeichen. Alle, die entscheiden, sehen sie. Sie bleibt dauerhaft gespeichert und ist unveränderlich: bitte keine personenbezogenen Daten.`,
      submit: 'Meine Antwort erfassen',
    },
    fulfilment: {
      title: 'Eine Auflage, die Sie erfüllen sollen',
      askedOf: 'Gefragt:',
      lead: (by, subject, version) =>
        `${by}, hat ${subject}, Version ${version}, unter dieser Auflage zugestimmt:`,
      by: 'Zu erfüllen bis',
      ifNot: 'Das Freigegebene ist dann bis zu einer erneuten Freigabe ausgesetzt.',
      field: 'Was getan wurde',
      hint: `Sagen Sie in bis zu ${LIMIT} Zeichen, was wann getan wurde und wo man es sehen kann. Die Angabe bleibt dauerhaft gespeichert und ist unveränderlich: bitte keine personenbezogenen Daten.`,
      submit: 'Auflage als erfüllt melden',
    },
    asked: 'Gestellt am',
    lapses: 'Bei Versäumnis',
    missed:
      'Diese Auflage wurde versäumt. Was daran hing, ist entfallen; Ihre Meldung wird trotzdem erfasst.',
    others: 'Weitere bisher gestellte Fragen',
    after:
      'Sie erhalten sofort eine Bestätigung, auch per E-Mail. Danach lässt sich nichts mehr ändern.',
  },

  receipt: {
    title: (choice) => `Erfasst: ${choice}`,
    heading: 'Ihre Antwort ist erfasst',
    yours: 'Ihre Antwort',
    lead: (choice, subject, version) =>
      `Sie haben zu ${subject}, Version ${version}, geantwortet: „${choice}“.`,
    answer: 'Antwort',
    question: 'Auf die Frage',
    condition: 'Auflage',
    comment: 'Bemerkung',
    conditions: 'Auflagen',
    conditionLine: (text, owner, due, lapses) =>
      `${text}. Durch ${owner}, bis ${due}. Bei Versäumnis: ${lapses}`,
    passedTo: 'Abgegeben an',
    absentUntil: 'Auch alles andere, bis',
    subject: 'Zu',
    by: 'Durch',
    when: 'Wann',
    how: 'Ausgewiesen durch',
    link: 'Zugang zum Postfach und eingegebenen Namen',
    'signed-in': 'Anmeldung',
    now: 'Was jetzt geschieht',
    others: 'Was die anderen geantwortet haben',
    proof: 'Beleg',
    proofLead:
      'Bewahren Sie dies auf. Damit lässt sich später prüfen, dass das Protokoll noch genau dies enthält.',
    decisionDigest: 'Entscheidung, SHA-256',
    task: 'Datensatz',
    taskVersion: (task, version, time) => `${task}, Version ${version}, ${time}`,
    subjectDigest: 'Entschiedene Version, SHA-256',
    factsDigest: 'Gezeigte Tatsachen, SHA-256',
    place: 'Stelle im Protokoll',
    placed: (index, origin) => `Eintrag ${index} von ${origin}`,
    notYet: 'wird in Kürze angefügt',
    newest: 'Neuester Prüfpunkt',
    atSize: (size) => `über ${size} Einträge`,
    noCheckpoint: 'noch keiner',
    checkpointByMail: 'in der E-Mail, die dies bestätigt',
    notYou: 'Das waren nicht Sie?',
    report: 'Falls Sie diese Antwort nicht gegeben haben, melden Sie es jetzt:',
    reportHere: 'Ich habe diese Antwort nicht gegeben',
    reportLead:
      'Ihre Meldung wird sofort erfasst, und die anfragende Person wird benachrichtigt. Wo die Regel es vorsieht, hält sie das Freigegebene an.',
    reportComment: 'Was Sie darüber wissen (freiwillig)',
    reportCommentHint:
      'Die Angabe bleibt dauerhaft gespeichert und ist unveränderlich: bitte keine personenbezogenen Daten.',
    reportSignatureHint: (name) =>
      `Unterschreiben Sie mit Ihrem vollen Namen: ${name}, jeder Teil ausgeschrieben.`,
    reportSubmit: 'Als nicht meine Antwort melden',
    reportTo: (address) => `schreiben Sie an ${address}`,
    reportByReply: 'antworten Sie auf die E-Mail, und sagen Sie es dort',
    reportSubject: (task) => `Diese Antwort ist nicht von mir: ${task}`,
    incident: 'Die anfragende Person muss dem dann nachgehen lassen.',
    reported: 'Als nicht von Ihnen gemeldet',
    reportedText: (at) =>
      `Seit ${at} ist erfasst, dass Sie diese Antwort nicht gegeben haben. Die anfragende Person ist benachrichtigt und muss dem nachgehen lassen.`,
    reportedStops: 'Was damit freigegeben wurde, ist angehalten, bis die Sache geklärt ist.',
    reportedRecords:
      'Die Regel hält von sich aus nichts an: Menschen entscheiden, was daraus folgt.',
  },

  conflict: {
    title: 'Sie haben bereits geantwortet',
    heading: 'Sie haben bereits geantwortet',
    lead: (tried, choice) =>
      `Sie haben jetzt „${tried}“ gewählt; erfasst ist aber „${choice}“, und dabei bleibt es. Es wurde nichts geändert.`,
    recorded: 'Die erfasste Antwort',
    change: (name) =>
      `Falls sie anders lauten soll, wenden Sie sich an ${name}. Der Antrag kann zurückgezogen und neu gestellt werden.`,
  },

  closed,
  closedWhen: 'Seit',
  closedUnknown: {
    title: 'Dieser Code öffnet nichts',
    text: 'Vielleicht ist er vertippt, abgeschnitten oder zu alt. Vergleichen Sie ihn mit der neuesten E-Mail, oder geben Sie ihn hier ein.',
  },

  moved: {
    title: 'Vor Ihrer Antwort geändert',
    heading: 'Vor Ihrer Antwort hat sich etwas geändert',
    lead: (subject) =>
      `Jemand hat ${subject} geändert, nachdem Sie die Seite geöffnet hatten. Ihre Antwort wurde nicht erfasst, denn keine Antwort wird auf etwas übertragen, das die Person nicht gesehen hat.`,
    terms: (subject) =>
      `Die Freigaberegel, nach der über ${subject} entschieden wird, hat sich geändert, nachdem Sie die Seite geöffnet hatten. Ihre Antwort wurde nicht erfasst, denn sie hätte unter Bedingungen gegolten, die nicht mehr bestehen.`,
    seen: 'Sie sahen',
    now: 'Jetzt erfasst',
    since: (version, at) => `Version ${version}, seit ${at}`,
    next: (name) =>
      `Dieser Antrag ist nichtig. Sie werden erneut gefragt, wenn die neue Version zur Freigabe vorgelegt wird, durch ${name}.`,
    again: (name) =>
      `Dieser Antrag ist nichtig. Es wird erneut gefragt, wenn er noch einmal gestellt wird, durch ${name}.`,
    typed: 'Was Sie eingegeben haben',
    typedLead: 'Es ist nirgends gespeichert. Kopieren Sie, was Sie behalten möchten.',
  },

  problem: {
    title: 'Bei uns ist etwas fehlgeschlagen',
    lead: 'Es liegt nicht an Ihnen, und nichts ist verloren. Ihr Link gilt weiterhin.',
    retryDecide:
      'Ihre Antwort wurde möglicherweise nicht erfasst. Sie können sie gefahrlos noch einmal senden: Sie zählt nur einmal.',
    retryOpen: 'Bitte versuchen Sie es noch einmal.',
    later: 'Bitte öffnen Sie den Link in Ihrer E-Mail in einigen Minuten noch einmal.',
    submit: 'Noch einmal versuchen',
    reference: 'Falls es weiterhin fehlschlägt, geben Sie dies an',
  },

  mail: {
    ask: (ask, object, by) => `${ask}: ${object}, bis ${by}`,
    reminder: (subject) => `Erinnerung: ${subject}`,
    asks: (requester, capacity) =>
      capacity === '' ? `${requester}, fragt Sie:` : `${requester}, fragt Sie als ${capacity}:`,
    reminded: (at) => `Sie wurden am ${at} gefragt und haben noch nicht geantwortet.`,
    thenEscalates: (at) => `Ohne Ihre Antwort werden am ${at} andere gefragt.`,
    thenReminds: (at) => `Die nächste Erinnerung kommt am ${at}.`,
    thenLapses: (at) => `Dies ist die letzte Erinnerung. Am ${at} läuft die Frist ab.`,
    why: 'Warum jetzt',
    changed: 'Was sich geändert hat',
    number: 'Die wichtigste Zahl',
    ifNobody: 'Ohne Antwort',
    deadline: 'Zu entscheiden bis',
    open: 'Tatsachen lesen und entscheiden',
    code: (address) => `Oder öffnen Sie ${address}, und geben Sie diesen Code ein`,
    reply: (name) => `Eine Antwort auf diese E-Mail erreicht ${name}. Die Frist bleibt.`,
    secret: 'Wer diesen Link hat, kann für Sie antworten: Leiten Sie diese E-Mail nicht weiter.',
    signedIn:
      'Der Link zeigt alles. Zum Entscheiden braucht es eine Anmeldung, die ein Link nicht ist.',
    more: 'Mehr dazu steht auf der Seite.',

    clarify: {
      ask: (object, by) => `Eine Frage an Sie: ${object}, bis ${by}`,
      lead: (by) => `${by}, entscheidet über Ihren Antrag und fragt vorher:`,
      deadline: 'Zu beantworten bis',
      ifNot: 'Wer entscheidet, kann es auch ohne Ihre Antwort tun.',
      open: 'Die Frage beantworten',
    },
    fulfil: {
      ask: (object, by) => `Auflage zu erfüllen: ${object}, bis ${by}`,
      lead: (by) => `${by}, hat unter einer Auflage zugestimmt, die Sie erfüllen sollen:`,
      deadline: 'Zu erfüllen bis',
      lapses: 'Bei Versäumnis',
      ifNot: 'Das Freigegebene wird ausgesetzt.',
      open: 'Als erfüllt melden',
    },

    receiptSubject: (choice, object) => `Erfasst: ${choice}, ${object}`,
    receiptSubjectOther: (name, choice, object) => `${name} hat geantwortet: ${choice}, ${object}`,
    receiptOther: (name) => `${name} hat auf Ihren Antrag geantwortet`,
    reportLink: 'Das waren nicht Sie? Bestätigung ansehen und melden',
    notExpected:
      'Sie haben diese Entscheidung beantragt. Falls Sie glauben, dass jemand anderes eine Antwort gegeben hat, antworten Sie auf diese E-Mail, oder fragen Sie die Antwortenden: Jede Bestätigung hat die Schaltfläche „Das waren nicht Sie?“.',
    progress: (answers, quorum) =>
      `Bisher ${answers === 1 ? 'hat 1 Person' : `haben ${count(answers)} Personen`} zugestimmt; nötig sind ${quorum}.`,

    clarifiedSubject: (object) => `Ihre Frage ist beantwortet: ${object}`,
    clarifiedTitle: 'Ihre Frage ist beantwortet',
    asked: 'Sie fragten',
    answered: (name) => `Antwort von ${name}`,
    stillYours: (at) => `Ihre Entscheidung wird weiterhin erbeten, bis ${at}.`,
    useLink: 'Öffnen Sie die Seite mit dem neuesten Link, den Sie erhalten haben.',

    missedSubject: (object) => `Auflage versäumt: ${object}`,
    missedTitle: 'Eine Auflage wurde versäumt',
    missed: (subject) =>
      `${subject}: Die Freigabe beruhte auf einer Auflage, die niemand rechtzeitig als erfüllt gemeldet hat.`,
    missedSuspends: 'Das Freigegebene ist bis zu einer erneuten Freigabe ausgesetzt.',
    missedOwner:
      'Sie sind für diese Auflage zuständig. Falls sie erfüllt ist, sagen Sie es bitte der Person, die die Freigabe beantragt hat.',

    repudiatedSubject: (object) => `Eine Entscheidung wird bestritten: ${object}`,
    repudiatedTitle: 'Eine Entscheidung wird bestritten',
    repudiated: (name, subject) =>
      `Zu ${subject} ist eine Antwort im Namen von ${name} erfasst. Nach eigener Aussage hat diese Person sie nicht gegeben.`,
    repudiatedSuspends:
      'Nach der Regel wird angehalten, was darauf beruht: Ein offenes Verfahren endet nichtig, Freigegebenes wird ausgesetzt.',
    repudiatedRecords: 'Die Regel hält von sich aus nichts an. Sie entscheiden, was daraus folgt.',
    repudiatedDo:
      'Behandeln Sie es als Vorfall: Klären Sie, wer Zugang zum Postfach hatte, und halten Sie das Ergebnis fest.',

    unfillableSubject: (policy) => `Plätze nicht besetzbar: ${policy}`,
    unfillableTitle: 'Ihre Freigaberegel ist nicht mehr anwendbar',
    unfillable: (policy) =>
      `„${policy}“ verlangt mehr Personen, als es gibt. Was sie schützt, kann nicht freigegeben werden, bis sich das ändert.`,
    unfillableStages: 'Wo es fehlt',
    needs: (quorum, seats) =>
      `${quorum} von ${seats.map(({ count: n, role }) => `${n} × ${role ?? 'eine benannte Person'}`).join(', ')}`,
    unfillableDo: 'Geben Sie die Rollen weiteren Personen, oder überarbeiten Sie die Regel.',

    digestSubject: (n, by) =>
      `${number(n, 'Frage wartet', 'Fragen warten')} auf Sie, die erste bis ${by}`,
    digestTitle: (n) => `${number(n, 'Frage wartet', 'Fragen warten')} auf Sie`,
    digestLead:
      'Sie haben heute schon viele E-Mails erhalten; der Rest kommt in dieser, die früheste Frist zuerst.',

    item: (ask, by, code) => `${ask}, bis ${by}. Code ${code}`,
    typed: (address) =>
      `Falls ein Link nicht funktioniert: Öffnen Sie ${address}, und geben Sie seinen Code ein.`,

    closedSubject: (title, object) => `${title}: ${object}`,
    nothingToDo: 'Für Sie gibt es nichts mehr zu tun; die Links an Sie gelten nicht mehr.',
    when: 'Wann',
    approvalDigest: 'Prüfsumme des Verfahrens',
    conditionsOpen: 'Unter Auflagen freigegeben',
    outcome: {
      granted: {
        title: 'Freigegeben',
        text: (subject) => `Die Freigabe ist wirksam: ${subject}.`,
      },
      refused: {
        title: 'Nicht freigegeben',
        text: (subject) => `Die Gefragten haben abgelehnt: ${subject}. Es ist wieder ein Entwurf.`,
      },
      lapsed: {
        title: 'Frist abgelaufen',
        text: (subject) =>
          `Es kamen nicht genügend Antworten rechtzeitig; keine Freigabe für ${subject}. Es ist wieder ein Entwurf.`,
      },
      void: {
        title: 'Nichtig',
        text: (subject) =>
          `Das Freigabeverfahren ist nichtig, keine Antwort zählt: ${subject}. Beantragen Sie die Freigabe für den jetzigen Stand.`,
      },
      withdrawn: {
        title: 'Zurückgezogen',
        text: (subject) => `Der Antrag wurde zurückgezogen: ${subject}.`,
      },
    },
  },
};
