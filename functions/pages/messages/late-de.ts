import type { LateWords } from './late-en.ts';

/** Worte der E-Mails über das, was ein Vorfall verlangt und nicht rechtzeitig geschah. */
export const lateDe: LateWords = {
  clockSubject: (duty) => `Meldung überfällig: ${duty}`,
  clockTitle: 'Nichts belegt, dass dies rechtzeitig gemeldet wurde',
  clock: (incident) =>
    `Die Frist, den Vorfall „${incident}“ zu melden, ist vorbei, und niemand hat belegt, dass er gemeldet wurde. Dass sie versäumt wurde, ist festgehalten. Die Meldung steht weiterhin aus.`,
  duty: 'Pflicht',
  to: 'Zu melden an',
  due: 'Fällig bis',
  own: 'Das Gesetz sagt „unverzüglich“. Die Frist ist unsere eigene.',
  reporter: 'Zu melden durch',
  clockYours:
    'Melden Sie jetzt, auch wenn noch nicht alles bekannt ist, und nennen Sie die Gründe der Verspätung. Nach Zeitpunkt und Beleg der Meldung fragt eine eigene E-Mail.',
  clockTheirs:
    'Bitte sorgen Sie dafür, dass jetzt gemeldet wird, auch wenn noch nicht alles bekannt ist.',
  actionSubject: (text) => `Überfällig: ${text}`,
  actionTitle: 'Eine Korrekturmaßnahme ist überfällig',
  action: (incident) =>
    `Niemand hat gesagt, dass dies erledigt ist. Es soll verhindern, dass der Vorfall „${incident}“ wieder geschieht.`,
  what: 'Maßnahme',
  doer: 'Zu erledigen durch',
  actionYours: 'Ob und wie sie erledigt wurde, fragt eine eigene E-Mail.',
  actionTheirs: 'Wer dafür verantwortlich ist, wurde ebenfalls benachrichtigt.',
};
