import type { Extent, ReportField, ReportMistake } from '../report-views.ts';
import type { Messages } from './en.ts';

/** The words of the public report, which only its own function needs. */
export interface ReportWords {
  readonly title: string;
  readonly lead: readonly string[];
  readonly notHere: string;
  readonly form: string;
  readonly labels: Readonly<Record<ReportField, string>>;
  readonly hints: Readonly<Partial<Record<ReportField, string>>>;
  readonly extents: Readonly<Record<Extent, string>>;
  readonly you: string;
  readonly youLead: string;
  readonly submit: string;
  readonly after: string;
  readonly trap: string;
  readonly problems: string;
  readonly problemsLead: string;
  /** Said after the label of the field: `What happened: is missing`. */
  readonly mistakes: Readonly<Record<ReportMistake, string>>;
  readonly mistake: (label: string, is: string) => string;
  readonly most: (count: number) => string;
  readonly check: {
    readonly title: string;
    readonly lead: string;
    readonly form: string;
    /** What is typed to send it. */
    readonly word: string;
    readonly wordLabel: (word: string) => string;
    readonly wordHint: string;
    readonly send: string;
    readonly edit: string;
    readonly empty: string;
  };
  readonly receipt: {
    readonly title: string;
    readonly lead: string;
    readonly number: string;
    readonly received: string;
    readonly next: string;
    readonly steps: (hasContact: boolean) => readonly string[];
    readonly what: string;
  };
  readonly fault: {
    readonly title: string;
    readonly lead: string;
    readonly later: string;
    readonly submit: string;
  };
}

const en: ReportWords = {
  title: 'Report harm by an AI system',
  lead: [
    'Did one of our AI systems harm somebody, treat somebody unfairly, or nearly so? Tell us. ' +
      'Anybody may, and nobody needs an account.',
    'A person reads every report. You get a number for it.',
  ],
  notHere: 'Is somebody in danger now? Call the emergency services first.',
  form: 'Your report',
  labels: {
    service: 'Which service or product',
    title: 'What happened, in one sentence',
    description: 'What happened, as you saw it',
    extent: 'How bad it is',
    harm: 'Who was or may be harmed, and how',
    when: 'On which day',
    name: 'Your name',
    contact: 'How we reach you',
  },
  hints: {
    service: 'As you know it: a name, an address, a place.',
    description:
      'What you did, what it did, what came of it. Leave out passwords, and names of other people.',
    harm: 'Optional.',
    when: 'Optional. The first time, if there were several.',
    name: 'Optional.',
    contact: 'Optional. An email address or a telephone number.',
  },
  extents: {
    serious: 'Life, health, home, livelihood or basic rights were hit, or are in danger',
    harm: 'Somebody was harmed or treated unfairly',
    'near-miss': 'Nobody yet, but somebody could be',
    unsure: 'I cannot say',
  },
  you: 'About you',
  youLead:
    'You may stay unknown. If you tell us who you are, it is kept apart from the report, for whoever looks into it, and erased when you ask for it. The report itself is kept.',
  submit: 'Look it over',
  after: 'Nothing is sent yet.',
  trap: 'Leave this field empty',
  problems: 'Not sent yet',
  problemsLead: 'What you typed is kept. Please correct:',
  mistakes: {
    missing: 'is missing',
    'too-long': 'is too long',
    unreadable: 'holds characters that cannot be seen; type it again, as plain text',
    'not-a-date': 'is not a date such as 2026-12-31',
    ahead: 'is yet to come',
    filled: 'holds something that only machines type here; empty it',
    'too-fast': 'came faster than anybody types; please press once more',
    differs: 'is not the word asked for',
  },
  mistake: (label, is) => `${label}: ${is}.`,
  most: (count) => `At most ${count} characters.`,
  check: {
    title: 'Is this right?',
    lead: 'This is what will be sent. Nothing is sent yet.',
    form: 'Send it',
    word: 'send',
    wordLabel: (word) => `Type the word “${word}”`,
    wordHint: 'So that no machine sends a report by itself.',
    send: 'Send the report',
    edit: 'Change something',
    empty: 'not said',
  },
  receipt: {
    title: 'Your report was sent',
    lead: 'Thank you. Write this number down: with it you can ask what became of your report.',
    number: 'Number',
    received: 'Sent',
    next: 'What happens now',
    steps: (hasContact) => [
      'A person looks at it and decides what is done. Whoever looks into it is named on record.',
      hasContact
        ? 'You left a way to reach you: we may come back to you with questions.'
        : 'You left no way to reach you, so we cannot come back to you. Ask us, with the number.',
      'To have your name and contact erased, tell us the number.',
    ],
    what: 'What you sent',
  },
  fault: {
    title: 'Something failed on our side',
    lead: 'It is not your fault. What you typed is kept in this page.',
    later: 'Sending it again is safe: it counts once.',
    submit: 'Try again',
  },
};

const de: ReportWords = {
  title: 'Schaden durch ein KI-System melden',
  lead: [
    'Hat eines unserer KI-Systeme jemandem geschadet, jemanden ungerecht behandelt, oder beinahe? ' +
      'Melden Sie es uns. Alle dürfen das, und niemand braucht ein Konto.',
    'Ein Mensch liest jede Meldung. Sie bekommen eine Nummer dazu.',
  ],
  notHere: 'Ist jetzt jemand in Gefahr? Rufen Sie zuerst den Notruf.',
  form: 'Ihre Meldung',
  labels: {
    service: 'Welcher Dienst, welches Produkt',
    title: 'Was geschehen ist, in einem Satz',
    description: 'Was geschehen ist, wie Sie es erlebt haben',
    extent: 'Wie schlimm es ist',
    harm: 'Wem es geschadet hat oder schaden kann, und wie',
    when: 'An welchem Tag',
    name: 'Ihr Name',
    contact: 'Wie wir Sie erreichen',
  },
  hints: {
    service: 'Wie Sie ihn kennen: ein Name, eine Adresse, ein Ort.',
    description:
      'Was Sie getan haben, was das System tat, was daraus wurde. Ohne Passwörter, und ohne Namen anderer Menschen.',
    harm: 'Freiwillig.',
    when: 'Freiwillig. Das erste Mal, wenn es mehrere waren.',
    name: 'Freiwillig.',
    contact: 'Freiwillig. Eine E-Mail-Adresse oder eine Telefonnummer.',
  },
  extents: {
    serious: 'Leben, Gesundheit, Wohnung, Auskommen oder Grundrechte sind verletzt oder in Gefahr',
    harm: 'Jemand kam zu Schaden oder wurde ungerecht behandelt',
    'near-miss': 'Noch niemand, aber es könnte geschehen',
    unsure: 'Das kann ich nicht sagen',
  },
  you: 'Zu Ihnen',
  youLead:
    'Sie dürfen unbekannt bleiben. Sagen Sie uns, wer Sie sind, so wird das getrennt von der Meldung aufbewahrt, für die, die ihr nachgehen, und auf Ihre Bitte gelöscht. Die Meldung selbst bleibt.',
  submit: 'Noch einmal ansehen',
  after: 'Gesendet wird noch nichts.',
  trap: 'Lassen Sie dieses Feld leer',
  problems: 'Noch nicht gesendet',
  problemsLead: 'Was Sie geschrieben haben, ist noch da. Bitte berichtigen:',
  mistakes: {
    missing: 'fehlt',
    'too-long': 'ist zu lang',
    unreadable: 'enthält Zeichen, die man nicht sieht; bitte neu tippen, als reinen Text',
    'not-a-date': 'ist kein Datum wie 2026-12-31',
    ahead: 'liegt in der Zukunft',
    filled: 'enthält etwas, das hier nur Maschinen eintragen; bitte leeren',
    'too-fast': 'kam schneller, als jemand tippt; bitte noch einmal drücken',
    differs: 'ist nicht das verlangte Wort',
  },
  mistake: (label, is) => `${label}: ${is}.`,
  most: (count) => `Höchstens ${count} Zeichen.`,
  check: {
    title: 'Stimmt das so?',
    lead: 'Das wird gesendet. Noch ist nichts gesendet.',
    form: 'Absenden',
    word: 'senden',
    wordLabel: (word) => `Tippen Sie das Wort „${word}“`,
    wordHint: 'Damit keine Maschine von sich aus etwas meldet.',
    send: 'Meldung senden',
    edit: 'Etwas ändern',
    empty: 'keine Angabe',
  },
  receipt: {
    title: 'Ihre Meldung ist gesendet',
    lead: 'Danke. Schreiben Sie sich diese Nummer auf: Mit ihr können Sie fragen, was aus Ihrer Meldung wurde.',
    number: 'Nummer',
    received: 'Gesendet',
    next: 'Wie es weitergeht',
    steps: (hasContact) => [
      'Ein Mensch sieht sie an und entscheidet, was geschieht. Wer ihr nachgeht, wird festgehalten.',
      hasContact
        ? 'Wir können Sie erreichen und fragen vielleicht nach.'
        : 'Wir können Sie nicht erreichen, also auch nicht nachfragen. Fragen Sie uns, mit der Nummer.',
      'Sollen Ihr Name und Ihr Kontakt gelöscht werden, nennen Sie uns die Nummer.',
    ],
    what: 'Was Sie gesendet haben',
  },
  fault: {
    title: 'Bei uns ist etwas schiefgegangen',
    lead: 'Es liegt nicht an Ihnen. Was Sie geschrieben haben, steht noch in dieser Seite.',
    later: 'Noch einmal zu senden schadet nicht: Es zählt einmal.',
    submit: 'Noch einmal versuchen',
  },
};

/** By the language of the pages. */
export const reportWords: Readonly<Record<string, ReportWords>> = { en, de };

/** The words of the public report in the language of those messages. */
export function reportWordsOf({ locale }: Messages): ReportWords {
  return reportWords[locale.split('-')[0] ?? ''] ?? en;
}
