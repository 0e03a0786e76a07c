import { MAX_REASON_CHARS } from '#core/limits.ts';
import { harms, methods, severityWords } from './incidents-de.ts';
import { stop } from './stop.ts';
import type { WorkKindWords, WorkWords } from './work-types.ts';

/** German words of pieces of work. */

const count = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, '.');
const LIMIT = count(MAX_REASON_CHARS);

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const capitals = (words: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(words).map(([key, word]) => [key, capital(word)]));

const evidence = {
  label: 'Nachweise',
  hint: 'Kennungen von Nachweisen, die erfasst sind, eine je Zeile.',
};

/** Where a cause lies, as it stands in a list to choose from. */
const causes = {
  data: 'Daten',
  model: 'Modell',
  software: 'Software',
  infrastructure: 'Infrastruktur',
  supplier: 'Lieferant',
  process: 'Ablauf',
  'design-of-oversight': 'Gestaltung der Aufsicht',
  'instructions-and-training': 'Anweisungen und Schulung',
  misuse: 'Nutzung zu anderem Zweck',
  attack: 'Angriff',
  change: 'Änderung',
};

const kinds: Readonly<Record<string, WorkKindWords>> = {
  'triage-incident': {
    verb: 'Vorfall einschätzen',
    question: (label) => `Ist das ein Vorfall, und wie schwer wiegt er: ${label}?`,
    brings: 'Bestätigen Sie ihn, leiten Sie ihn. Andernfalls endet er hier, mit Ihrer Begründung.',
    next: 'Haben Sie den Vorfall bestätigt, werden jetzt diejenigen gefragt, die ihn eindämmen und über Meldepflichten entscheiden. Andernfalls endet er hier.',
    fields: {
      verdict: {
        label: 'Was ist es?',
        options: {
          confirm: 'Es ist ein Vorfall',
          dismiss: 'Es ist keiner: ein Fehlalarm, oder nichts ist schiefgegangen',
          merge: 'Es ist derselbe wie ein anderer offener Vorfall',
        },
      },
      severity: { label: 'Wie schwer wiegt er?', options: severityWords },
      harm: {
        label: 'Was wurde geschädigt oder könnte geschädigt werden?',
        options: { ...capitals(harms), none: 'Niemand und nichts' },
      },
      affected: {
        label: 'Wer ist oder könnte betroffen sein?',
        hint: 'Welche Menschen und, soweit bekannt, wie viele. Nennen Sie keine Namen.',
      },
      use: {
        label: 'Darf das System währenddessen weiter genutzt werden?',
        options: {
          continues: 'Ja, es wird weiter genutzt',
          suspended: 'Nein: Es wird sofort ausgesetzt, bis es neu freigegeben wird',
        },
      },
      mergeInto: { label: 'Derselbe wie welcher Vorfall?' },
      reason: { label: 'Warum schätzen Sie es so ein?' },
    },
  },
  'contain-incident': {
    verb: 'Vorfall eindämmen',
    question: (label) => `Was hält den Schaden jetzt auf: ${label}?`,
    brings:
      'Der Vorfall gilt als eingedämmt. Als Nächstes wird gefragt, wer die Ursache finden muss.',
    next: 'Der Vorfall gilt als eingedämmt. Jetzt wird gefragt, wer die Ursache finden muss.',
    fields: {
      what: { label: 'Was wurde getan, um den Schaden aufzuhalten?' },
      contained: { label: 'Seit wann ist er eingedämmt?' },
      residual: {
        label: 'Was kann noch schiefgehen?',
        hint: 'Wenn nichts: Woher wissen Sie das?',
      },
      evidence,
    },
  },
  'explain-incident': {
    verb: 'Vorfall erklären',
    question: (label) => `Warum ist es geschehen, und wo könnte es noch geschehen: ${label}?`,
    brings: 'Der Vorfall gilt als erklärt. Als Nächstes wird gefragt, wer die Abhilfe plant.',
    next: 'Der Vorfall gilt als erklärt. Jetzt wird gefragt, wer die Abhilfe plant.',
    fields: {
      cause: {
        label: 'Was war die Ursache?',
        hint: 'Der Fehler eines Menschen allein erklärt nichts: Was machte ihn möglich, wahrscheinlich oder unbemerkt?',
      },
      kind: { label: 'Wo liegt die Ursache?', options: causes },
      method: { label: 'Wie haben Sie sie gefunden?', options: capitals(methods) },
      elsewhere: {
        label: 'Wo könnte es noch geschehen?',
        hint: 'Bei welchen anderen Systemen und Modellen, und ob Sie dort nachgesehen haben.',
      },
      reassess: {
        label: 'Sind die Risiken des Systems neu zu bewerten?',
        options: { asked: 'Ja', 'not-needed': 'Nein' },
      },
      reassessReason: { label: 'Warum, oder warum nicht?' },
      evidence,
    },
  },
  'plan-correction': {
    verb: 'Abhilfe planen',
    question: (label) => `Was geschieht, damit es nicht wieder vorkommt: ${label}?`,
    brings:
      'Jede verantwortliche Person wird um ihren Teil gebeten, und später jemand anderes, die Wirkung zu prüfen.',
    next: 'Jede verantwortliche Person wird jetzt um ihren Teil gebeten, und später jemand anderes, die Wirkung zu prüfen.',
    fields: {
      actions: {
        label: 'Was zu tun ist',
        row: (n) => `Maßnahme ${n}`,
        columns: {
          text: 'Was zu tun ist',
          owner: 'Von wem',
          due: 'Bis wann, bis zum Ende dieses Tages',
          effectDue: 'Wann die Wirkung geprüft wird',
          effectBy: 'Von wem: von jemand anderem, als wer es tut',
          shownBy: 'Woran sich zeigen wird, dass es wirkt',
        },
      },
    },
  },
  'carry-out-action': {
    verb: 'Maßnahme umsetzen',
    question: (label) => `Ist das erledigt: ${label}?`,
    brings:
      'Die Maßnahme gilt als erledigt. Jemand anderes prüft zum festgelegten Termin die Wirkung.',
    next: 'Die Maßnahme gilt als erledigt. Jemand anderes prüft zum festgelegten Termin die Wirkung.',
    fields: {
      how: { label: 'Was wurde getan, wann, und wo ist das zu sehen?' },
      evidence,
    },
  },
  'check-effect': {
    verb: 'Wirkung prüfen',
    question: (label) => `Hat das gewirkt: ${label}?`,
    brings: 'Hat es gewirkt, ist es abgeschlossen. Wenn nicht, wird neu geplant.',
    next: 'Hat es gewirkt, ist es abgeschlossen. Wenn nicht, wird gebeten, neu zu planen, wer den Vorfall leitet.',
    fields: {
      effect: { label: 'Hat es gewirkt?', options: { effective: 'Ja', ineffective: 'Nein' } },
      found: { label: 'Was haben Sie gefunden, und wie haben Sie geprüft?' },
      evidence,
    },
  },
  'decide-reportability': {
    verb: 'Über Meldepflichten entscheiden',
    question: (label) => `Muss das einer Behörde gemeldet werden: ${label}?`,
    brings:
      'Für jede gewählte Pflicht läuft eine Frist ab dem Zeitpunkt, zu dem wir davon wussten; die Meldung ist nachzuweisen.',
    next: 'Für jede gewählte Pflicht läuft eine Frist; wer sie wahrt, wird um den Nachweis der Meldung gebeten. Wird mehr bekannt, werden Sie vielleicht erneut gefragt.',
    fields: {
      reportable: {
        label: 'Besteht eine Meldepflicht?',
        options: { yes: 'Ja', no: 'Nein: Es ist nicht zu melden' },
      },
      duties: {
        label: 'Welche Pflichten bestehen?',
        hint: 'Die des Reaktionsplans, wie der Katalog sie nennt.',
      },
      aware: {
        label: 'Wann wussten wir genug, um eine Pflicht zu erkennen?',
        hint: 'Ab dann laufen die Fristen. Der Zeitpunkt wird einmal festgelegt und nicht mehr verschoben.',
      },
      reason: { label: 'Warum bestehen sie, oder warum besteht keine?' },
    },
  },
  'prove-notification': {
    verb: 'Der Behörde melden',
    question: (label) => `Wurde das gemeldet, und was weist es nach: ${label}?`,
    brings: 'Die Frist endet: gewahrt, oder verspätet gewahrt, wenn sie schon abgelaufen war.',
    next: 'Die Frist ist beendet; was Sie angegeben haben, gilt als Nachweis.',
    fields: {
      sent: { label: 'Wann wurde gemeldet?' },
      proof: {
        label: 'Was weist die Meldung nach?',
        hint: 'Etwa die Nummer der Eingangsbestätigung, und wo sie aufbewahrt wird.',
      },
      evidence,
    },
  },
  'sum-up-incident': {
    verb: 'Vorfall zusammenfassen',
    question: (label) => `Was ist am Ende dazu zu sagen: ${label}?`,
    brings: 'Zwei Menschen verschiedener Rollen werden gefragt, ob der Vorfall geschlossen wird.',
    next: 'Zwei Menschen verschiedener Rollen werden jetzt gefragt, ob der Vorfall geschlossen wird.',
    fields: {
      summary: { label: 'Was ist geschehen, in einem Satz?' },
      repaired: { label: 'Wann wurde es behoben?' },
      harmed: { label: 'Wer wurde geschädigt, und wurde der Schaden gutgemacht?' },
      told: {
        label: 'Wer wurde wann und wie unterrichtet?',
        hint: 'Nutzende und Betroffene. Wurde niemand unterrichtet: Warum nicht?',
      },
    },
  },
};

/** German. */
export const workDe: WorkWords = {
  kinds,
  anyKind: {
    verb: 'Antworten',
    question: (label) => `Was sagen Sie zu ${label}?`,
    brings: 'Ihre Antwort wird festgehalten, und es geht weiter.',
    next: 'Ihre Antwort ist festgehalten, und es geht weiter.',
    fields: {},
  },
  facts: {
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
    'no-longer-asked': 'Das ist inzwischen beantwortet oder wird nicht mehr gefragt.',
    'before-it-happened': 'Dieser Zeitpunkt liegt vor dem Vorfall.',
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
        `Wer zu ${subject} antwortet, muss sich nach dem Reaktionsplan anmelden; das ist hier noch nicht möglich. Es wurde nichts erfasst.`,
    },
  },
  receipt: {
    title: 'Festgehalten: Ihre Antwort',
    lead: (subject) => `Sie haben zu ${subject} geantwortet.`,
    leadPassed: (who, subject) => stop(`Sie haben ${subject} abgegeben an ${who}`),
    answers: 'Was Sie geantwortet haben',
    passed: (who) => `An Ihrer Stelle wird ${who} gefragt, mit derselben Frist.`,
    tell: 'Haben Sie diese Antwort nicht gegeben, sagen Sie es sofort der Person, die den Vorfall leitet. Dem muss dann nachgegangen werden.',
    none: 'keine Angabe',
  },
  conflict: {
    lead: 'Eine andere Antwort von Ihnen ist festgehalten und gilt. Es wurde nichts geändert.',
    change: 'Soll sie anders lauten, wenden Sie sich bitte an die Person, die den Vorfall leitet.',
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
