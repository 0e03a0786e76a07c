import { harms, methods, severityWords } from './incidents-de.ts';
import type { WorkKindWords } from './work-types.ts';

/** German words of each kind of work: its question, its form, and what an answer brings. */

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const capitals = (words: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(words).map(([key, word]) => [key, capital(word)]));

const evidence = {
  label: 'Nachweise',
  hint: 'Kennungen von Nachweisen, die erfasst sind, eine je Zeile.',
};

/** Whether duties to report are to be decided anew. */
const anew = {
  anew: {
    label: 'Ist über die Meldepflichten neu zu entscheiden?',
    hint: 'Ja, wenn mehr Schaden bekannt ist als bei der Entscheidung oder wenn eine Pflicht nicht besteht.',
    options: { asked: 'Ja', 'not-needed': 'Nein' },
  },
  anewReason: { label: 'Was ist bekannt geworden?' },
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

/** By the name of the kind. */
export const workKinds: Readonly<Record<string, WorkKindWords>> = {
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
      happened: {
        label: 'Wann hat es wirklich begonnen?',
        hint: 'Lassen Sie es leer, wenn Sie es nicht wissen: Dann gilt, was gemeldet wurde.',
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
      ...anew,
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
    brings:
      'Wurde gemeldet, endet die Frist: gewahrt oder verspätet gewahrt. Ist nicht zu melden, wird neu entschieden; bis dahin läuft sie.',
    next: 'Wurde gemeldet, ist die Frist beendet, und Ihre Angaben gelten als Nachweis. Ist nicht zu melden, wird jetzt neu darüber entschieden; bis dahin läuft sie.',
    fields: {
      applies: {
        label: 'Wurde das gemeldet?',
        options: { yes: 'Ja', no: 'Nein, und es ist nicht nötig: Diese Pflicht besteht nicht' },
      },
      anewReason: { label: 'Warum besteht sie nicht?' },
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
    brings:
      'Ist keine Meldepflicht mehr offen, werden zwei Menschen verschiedener Rollen gefragt, ob der Vorfall geschlossen wird.',
    next: 'Zwei Menschen verschiedener Rollen werden gefragt, ob der Vorfall geschlossen wird, sobald über alle Meldepflichten entschieden ist und alle erfüllt sind.',
    fields: {
      summary: { label: 'Was ist geschehen, in einem Satz?' },
      repaired: { label: 'Wann wurde es behoben?' },
      harmed: { label: 'Wer wurde geschädigt, und wurde der Schaden gutgemacht?' },
      told: {
        label: 'Wer wurde wann und wie unterrichtet?',
        hint: 'Nutzende und Betroffene. Wurde niemand unterrichtet: Warum nicht?',
      },
      ...anew,
    },
  },
};
