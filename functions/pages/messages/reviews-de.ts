import type { ReviewSayings } from './types.ts';
import type { WorkKindWords } from './work-types.ts';

/** German words of reviews, by key. */

const findings = {
  confirmed: 'Es gilt weiter',
  'to-change': 'Es ist zu ändern',
  'to-retire': 'Es ist außer Dienst zu stellen',
};

const ends = {
  effective: 'Freigegeben',
  rejected: 'Nicht freigegeben',
  lapsed: 'Freigabe verfallen',
  void: 'Freigabe hinfällig, da geändert',
  withdrawn: 'Freigabe nicht mehr erbeten',
};

/** What was done to a record, where every type has it. */
const actions = { create: 'angelegt', edit: 'geändert', retire: 'außer Dienst gestellt' };

export const reviewTypes = {
  review: 'Überprüfung',
  'review-plan': 'Überprüfungsplan',
  'monitoring-plan': 'Überwachungsplan',
  'test-report': 'Prüfbericht',
};

export const reviewSayings: ReviewSayings = {
  'review-due': ({ due, last }, w) =>
    last === undefined
      ? `Fällig am ${w.date(due)}, zum ersten Mal`
      : `Fällig am ${w.date(due)}, zuletzt überprüft am ${w.date(last)}`,
  'review-found': ({ what, by, at }, w) =>
    `${w.word(findings, what)}, sagt ${w.person(by)} am ${w.date(at)}`,
  promised: ({ text, owner, due, done }, w) =>
    `${text} (${w.person(owner)}, bis ${w.date(due)}${done ? ', erledigt' : ''})`,
  'version-made': ({ version, action, by, at, reason }, w) => {
    const who = by.startsWith('person/') ? w.person(by) : 'der Software';
    return `Version ${version}, ${w.word(actions, action)}, von ${who} am ${w.date(at)}${reason === undefined ? '' : `: ${reason}`}`;
  },
  'tests-ran': ({ suite, at, passed, failed }, w) =>
    `${suite}, ${w.date(at)}: ${passed} bestanden, ${failed} nicht`,
  'approval-ended': ({ state, at }, w) => `${w.word(ends, state)} am ${w.date(at)}`,
};

export const reviewKinds: Readonly<Record<string, WorkKindWords>> = {
  'review-record': {
    verb: 'Überprüfen',
    question: (label) => `Gilt das noch: ${label}?`,
    brings:
      'Ihre Antwort wird von jemand anderem gezeichnet, wo der Plan es sagt. Von da an zählt die nächste Überprüfung.',
    next: 'Wo der Plan es sagt, zeichnet es jetzt jemand anderes. Wer tun soll, was vergessen war, wird dann darum gebeten.',
    fields: {
      found: {
        label: 'Was finden Sie?',
        options: {
          confirm: 'Es gilt weiter, wie es ist',
          change: 'Es ist zu ändern',
          retire: 'Es ist außer Dienst zu stellen',
        },
      },
      reason: { label: 'Warum?', hint: 'Was Sie angesehen haben und worauf Sie sich stützen.' },
      follow: {
        label: 'Was vergessen war oder folgen muss',
        row: (n) => `Punkt ${n}`,
        columns: {
          text: 'Was zu tun ist',
          owner: 'Von wem',
          due: 'Bis wann, bis zum Ende des Tages',
        },
      },
    },
  },
  'sign-review': {
    verb: 'Überprüfung zeichnen',
    question: (label) => `Stimmt, was die Überprüfung fand: ${label}?`,
    brings:
      'Gezeichnet ist die Überprüfung abgeschlossen. Zurückgegeben wird noch einmal hingesehen, mit Ihrem Grund.',
    next: 'Haben Sie gezeichnet, ist die Überprüfung abgeschlossen. Haben Sie sie zurückgegeben, wird mit Ihrem Grund noch einmal hingesehen.',
    fields: {
      verdict: {
        label: 'Stimmen Sie zu?',
        options: { agree: 'Ja', 'send-back': 'Nein: es ist noch einmal anzusehen' },
      },
      reason: { label: 'Was ist noch einmal anzusehen, und warum?' },
    },
  },
  'follow-up': {
    verb: 'Erledigen',
    question: (label) => `Ist das erledigt: ${label}?`,
    brings: 'Es gilt als erledigt. Die nächste Überprüfung zeigt, was Sie sagen.',
    next: 'Es gilt als erledigt. Die nächste Überprüfung zeigt, was Sie sagen.',
    fields: {
      how: { label: 'Was wurde getan, wann, und wo ist das zu sehen?' },
    },
  },
};

export const reviewFacts = {
  'ending-soon': 'Bald endende Risikoübernahmen',
  conditions: 'Noch offene Bedingungen',
  'not-followed': 'Letztes Mal vergessen gefunden und nicht erledigt',
  'failed-tests': 'Seither nicht bestandene Tests',
  'stale-evidence': 'Seither nicht erneuerte Nachweise',
  missed: 'Diese Überprüfung wurde versäumt am',
  'sent-back': 'Zurückgegeben von',
  'why-reviewed': 'Warum überprüft wird',
  'last-found': 'Was letztes Mal gefunden wurde',
  'versions-since': 'Was seither damit geschah',
  'incidents-since': 'Vorfälle seither, inzwischen abgeschlossen',
  'approvals-since': 'Freigaben seither',
  'tests-since': 'Seither bestandene Tests',
  clocks: 'Noch offene Meldepflichten',
  found: 'Was gefunden wurde',
  promises: 'Was folgen soll',
  promised: 'Was zu tun ist',
};

export const reviewRefusals = {
  'signs-own': 'Sie haben selbst hingesehen; zeichnen soll jemand anderes. Geben Sie es weiter.',
};
