import { MAX_REASON_CHARS } from '#core/limits.ts';
import { reviewFacts, reviewKinds, reviewRefusals } from './reviews-de.ts';
import { riskFacts, riskKinds, riskRefusals } from './risk-kinds-de.ts';
import { dimensions } from './risks-de.ts';
import { stop } from './stop.ts';
import { workKinds } from './work-kinds-de.ts';
import type { WorkWords } from './work-types.ts';

/** German words of pieces of work. */

const count = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, '.');
const LIMIT = count(MAX_REASON_CHARS);

/** German. */
export const workDe: WorkWords = {
  kinds: { ...workKinds, ...riskKinds, ...reviewKinds },
  anyKind: {
    verb: 'Antworten',
    question: (label) => `Was sagen Sie zu ${label}?`,
    brings: 'Ihre Antwort wird festgehalten, und es geht weiter.',
    next: 'Ihre Antwort ist festgehalten, und es geht weiter.',
    fields: {},
  },
  facts: {
    ...riskFacts,
    ...reviewFacts,
    severity: 'Schwere',
    harm: 'Schaden',
    recurs: 'Es kam schon vor',
    residual: 'Was noch schiefgehen kann',
    description: 'Was gemeldet wurde',
    times: 'Wann',
    signals: 'Gezählte Signale',
    'called-by': 'Was den Vorfall auslöste',
    system: 'KI-System',
    model: 'Modell',
    triage: 'Wie es zuerst eingeschätzt wurde',
    containment: 'Was den Schaden aufhielt',
    cause: 'Ursache',
    elsewhere: 'Wo es noch geschehen könnte',
    reportability: 'Meldepflichten',
    'decide-anew': 'Warum neu über sie zu entscheiden ist',
    action: 'Was zu tun ist',
    effect: 'Wirkung',
    done: 'Wie es getan wurde',
    incident: 'Vorfall',
    clock: 'Meldepflicht',
    'reported-to': 'Zu melden an',
  },
  page: {
    title: (subject) => `${subject}: Ihre Antwort`,
    answerBy: 'Antwort bis',
    overdue: 'Das ist überfällig. Es ist weiterhin zu tun.',
    about: 'Worum es geht',
    brings: 'Mit Ihrer Antwort',
    also: 'Sie können auch',
    passOn: 'es abgeben',
    ifNobody: 'Ohne Antwort',
    escalates: (at) => `${at}: Jemand anderes wird gefragt.`,
    stays: (at) => `${at}: Es gilt als überfällig und bleibt zu tun.`,
    whyYou: (role, plan, version) =>
      role === ''
        ? `„${plan}“, Version ${version}, oder die Planung nennt Sie.`
        : `Als ${role} nach „${plan}“, Version ${version}.`,
    skip: 'Zum Formular',
    against: 'Was daran schwer wiegt',
    before: {
      'passed-on': (who) => `${who} hat das an Sie abgegeben`,
      absent: (who) => `Sie vertreten ${who}, derzeit abwesend`,
      escalated: (who) => `${who} hat nicht rechtzeitig geantwortet, daher werden Sie gefragt`,
      unreachable: (who) => `Unsere E-Mails haben ${who} nicht erreicht, daher werden Sie gefragt`,
      left: (who) => `${who} ist ausgeschieden, daher werden Sie gefragt`,
    },
  },
  form: {
    title: 'Ihre Antwort',
    optional: 'freiwillig',
    onlyIf: (label, option) => `Nur wenn „${label}“: „${option}“`,
    moment: 'Nach Ihrer Uhr, zum Beispiel 2026-12-31 17:00.',
    day: 'Zum Beispiel 2026-12-31.',
    evidence: 'Nachweise',
    rows: 'Füllen Sie so viele aus, wie Sie brauchen.',
    kept: 'Was Sie schreiben, bleibt dauerhaft gespeichert und kann nicht geändert werden: bitte keine personenbezogenen Angaben.',
    most: (n) => `Höchstens ${count(n)} Zeichen.`,
    submit: 'Antwort festhalten',
    save: 'Speichern und später weiter',
    saved: (at) =>
      `Gespeichert am ${at}, noch nicht abgegeben. Öffnen Sie den Link wieder, auf welchem Gerät auch immer.`,
    after:
      'Sie erhalten sofort eine Bestätigung, auch per E-Mail. Eine festgehaltene Antwort kann nicht mehr geändert werden.',
    passTitle: 'Nicht Ihre Aufgabe? Geben Sie sie ab',
    passLead:
      'An Ihrer Stelle wird jemand anderes gefragt, mit derselben Frist. Unterschreiben Sie ebenfalls oben.',
    passTo: 'An wen',
    passWhy: 'Warum',
    passSubmit: 'Abgeben',
    nobodyElse: 'Hier kann niemand sonst gefragt werden.',
  },
  problem: (label, is) => stop(`${label.replace(/[?.:]$/, '')}: ${is}`),
  inRow: (row, column) => `${row}, ${column}`,
  problems: {
    missing: 'Die Angabe fehlt',
    'too-long': 'Der Text ist zu lang',
    'only-name': 'Da steht nur Ihr Name',
    unreadable: 'Der Text enthält unsichtbare Zeichen; bitte neu eingeben, als einfachen Text',
    credential:
      'Der Text enthält anscheinend ein Passwort oder einen Schlüssel; bitte entfernen, denn Antworten bleiben dauerhaft gespeichert',
    'not-offered': 'Das steht nicht zur Wahl',
    'not-a-date': 'Das ist kein Datum wie 2026-12-31',
    'not-a-moment': 'Das ist kein Zeitpunkt wie 2026-12-31 17:00',
    past: 'Der Zeitpunkt ist schon vorbei',
    future: 'Der Zeitpunkt liegt in der Zukunft',
    'too-far': 'Der Zeitpunkt liegt mehr als fünf Jahre entfernt',
    'not-evidence': 'Das ist keine Kennung eines Nachweises; bitte eine je Zeile',
    'too-many': 'Das sind zu viele',
  },
  common: {
    'choice missing': 'Drücken Sie eine der beiden Schaltflächen.',
    'choice unknown': 'Drücken Sie eine der beiden Schaltflächen.',
    'comment missing': 'Sagen Sie, warum Sie abgeben.',
    'comment too-long': `Kürzen Sie die Begründung auf ${LIMIT} Zeichen.`,
    'comment only-name': 'Die Begründung besteht nur aus Ihrem Namen. Schreiben Sie mehr.',
    'comment credential':
      'Die Begründung enthält anscheinend ein Passwort oder einen Schlüssel. Bitte entfernen Sie es, denn Begründungen bleiben dauerhaft gespeichert.',
    'comment unreadable':
      'Die Begründung enthält unsichtbare Zeichen. Geben Sie sie bitte neu ein, als einfachen Text.',
    'signature missing': 'Geben Sie zur Unterschrift Ihren vollen Namen ein.',
    'signature not-your-name':
      'Das stimmt nicht mit dem Namen überein, der uns vorliegt. Schreiben Sie jeden Namensteil aus. Ist Ihr Name falsch erfasst, lassen Sie ihn bitte berichtigen.',
    'facts moved':
      'Die Seite gehört zu anderen Angaben. Öffnen Sie bitte erneut den Link in Ihrer neuesten E-Mail.',
    'passTo missing': 'Wählen Sie, an wen Sie abgeben.',
    'passTo unwanted':
      'Sie haben jemanden gewählt, an den Sie abgeben, aber die Schaltfläche zum Antworten gedrückt. Drücken Sie die andere, oder entfernen Sie den Namen.',
    'passTo unknown': 'Diese Person kann derzeit nicht gefragt werden. Wählen Sie jemand anderen.',
    'passTo seated': 'Diese Person wurde schon gefragt. Wählen Sie jemand anderen.',
    'passTo barred':
      'Diese Person darf nicht antworten, weil Aufgaben getrennt bleiben. Wählen Sie jemand anderen.',
  },
  refusals: {
    ...riskRefusals,
    ...reviewRefusals,
    'no-longer-asked': 'Das ist inzwischen beantwortet oder wird nicht mehr gefragt.',
    'before-it-happened': 'Dieser Zeitpunkt liegt vor dem Vorfall.',
    'after-it-was-detected':
      'Vor diesem Zeitpunkt wussten wir schon davon. Geben Sie einen früheren an.',
    'no-such-evidence': 'Einen solchen Nachweis gibt es nicht.',
    'human-error-alone':
      'Der Fehler eines Menschen allein erklärt nichts. Was machte ihn möglich, wahrscheinlich oder unbemerkt: Was im Ablauf, an den Werkzeugen, in der Schulung oder in der Aufsicht ließ ihn zu?',
    'same-person': 'Wer etwas tut, prüft nicht selbst die Wirkung. Nennen Sie jemand anderen.',
    'effect-before-due':
      'Die Wirkung wird erst nach dem Termin der Maßnahme geprüft. Geben Sie einen späteren Tag an.',
    'not-open-any-more': 'Dieser Vorfall ist nicht mehr offen oder wird gerade geschlossen.',
    'too-many-merged':
      'In diesem Vorfall sind schon so viele zusammengefasst, dass keiner mehr hinzukommt.',
    'unknown-duty': 'Eine solche Pflicht steht nicht im Katalog.',
    'sent-before-aware': 'Zu diesem Zeitpunkt wusste noch niemand davon.',
    'follows-another':
      'Die Frist zählt ab einer früheren Meldung an dieselbe Behörde. Wählen Sie auch diese Pflicht.',
    'not-sent-yet': 'Das kann noch niemand gemeldet haben.',
  },
  closed: {
    'no-longer-needed': {
      title: 'Ihre Antwort wird nicht mehr gebraucht',
      text: (subject) => `${subject} ist ohne sie weitergegangen. Vielen Dank für Ihre Zeit.`,
    },
    'passed-on': {
      title: 'Die Aufgabe wurde abgegeben',
      text: (subject) =>
        `Zu ${subject} antwortet jetzt jemand anderes. Dieser Link gilt nicht mehr.`,
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
      title: 'Jemand anderes wird gefragt',
      text: (subject) =>
        `Sie sind als ausgeschieden erfasst, daher wird zu ${subject} jemand anderes gefragt. Falls das nicht stimmt, lassen Sie es bitte berichtigen.`,
    },
    'code-expired': {
      title: 'Dieser Link wurde ersetzt',
      text: (subject) =>
        `Der Link gehört zu ${subject}, inzwischen wurde aber ein neuerer verschickt. Bitte verwenden Sie die neueste E-Mail.`,
    },
    'sign-in-needed': {
      title: 'Ein Link genügt für diese Antwort nicht',
      text: (subject) =>
        `Wer zu ${subject} antwortet, muss sich nach dem Plan anmelden; das ist hier noch nicht möglich. Es wurde nichts erfasst.`,
    },
  },
  receipt: {
    title: 'Festgehalten: Ihre Antwort',
    lead: (subject) => `Sie haben zu ${subject} geantwortet.`,
    leadPassed: (who, subject) => stop(`Sie haben ${subject} abgegeben an ${who}`),
    answers: 'Was Sie geantwortet haben',
    passed: (who) => `An Ihrer Stelle wird ${who} gefragt, mit derselben Frist.`,
    tell: 'Haben Sie diese Antwort nicht gegeben, sagen Sie es sofort der Person, die Sie fragt. Dem muss dann nachgegangen werden.',
    none: 'keine Angabe',
  },
  picture: {
    title: 'Risiken in allen Dimensionen',
    legend: 'Ring: ohne Maßnahmen. Scheibe: mit Maßnahmen. Strich: bis dahin wird es getragen.',
    dimensions,
  },
  conflict: {
    lead: 'Eine andere Antwort von Ihnen ist festgehalten und gilt. Es wurde nichts geändert.',
    change: 'Soll sie anders lauten, wenden Sie sich bitte an die Person, die Sie fragt.',
  },
  mail: {
    asks: (organisation, capacity) =>
      capacity === ''
        ? `${organisation} bittet Sie, tätig zu werden:`
        : `${organisation} bittet Sie als ${capacity}, tätig zu werden:`,
    answerBy: 'Antwort bis',
    open: 'Angaben lesen und antworten',
    overdue: (at) => `Das war bis ${at} fällig und ist überfällig. Es ist weiterhin zu tun.`,
    thenEscalates: (at) => `Ohne Ihre Antwort wird am ${at} jemand anderes gefragt.`,
    thenStays: (at) => `Am ${at} gilt es als überfällig.`,
    nothingToDo:
      'Sie brauchen nichts mehr zu tun; die Links, die Sie erhalten haben, gelten nicht mehr.',
    secret: 'Wer diesen Link hat, kann für Sie antworten: Leiten Sie diese E-Mail nicht weiter.',
  },
};
