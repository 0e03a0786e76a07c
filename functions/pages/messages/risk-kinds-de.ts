import type { WorkKindWords } from './work-types.ts';

/** German words of the kinds of work of risk assessments. */

const evidence = {
  label: 'Nachweise',
  hint: 'Kennungen gespeicherter Nachweise, eine je Zeile.',
};

export const riskKinds: Readonly<Record<string, WorkKindWords>> = {
  'assess-risk': {
    verb: 'Risiken bewerten',
    question: (label) => `Was kann schiefgehen, wie wahrscheinlich und wie schwer: ${label}?`,
    brings:
      'Ihre Antworten werden nach den geltenden Kriterien bewertet. Was darüber liegt, wird behandelt und ist zu tragen.',
    next: 'Ihre Antworten werden nach den geltenden Kriterien bewertet. Haben alle bewertet, wird behandelt, was über dem Tragbaren liegt; was bleibt, wird denen vorgelegt, die es tragen dürfen.',
    fields: {
      cause: { label: 'Die Ursache', hint: 'Was es auslösen würde, in einem Satz.' },
      event: { label: 'Was geschieht', hint: 'Das Schlimmste, das plausibel ist, in einem Satz.' },
      harm: { label: 'Der Schaden', hint: 'Was Menschen dadurch verlieren.' },
      to: {
        label: 'Wem es schadet',
        hint: 'Welchen Menschen und etwa wie vielen. Nennen Sie niemanden.',
      },
      likelihood: {
        label: 'Wie wahrscheinlich ist es, von Maßnahmen abgesehen?',
        hint: 'Unter das, was eine Antwort oben ausschließt, kommen Sie nicht.',
      },
      impactIndividuals: { label: 'Wie schwer trifft es Einzelne?' },
      impactGroups: { label: 'Wie schwer trifft es eine Gruppe als solche?' },
      impactSociety: { label: 'Wie schwer trifft es die Gesellschaft?' },
      impactOrganisation: { label: 'Wie schwer trifft es uns?' },
      rationale: {
        label: 'Warum bewerten Sie es so?',
        hint: 'Worauf Sie sich stützen und was Sie umstimmen würde.',
      },
      opportunity: { label: 'Was könnte Gutes daraus werden?' },
    },
  },
  'plan-treatment': {
    verb: 'Behandlung planen',
    question: (label) => `Was wird gegen dieses Risiko getan: ${label}?`,
    brings:
      'Wen die Kriterien nennen, der soll tragen, was bleibt. Die Behandlung endet mit der nächsten Bewertung.',
    next: 'Wen die Kriterien nennen, der wird jetzt gefragt, ob wir tragen, was bleibt. Die Behandlung endet erst, wenn das Risiko neu bewertet ist.',
    fields: {
      option: {
        label: 'Was wird getan?',
        options: {
          avoid: 'Vermeiden: aufgeben, was es verursacht',
          reduce: 'Mindern: durch Maßnahmen',
          transfer: 'Übertragen: jemand anderes trägt es zum Teil',
          accept: 'Nichts weiter: tragen, wie es ist',
        },
      },
      reason: { label: 'Warum dies?' },
      weighed: {
        label: 'Was wurde sonst erwogen?',
        hint: 'Kosten und Wirkung, und warum nicht.',
      },
      actions: {
        label: 'Was zu tun ist',
        row: (n) => `Maßnahme ${n}`,
        columns: {
          text: 'Was zu tun ist',
          owner: 'Durch wen',
          due: 'Bis wann, zum Ende des Tages',
        },
      },
      target: { label: 'Welche Stufe soll es erreichen?' },
    },
  },
  'accept-risk': {
    verb: 'Risiko tragen',
    question: (label) => `Tragen wir, was von diesem Risiko bleibt: ${label}?`,
    brings:
      'Getragen wird es bis zu Ihrem Datum. Lehnen Sie ab, wird die Behandlung mit Ihrem Grund neu geplant.',
    next: 'Tragen wir es, gilt das bis zu Ihrem Datum und wird dann neu gefragt. Haben Sie abgelehnt, wird die Behandlung mit Ihrem Grund neu geplant.',
    fields: {
      verdict: {
        label: 'Wird es getragen?',
        options: {
          accept: 'Ja, bis zu einem Datum',
          refuse: 'Nein: die Behandlung wird neu geplant',
        },
      },
      gains: { label: 'Wem nützt es, und wer trägt es?' },
      until: {
        label: 'Bis wann?',
        hint: 'Die Kriterien sagen, wie lange höchstens.',
      },
      endsBy: { label: 'Was beendet es früher?' },
      reason: { label: 'Warum, oder warum nicht?' },
    },
  },
  'have-impact-assessed': {
    verb: 'Folgen abschätzen lassen',
    question: (label) =>
      `Ist abgeschätzt, was das System, wie es jetzt ist, mit Menschen macht: ${label}?`,
    brings:
      'Die Bewertung seiner Risiken kann enden: nicht, solange keine Folgenabschätzung freigegeben ist.',
    next: 'Die Bewertung seiner Risiken kann enden, sobald mit den Risiken verfahren ist.',
    fields: {
      found: {
        label: 'Was hat die Folgenabschätzung ergeben, das die Risiken betrifft?',
        hint: 'Legen Sie sie an, lassen Sie sie freigeben und antworten Sie dann.',
      },
    },
  },
  'finish-treatment': {
    verb: 'Behandlung ausführen',
    question: (label) => `Ist das getan: ${label}?`,
    brings: 'Es gilt als getan. Ob es gewirkt hat, sagt die nächste Bewertung des Risikos.',
    next: 'Es gilt als getan. Ob es gewirkt hat, sagt die nächste Bewertung des Risikos.',
    fields: {
      how: { label: 'Was wurde wann getan, und wo ist das zu sehen?' },
      evidence,
    },
  },
};

export const riskFacts = {
  incidents: 'Offene Vorfälle',
  'last-score': 'Letzte Bewertung',
  'why-assessed': 'Warum bewertet wird',
  dimension: 'Was bewertet wird',
  purpose: 'Wozu es genutzt wird',
  affected: 'Wer betroffen ist',
  prohibited: 'Wozu es nicht genutzt werden darf',
  oversight: 'Aufsicht',
  'changed-since': 'Geändert seit der letzten Bewertung',
  criteria: 'Was getragen wird',
  'impact-wanted': 'Folgenabschätzung',
  'above-appetite': 'Über dem Tragbaren',
  disagreement: 'Die Bewertenden sind uneins',
  'refused-before': 'Schon abgelehnt, weil',
  'accepted-before': 'Schon getragen',
  scenario: 'Das Risiko',
  'all-dimensions': 'Alle Dimensionen',
  levels: 'Ohne und mit Maßnahmen',
  rationale: 'Warum es so bewertet wurde',
  treatment: 'Was geplant ist',
  'actions-planned': 'Maßnahmen',
  weighed: 'Was sonst erwogen wurde',
  'controls-in-place': 'Vorhandene Maßnahmen',
  unanswered: 'Was niemand beantworten konnte',
  'also-accepted': 'Von diesem System auch getragen',
  opportunity: 'Was Gutes daraus werden könnte',
};

export const riskRefusals = {
  'assessed-already':
    'Sie haben das schon bewertet. Geben Sie es ab: jemand anderes soll es ansehen.',
  'evidence-not-there-yet': 'Dieser Nachweis ist angekündigt, seine Datei ist noch nicht da.',
  'too-long':
    'Was alle Bewertenden sagen, steht in einem Datensatz; Ihre Texte sind dafür zu lang. Kürzen Sie sie.',
  'actions-missing': 'Sagen Sie, was zu tun ist, durch wen und bis wann.',
  'target-not-lower': 'Eine Behandlung soll eine niedrigere Stufe erreichen als die jetzige.',
  'accepted-for-too-long': 'So lange lassen die Kriterien ein Risiko dieser Stufe nicht tragen.',
  'impact-not-approved':
    'Für das System, wie es bewertet wird, ist keine Folgenabschätzung freigegeben.',
  'owns-it': 'Wem ein Risiko oder seine Behandlung gehört, der trägt es nicht. Geben Sie es ab.',
  'not-of-this-level':
    'Sie wurden in einer Rolle gefragt, die ein Risiko dieser Stufe nicht tragen darf. Geben Sie es ab.',
};
