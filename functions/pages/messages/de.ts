import { MAX_REASON_CHARS } from '#core/limits.ts';
import type { Messages } from './en.ts';
import { closeIncident, incidentSayings, incidentUnknowns } from './incidents-de.ts';
import { lateDe } from './late-de.ts';
import { reviewSayings, reviewTypes } from './reviews-de.ts';
import { riskLate, riskQuestions, riskSayings, riskTypes, riskUnknowns } from './risks-de.ts';
import { stop } from './stop.ts';
import type { Sayings } from './types.ts';
import { workDe } from './work-de.ts';

const count = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, '.');
const number = (n: number, one: string, many: string) => `${count(n)} ${n === 1 ? one : many}`;
const LIMIT = count(MAX_REASON_CHARS);

const choices: Messages['choices'] = {
  approve: 'Zustimmen',
  'approve-with-conditions': 'Unter Auflagen zustimmen',
  reject: 'Ablehnen',
  'pass-on': 'An jemand anderen abgeben',
  'conflict-of-interest': 'Ich bin befangen',
  answer: 'Ihre Antwort',
  fulfil: 'Auflage erfüllt',
};

const closed: Messages['closed'] = {
  'sign-in-needed': {
    title: 'Ein Link genügt für diese Entscheidung nicht',
    text: (subject, who) =>
      stop(
        `Wer über ${subject} entscheidet, muss sich nach der Freigaberegel anmelden; der Zugang zu einem Postfach genügt nicht. Es wurde nichts erfasst. Wie Sie sich anmelden, erfahren Sie von ${who}`,
      ),
  },
  'not-independent': {
    title: 'Sie dürfen hierüber nicht entscheiden',
    text: (subject) =>
      `Sie haben ${subject} beantragt oder bearbeitet, sind dafür verantwortlich oder vertreten jemanden, auf den das zutrifft. Deshalb dürfen Sie nicht mitentscheiden. Es wurde nichts erfasst.`,
  },
  decided: {
    title: 'Sie haben bereits geantwortet',
    text: (subject) => `Ihre Antwort zu ${subject} ist erfasst. Sie brauchen nichts mehr zu tun.`,
  },
  'no-longer-needed': {
    title: 'Ihre Antwort wird nicht mehr gebraucht',
    text: (subject) =>
      `Zu ${subject} liegen bereits genügend Antworten vor. Vielen Dank für Ihre Zeit.`,
  },
  lapsed: {
    title: 'Die Frist ist abgelaufen',
    text: (subject) =>
      `Bis zum Ende der Frist lagen nicht genügend Antworten vor; ${subject} ist daher nicht freigegeben. Die Freigabe kann erneut beantragt werden.`,
  },
  void: {
    title: 'Der Gegenstand wurde vor der Entscheidung geändert',
    text: (subject) =>
      `Was Ihnen vorgelegt wurde, entspricht nicht mehr dem aktuellen Stand. Antworten zu ${subject} zählen daher nicht. Möglicherweise wird Ihnen die neue Version vorgelegt.`,
  },
  withdrawn: {
    title: 'Der Antrag wurde zurückgezogen',
    text: (subject, who) => `${who} hat den Antrag zu ${subject} zurückgezogen.`,
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
    text: (subject, who) =>
      stop(
        `Sie sind als ausgeschieden erfasst, daher wurde zu ${subject} jemand anderes gefragt. Falls das nicht stimmt, wenden Sie sich bitte an ${who}`,
      ),
  },
  'question-over': {
    title: 'Diese Antwort wird nicht mehr gebraucht',
    text: (subject) =>
      `Das Freigabeverfahren zu ${subject} endete, bevor die Frage beantwortet war.`,
  },
  'condition-missed': {
    title: 'Der Termin dieser Auflage ist verstrichen',
    text: (subject) =>
      `Die Auflage, unter der ${subject} freigegeben wurde, wurde nicht rechtzeitig als erfüllt gemeldet. Die Freigabe ist ausgesetzt, bis erneut freigegeben wird.`,
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
    'Die Bemerkung besteht nur aus Ihrem Namen. Schreiben Sie mehr, oder lassen Sie das Feld leer.',
  'comment-credential':
    'Die Bemerkung enthält anscheinend ein Passwort oder einen Schlüssel. Bitte entfernen Sie es, denn Bemerkungen bleiben dauerhaft gespeichert.',
  'comment-unreadable':
    'Die Bemerkung enthält unsichtbare Zeichen. Geben Sie sie bitte neu ein, als einfachen Text.',
  'signature-missing': 'Geben Sie zur Unterschrift Ihren vollen Namen ein.',
  'signature-differs':
    'Das stimmt nicht mit dem Namen überein, der uns vorliegt. Schreiben Sie jeden Namensteil aus. Ist Ihr Name falsch erfasst, lassen Sie ihn bitte berichtigen.',
  'conditions-missing':
    'Formulieren Sie mindestens eine Auflage, oder wählen Sie eine andere Antwort.',
  'conditions-unwanted':
    'Sie haben Auflagen formuliert, aber eine andere Antwort gewählt. Wählen Sie „Unter Auflagen zustimmen“, oder leeren Sie diese Felder.',
  'conditions-full':
    'So viele Auflagen kann diese Entscheidung nicht aufnehmen. Formulieren Sie weniger oder kürzere, oder lehnen Sie mit dieser Begründung ab.',
  'colleague-missing': 'Wählen Sie, an wen Sie die Entscheidung abgeben.',
  'colleague-unwanted':
    'Sie haben eine Person ausgewählt, an die Sie abgeben, aber eine andere Antwort gewählt. Wählen Sie „An jemand anderen abgeben“, oder entfernen Sie den Namen.',
  'colleague-unknown': 'Diese Person kann derzeit nicht gefragt werden. Wählen Sie jemand anderen.',
  'colleague-seated':
    'Diese Person wird in diesem Verfahren bereits gefragt. Wählen Sie jemand anderen.',
  'colleague-barred':
    'Diese Person hat den Gegenstand beantragt oder bearbeitet, ist dafür verantwortlich oder vertritt jemanden, auf den das zutrifft. Wählen Sie jemand anderen.',
  'colleague-circle':
    'Diese Person ist abwesend und wird von Ihnen vertreten. Wählen Sie jemand anderen.',
  'until-not-a-date':
    'Geben Sie den letzten Tag Ihrer Abwesenheit als Datum an, zum Beispiel 2026-12-31.',
  'until-past':
    'Der letzte Tag Ihrer Abwesenheit liegt in der Vergangenheit. Geben Sie einen späteren Tag an, oder lassen Sie das Feld leer.',
  'question-missing': 'Geben Sie Ihre Frage ein.',
  'question-too-long': `Kürzen Sie die Frage auf ${LIMIT} Zeichen.`,
  'question-only-name':
    'Die Frage besteht nur aus Ihrem Namen. Schreiben Sie, was Sie wissen möchten.',
  'question-credential':
    'Die Frage enthält anscheinend ein Passwort oder einen Schlüssel. Bitte entfernen Sie es, denn Fragen bleiben dauerhaft gespeichert.',
  'question-unreadable':
    'Die Frage enthält unsichtbare Zeichen. Geben Sie sie bitte neu ein, als einfachen Text.',
  'question-unsent':
    'Sie haben eine Frage eingegeben, aber die Schaltfläche zum Entscheiden gewählt. Senden Sie zuerst die Frage, oder leeren Sie das Feld.',
  'questions-full': 'In diesem Verfahren können keine weiteren Fragen gestellt werden.',
  'facts-moved':
    'Während Sie gelesen haben, hat sich eine Angabe geändert; Ihre Antwort wurde deshalb nicht erfasst. Die Änderung ist unten gekennzeichnet. Bitte lesen Sie sie, und antworten Sie dann noch einmal.',
};

const conditionProblems: Messages['conditionProblems'] = {
  missing: 'fehlt',
  'too-long': 'ist zu lang',
  credential:
    'enthält anscheinend ein Passwort oder einen Schlüssel; Auflagen bleiben dauerhaft gespeichert',
  unreadable: 'enthält unsichtbare Zeichen',
  'not-offered': 'steht nicht zur Wahl',
  'not-a-date': 'ist kein Datum wie 2026-12-31',
  past: 'liegt in der Vergangenheit',
  'too-far': 'liegt mehr als fünf Jahre in der Zukunft',
};

const next: Messages['next'] = {
  'others-open': () => 'Die anderen, die gefragt sind, können noch antworten.',
  'next-stage': () => 'Ihre Antwort schließt diese Stufe ab. Jetzt wird die nächste gefragt.',
  decides: () =>
    'Mit Ihrer Antwort ist entschieden. Wirksam wird die Entscheidung, sobald alles noch einmal geprüft ist.',
  effective: () => 'Die Freigabe ist wirksam.',
  rejected: () =>
    'Der Antrag wurde abgelehnt. Der Vorgang geht an die verantwortliche Person zurück.',
  lapsed: () =>
    'Bis zum Ende der Frist lagen nicht genügend Antworten vor: Es gibt keine Freigabe.',
  void: () => 'Das Verfahren ist nichtig: Die Antworten zählen nicht.',
  withdrawn: () => 'Der Antrag wurde zurückgezogen.',
  'seat-filled-anew': () =>
    'An Ihrer Stelle wird jemand anderes gefragt; die Frist bleibt bestehen.',
  passed: ({ who }) => `An Ihrer Stelle wird ${who} gefragt. Die Frist bleibt bestehen.`,
  'standing-absence': ({ who, at }) =>
    stop(`Bis ${at} gehen auch alle anderen Fragen, die Ihnen gelten, an ${who}`),
  'conditions-told': () =>
    'Wer eine Auflage zu erfüllen hat, wird gefragt, sobald die Freigabe wirksam ist.',
  clarified: () =>
    'Alle, die entscheiden, sehen Ihre Antwort. Die Frist für die Entscheidung bleibt bestehen.',
  'condition-met': () => 'Die Auflage gilt als erfüllt.',
  'condition-met-late': () =>
    'Die Auflage gilt als verspätet erfüllt: Was ausgesetzt ist, bleibt ausgesetzt, bis erneut freigegeben wird.',
  'requester-told': ({ who }) => `${who} wird benachrichtigt.`,
};

const instead: Messages['instead'] = {
  delegated: (who) => `${who} hat diese Frage an Sie abgegeben`,
  absent: (who) => `Sie vertreten ${who}, da diese Person abwesend ist`,
  conflict: (who) => `${who} ist befangen; deshalb werden Sie gefragt`,
  escalated: (who) => `${who} hatte nicht geantwortet; deshalb werden Sie gefragt`,
  unreachable: (who) => `Unsere E-Mails haben ${who} nicht erreicht; deshalb werden Sie gefragt`,
  left: (who) => `${who} ist ausgeschieden; deshalb werden Sie gefragt`,
};

const duties: Messages['duties'] = {
  requester: 'Die anfragende Person darf mitentscheiden',
  'last-editor': 'Wer den Gegenstand zuletzt bearbeitet hat, darf mitentscheiden',
  owner: 'Die verantwortliche Person darf mitentscheiden',
  'evidence-collector': 'Wer die Nachweise gesammelt hat, darf mitentscheiden',
  'delegate-of-excluded': 'Die Vertretung einer ausgeschlossenen Person darf mitentscheiden',
  'one-seat-each': 'Eine Person darf zwei Plätze einnehmen',
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
  restsOnPeople: 'Hängt allein von Menschen ab',
  text: 'Volltext',
  applies: 'Geltungsbereich',
  zone: 'Zeitzone',
  holidays: 'Feiertage',
  stages: 'Stufen',
  exceptions: 'Ausnahmen',
  whenDisowned: 'Folgen, wenn eine Entscheidung bestritten wird',
  release: 'Ausgabestand',
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
  'corrective-action': 'Korrekturmaßnahme',
  'regulatory-clock': 'Meldepflicht',
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
  ...riskTypes,
  ...reviewTypes,
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
  ...incidentUnknowns,
  ...riskUnknowns,
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
  closed: 'abgeschlossen',
  dismissed: 'verworfen',
  merged: 'in einem anderen aufgegangen',
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
/** `90 Sekunden`, `2 Minuten`. */
const time = (seconds: number) =>
  seconds % 60 === 0
    ? span({ amount: seconds / 60, unit: 'minutes' })
    : span({ amount: seconds, unit: 'seconds' });

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
    `${name}${group === undefined ? '' : `, ${group}`}: ${result} (Schwellenwert: ${threshold}); ${passed ? 'bestanden' : 'nicht bestanden'} am ${w.date(on)}`,
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
      ? 'Die Freigabe wird sofort ausgesetzt'
      : 'Es wird erfasst, und die Zuständigen werden benachrichtigt',
  calendar: ({ zone, holidays }) =>
    holidays === undefined ? `Zeitzone ${zone}` : `Zeitzone ${zone}, Feiertage von ${holidays}`,
  choice: ({ choice }) => choices[choice],
  ...incidentSayings,
  ...riskSayings,
  ...reviewSayings,
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
      'rests-on-people': 'Hängt allein von Menschen ab',
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
      identity: 'Wie sich ausweist, wer entscheidet',
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
      'risks-above': 'Restrisiko über dem Tragbaren',
      risks: 'Restrisiko innerhalb des Tragbaren',
      impact: 'Folgenabschätzung',
      'tests-failed': 'Nicht bestandene Prüfungen',
      incidents: 'Offene Vorfälle',
      conditions: 'Offene oder versäumte Auflagen',
      limits: 'Bekannte Grenzen',
      'stop-tried': 'Anhalten des Systems',
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
  'close-incident': closeIncident,
  ...riskQuestions,
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
  object: (name, version) => `${name}, Version ${version}`,
  fingerprint: 'Fingerabdruck',
  person: (name, capacity) => `${name} (${capacity})`,
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
      'Wie eine Zustimmung, aber an Ihre Auflagen gebunden. Wird eine davon versäumt, wird die Freigabe ausgesetzt.',
    'pass-on': 'An Ihrer Stelle wird jemand anderes gefragt; die Frist bleibt bestehen.',
    'conflict-of-interest':
      'An Ihrer Stelle wird jemand anderes gefragt. Ihre Begründung bleibt erfasst.',
  },
  ifNobody: {
    lapses: (end) => `${end}: Der Antrag endet ohne Freigabe.`,
    escalates: (at, end) => `${at}: Andere werden gefragt. ${end}: Der Antrag endet ohne Freigabe.`,
  },
  instead,
  say,
  late: lateDe,
  riskLate,
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
    title: 'Ihre Frage öffnen',
    lead: 'In Ihrer E-Mail steht ein Code. Er öffnet die Frage, die Ihnen gestellt wurde, und alles, was Sie für die Antwort wissen müssen.',
    label: 'Code aus Ihrer E-Mail',
    hint: '20 Buchstaben und Ziffern, zum Beispiel K7QD-3M9X-… Auf Striche und Großschreibung kommt es nicht an.',
    submit: 'Öffnen',
    nothing:
      'Mit dem Öffnen ist nichts entschieden, und der Code bleibt gültig. Sie können auf jedem Gerät wiederkommen.',
  },

  task: {
    title: (subject, version) => `${subject}, Version ${version}: Ihre Entscheidung`,
    askedOf: 'Gefragt:',
    decideBy: 'Zu entscheiden bis',
    reading: (minutes) => `${minutes} Min. Lesezeit`,
    skipToDecision: 'Zur Entscheidung',
    whyAsked: (name) => (name === '' ? 'Begründung des Antrags' : `Begründung von ${name}`),
    readAll: 'Alles lesen',
    decided: 'Was entschieden wird',
    ifChosen: (label) => `Bei „${label}“`,
    also: 'Sie können auch',
    alsoShort: {
      'approve-with-conditions': 'Auflagen machen',
      'pass-on': 'abgeben',
      'conflict-of-interest': 'sich für befangen erklären',
    },
    ifNobody: 'Wenn niemand antwortet',
    whyYou: 'Warum Sie',
    role: (role, policy, version) =>
      role === ''
        ? `„${policy}“, Version ${version}, benennt Sie.`
        : `Als ${role} nach „${policy}“, Version ${version}.`,
    independent: 'Sie haben dies weder beantragt noch bearbeitet noch zu verantworten.',
    agreement: 'Wer zustimmen muss',
    ifApproved: 'Bei Freigabe',
    ifRejected: 'Bei Ablehnung',
    countsFor: (quorum: number) =>
      `Zählt als eine von ${quorum} nötigen Zustimmungen. Bei Freigabe:`,
    countsAgainst: (quorum: number) =>
      `Zählt dagegen; abgelehnt ist, sobald keine ${quorum} Zustimmungen mehr möglich sind. Dann:`,
    quorum: (quorum, seats) => (seats === 1 ? 'Sie allein' : `${quorum} von ${seats} Personen`),
    stage: (n, of, name) => `Stufe ${n} von ${of}, ${name}`,
    exceptions: 'Wo hier von der Regel abgewichen wird',
    exception: (what, until, reason) => `${what}, bis ${until}: ${reason}`,
    against: 'Was dagegen spricht',
    atStage: (label, n, name) => `Hat in Stufe ${n}, ${name}, geantwortet: „${label}“.`,
    asRecorded: 'Angaben aus den Unterlagen stehen hier in der Sprache, in der sie erfasst sind.',
    nothingAgainst: 'Keine der erhobenen Angaben spricht dagegen.',
    unknown: 'Was nicht bekannt ist',
    unknownLead: 'Das konnte uns niemand sagen. Bedenken Sie es bei Ihrer Entscheidung.',
    nothingUnknown:
      'Es wurde nichts als unbekannt angegeben. Das ist ungewöhnlich: Fragen Sie nach, bevor Sie sich darauf verlassen.',
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
    others: 'Wer außer Ihnen gefragt ist',
    nobodyElse: 'Außer Ihnen ist niemand gefragt. Ihre Antwort allein entscheidet.',
    nobodyElseNow: 'In dieser Stufe ist außer Ihnen niemand gefragt.',
    answered: 'hat geantwortet',
    waiting: 'hat noch nicht geantwortet',
    notNeeded: 'musste nicht mehr antworten',
    othersNote: 'Was die anderen geantwortet haben, sehen Sie nach Ihrer Entscheidung.',
    said: (label) => `hat geantwortet: „${label}“`,
    earlier: (n, name, at) => `Stufe ${n}, ${name}, hat am ${at} zugestimmt`,
    earlierHidden: 'Was dort geantwortet wurde, wird in dieser Stufe nicht gezeigt.',
    questions: 'Bisher gestellte Fragen',
    asked: (who, at) => `${who} fragte am ${at}`,
    answeredBy: (who, at) => `${who} antwortete am ${at}`,
    noAnswer: 'Noch nicht beantwortet. Die Frist bleibt bestehen.',
    ask: (name) =>
      `Haben Sie zuerst eine Frage? Antworten Sie auf die E-Mail: Ihre Antwort erreicht ${stop(name)} Die Frist bleibt bestehen.`,
    askBelow: (name) =>
      `Haben Sie zuerst eine Frage? Stellen Sie sie unten an ${stop(name)} Die Antwort wird erfasst und ist für alle sichtbar, die gefragt sind; die Frist bleibt bestehen.`,
    subjectDigest: (version) => `Version ${version}, SHA-256`,
    factsDigest: (at) => `Diese Angaben, erhoben am ${at}, SHA-256`,
    paper: (labels) =>
      `Zum Lesen gedruckt. Geantwortet wird auf der Seite, nicht auf Papier: ${stop(labels)}`,
    sent: 'Ihre Frage ist erfasst',
    sentText: (name) =>
      `Sie ging an ${stop(name)} Sobald die Antwort da ist, erhalten Sie eine E-Mail. Entschieden ist noch nichts, und die Frist bleibt bestehen.`,
  },

  signIn: {
    title: 'Zum Entscheiden anmelden',
    why: (policy) =>
      `„${policy}“ verlangt hier eine Anmeldung: Bei diesem Risiko genügt der Zugang zu einem Postfach nicht.`,
    here: 'Sie können auf dieser Seite alles lesen. Nur die Antwort geben Sie an anderer Stelle.',
    how: (name) =>
      `Die Anmeldung läuft über den Identitätsanbieter Ihrer Organisation. Er ist noch nicht angebunden; bis dahin kann hier niemand entscheiden. Bitte wenden Sie sich an ${stop(name)} Die Frist bleibt bestehen.`,
  },

  form: {
    title: 'Ihre Entscheidung',
    choice: 'Ihre Antwort',
    comment: 'Bemerkung',
    commentHint: `Ihre Begründung, bis zu ${LIMIT} Zeichen. Sie bleibt dauerhaft gespeichert und ist unveränderlich: bitte keine personenbezogenen Daten.`,
    neededFor: (labels) => stop(`Erforderlich bei: ${labels}`),
    needsComment: 'Bitte begründen.',
    choose: 'Bitte wählen',
    onlyFor: (label) => `Nur für „${label}“`,
    conditionsHint:
      'Jede wird der zuständigen Person vorgelegt, sobald die Freigabe wirksam ist, und bleibt dauerhaft gespeichert.',
    condition: (row) => `Auflage ${row}`,
    conditionFields: {
      text: 'Was zu tun ist',
      owner: 'Durch wen',
      due: 'Bis wann (bis zum Ende des Tages)',
      lapses: 'Was entfällt, wenn die Auflage versäumt wird',
    },
    noOwner: 'Hier kann niemand eine Auflage übernehmen.',
    passTo: 'An wen',
    noColleague:
      'Niemand sonst darf hier gefragt werden. Antworten Sie selbst, oder erklären Sie sich für befangen.',
    absentUntil: 'Sind Sie abwesend? Bis wann auch alle anderen Fragen dorthin gehen (freiwillig)',
    signature: 'Unterschrift',
    signatureHint: (name) =>
      `Unterschreiben Sie mit Ihrem vollen Namen: ${name}, jeder Namensteil ausgeschrieben.`,
    submit: 'Meine Entscheidung erfassen',
    after:
      'Sie erhalten sofort eine Bestätigung, auch per E-Mail. Eine erfasste Antwort lässt sich nicht mehr ändern.',
    sooner: (seconds) =>
      `Die Regel sieht mindestens ${time(seconds)} Lesezeit vor. Eine schnellere Antwort wird angenommen und für die Prüfung aufgelistet.`,
    askTitle: 'Oder zuerst eine Frage',
    question: (name) => `Ihre Frage an ${name}`,
    questionHint: `Bis zu ${LIMIT} Zeichen, dauerhaft gespeichert. Unterschreiben Sie oben, und senden Sie die Frage dann ab; Ihre übrigen Eingaben bleiben erhalten.`,
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
        `${by} entscheidet auf Ihren Antrag über ${subject}, Version ${version}, und möchte vorher wissen:`,
      by: 'Zu beantworten bis',
      ifNot: 'Darauf wird nicht gewartet: Entschieden werden kann auch ohne Ihre Antwort.',
      field: 'Ihre Antwort',
      hint: `Bis zu ${LIMIT} Zeichen. Alle, die entscheiden, sehen sie. Sie bleibt dauerhaft gespeichert und ist unveränderlich: bitte keine personenbezogenen Daten.`,
      submit: 'Meine Antwort erfassen',
    },
    fulfilment: {
      title: 'Eine Auflage, die Sie erfüllen sollen',
      askedOf: 'Gefragt:',
      lead: (by, subject, version) =>
        `${by} hat der Freigabe von ${subject}, Version ${version}, unter dieser Auflage zugestimmt:`,
      by: 'Zu erfüllen bis',
      ifNot: 'Die Freigabe wird dann ausgesetzt, bis erneut freigegeben wird.',
      field: 'Was getan wurde',
      hint: `Sagen Sie in bis zu ${LIMIT} Zeichen, was wann getan wurde und wo man es sehen kann. Die Angabe bleibt dauerhaft gespeichert und ist unveränderlich: bitte keine personenbezogenen Daten.`,
      submit: 'Auflage als erfüllt melden',
    },
    asked: 'Gestellt am',
    lapses: 'Bei Versäumnis',
    missed:
      'Diese Auflage wurde versäumt, und was an ihr hing, ist entfallen. Ihre Meldung wird trotzdem erfasst.',
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
    leadAnswer: (subject, version) =>
      `Sie haben die Frage zu ${subject}, Version ${version}, beantwortet.`,
    leadFulfil: (subject, version) =>
      `Sie haben eine Auflage zu ${subject}, Version ${version}, als erfüllt gemeldet.`,
    answer: 'Antwort',
    done: 'Was getan wurde',
    question: 'Auf die Frage',
    condition: 'Auflage',
    comment: 'Bemerkung',
    conditions: 'Auflagen',
    conditionLine: (text, owner, due, lapses) =>
      `${stop(text)} Zuständig: ${owner}, bis ${due}. Bei Versäumnis: ${stop(lapses)}`,
    passedTo: 'Abgegeben an',
    absentUntil: 'Auch alle anderen Fragen, bis',
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
    factsDigest: 'Gezeigte Angaben, SHA-256',
    place: 'Stelle im Protokoll',
    placed: (index, origin) => `Eintrag ${index} von ${origin}`,
    notYet: 'wird in Kürze angefügt',
    newest: 'Neuester Prüfpunkt',
    atSize: (size) => `über ${size} Einträge`,
    noCheckpoint: 'noch keiner',
    checkpointByMail: 'in der E-Mail, die dies bestätigt',
    notYou: 'Das waren nicht Sie?',
    tell: (name) =>
      stop(`Falls Sie diese Antwort nicht gegeben haben, wenden Sie sich sofort an ${name}`),
    reportHere: 'Ich habe diese Antwort nicht gegeben',
    reportLead: (name) =>
      `Ihre Meldung wird sofort erfasst, und ${name} wird benachrichtigt. Wo die Regel es vorsieht, wird die Freigabe damit angehalten.`,
    reportComment: 'Was Sie darüber wissen (freiwillig)',
    reportCommentHint:
      'Die Angabe bleibt dauerhaft gespeichert und ist unveränderlich: bitte keine personenbezogenen Daten.',
    reportSignatureHint: (name) =>
      `Unterschreiben Sie mit Ihrem vollen Namen: ${name}, jeder Namensteil ausgeschrieben.`,
    reportSubmit: 'Als nicht meine Antwort melden',
    incident: 'Dem muss dann nachgegangen werden.',
    reported: 'Als nicht von Ihnen gemeldet',
    reportedText: (at, name) =>
      `Seit ${at} ist erfasst, dass Sie diese Antwort nicht gegeben haben. ${name} wird benachrichtigt und muss dem nachgehen lassen.`,
    reportedStops: 'Was damit freigegeben wurde, ist angehalten, bis die Sache geklärt ist.',
    reportedRecords:
      'Die Regel hält von sich aus nichts an: Was daraus folgt, entscheiden die Zuständigen.',
  },

  conflict: {
    title: 'Sie haben bereits geantwortet',
    heading: 'Sie haben bereits geantwortet',
    lead: (tried, choice) =>
      `Sie haben jetzt „${tried}“ gewählt; erfasst ist aber „${choice}“, und dabei bleibt es. Es wurde nichts geändert.`,
    recorded: 'Die erfasste Antwort',
    change: (name) =>
      `Falls sie anders lauten soll, wenden Sie sich an ${stop(name)} Der Antrag kann zurückgezogen und neu gestellt werden.`,
  },

  closed,
  closedWhen: 'Seit',
  closedUnknown: {
    title: 'Zu diesem Code gibt es nichts',
    text: 'Vielleicht enthält er einen Tippfehler, ist unvollständig oder zu alt. Vergleichen Sie ihn mit der neuesten E-Mail, oder geben Sie ihn hier ein.',
  },

  moved: {
    title: 'Vor Ihrer Antwort geändert',
    heading: 'Vor Ihrer Antwort hat sich etwas geändert',
    lead: (subject) =>
      `Nachdem Sie die Seite geöffnet hatten, wurde ${subject} geändert. Ihre Antwort wurde nicht erfasst, denn sie gilt nur für das, was Sie gesehen haben.`,
    terms: (subject) =>
      `Nachdem Sie die Seite geöffnet hatten, hat sich die Freigaberegel geändert, nach der über ${subject} entschieden wird. Ihre Antwort wurde nicht erfasst, denn die Bedingungen, unter denen Sie gefragt wurden, gelten nicht mehr.`,
    seen: 'Sie sahen',
    now: 'Jetzt erfasst',
    since: (version, at) => `Version ${version}, seit ${at}`,
    next: (name) =>
      `Dieser Antrag ist nichtig. Sie werden erneut gefragt, wenn ${name} die neue Version zur Freigabe vorlegt.`,
    again: (name) =>
      `Dieser Antrag ist nichtig. Es wird erneut gefragt, wenn ${name} die Freigabe noch einmal beantragt.`,
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

  work: workDe,

  mail: {
    ask: (ask, object, by) => `${ask}: ${object}, bis ${by}`,
    asks: (requester, capacity) =>
      capacity === '' ? `${requester} fragt Sie:` : `${requester} fragt Sie als ${capacity}:`,
    reminded: (at) => `Erinnerung: Sie wurden am ${at} gefragt und haben noch nicht geantwortet.`,
    thenEscalates: (at) => `Ohne Ihre Antwort werden am ${at} andere gefragt.`,
    thenReminds: (at) => `Die nächste Erinnerung kommt am ${at}.`,
    thenLapses: (at) => `Dies ist die letzte Erinnerung. Am ${at} läuft die Frist ab.`,
    changed: 'Was sich geändert hat',
    number: 'Die wichtigste Zahl',
    ifNobody: 'Wenn niemand antwortet',
    deadline: 'Zu entscheiden bis',
    open: 'Angaben lesen und entscheiden',
    read: 'Angaben lesen',
    code: (address) => `Oder öffnen Sie ${address}, und geben Sie diesen Code ein`,
    reply: (name) =>
      `Eine Antwort auf diese E-Mail erreicht ${stop(name)} Die Frist bleibt bestehen.`,
    secret: 'Wer diesen Link hat, kann für Sie antworten: Leiten Sie diese E-Mail nicht weiter.',
    secretRead: 'Wer diesen Link hat, kann alles lesen: Leiten Sie diese E-Mail nicht weiter.',
    signedIn: (name) =>
      `Lesen können Sie schon jetzt alles. Zum Entscheiden müssen Sie sich anmelden; das ist hier noch nicht möglich. Bitte wenden Sie sich an ${stop(name)}`,
    more: 'Mehr dazu steht auf der Seite.',

    clarify: {
      ask: (object, by) => `Eine Frage an Sie: ${object}, bis ${by}`,
      lead: (by) => `${by} entscheidet über Ihren Antrag und fragt vorher:`,
      deadline: 'Zu beantworten bis',
      ifNot: 'Entschieden werden kann auch ohne Ihre Antwort.',
      open: 'Die Frage beantworten',
    },
    fulfil: {
      ask: (object, by) => `Auflage zu erfüllen: ${object}, bis ${by}`,
      lead: (by) => `${by} hat unter einer Auflage zugestimmt, die Sie erfüllen sollen:`,
      deadline: 'Zu erfüllen bis',
      lapses: 'Bei Versäumnis',
      ifNot: 'Die Freigabe wird ausgesetzt.',
      open: 'Als erfüllt melden',
    },

    receiptSubject: (choice, object) => `Erfasst: ${choice}, ${object}`,
    receiptSubjectOther: (name, choice, object) => `${name} hat geantwortet: ${choice}, ${object}`,
    receiptOther: (name) => `${name} hat auf Ihren Antrag geantwortet`,
    reportLink: 'Das waren nicht Sie? Bestätigung ansehen und melden',
    receiptLink: 'Bestätigung ansehen',
    notExpected:
      'Sie haben diese Entscheidung beantragt. Falls Sie bezweifeln, dass eine Antwort wirklich von der genannten Person stammt, fragen Sie dort nach: Mit der Bestätigung lässt sich eine fremde Antwort melden.',
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
    missedSuspends: 'Die Freigabe ist ausgesetzt, bis erneut freigegeben wird.',
    missedOwner:
      'Sie sind für diese Auflage zuständig. Falls sie erfüllt ist, melden Sie es bitte über den Link, den Sie erhalten haben: Er gilt weiterhin.',

    repudiatedSubject: (object) => `Eine Entscheidung wird bestritten: ${object}`,
    repudiatedTitle: 'Eine Entscheidung wird bestritten',
    repudiated: (name, subject) =>
      `Zu ${subject} ist eine Antwort im Namen von ${name} erfasst. Nach eigener Aussage hat diese Person sie nicht gegeben.`,
    repudiatedSuspends:
      'Nach der Regel wird angehalten, was darauf beruht: Ein offenes Verfahren endet nichtig, eine Freigabe wird ausgesetzt.',
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
        text: (subject) => `Der Antrag wurde abgelehnt: ${subject}. Es ist wieder ein Entwurf.`,
      },
      lapsed: {
        title: 'Frist abgelaufen',
        text: (subject) =>
          `Bis zum Ende der Frist lagen nicht genügend Antworten vor; nicht freigegeben ist: ${subject}. Es ist wieder ein Entwurf.`,
      },
      void: {
        title: 'Nichtig',
        text: (subject) =>
          `Das Freigabeverfahren ist nichtig, die Antworten zählen nicht: ${subject}. Bitte beantragen Sie die Freigabe für den jetzigen Stand erneut.`,
      },
      withdrawn: {
        title: 'Zurückgezogen',
        text: (subject) => `Der Antrag wurde zurückgezogen: ${subject}.`,
      },
    },
  },
};
