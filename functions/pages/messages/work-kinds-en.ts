import { causeKinds, harms, methods, severityWords } from './incidents-en.ts';
import type { WorkKindWords } from './work-types.ts';

/** English words of each kind of work: its question, its form, and what an answer brings. */

/** As an answer to a question, with a capital. */
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const capitals = (words: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(words).map(([key, word]) => [key, capital(word)]));

const evidence = {
  label: 'Evidence',
  hint: 'Ids of evidence that is on record, one a line.',
};

/** Whether duties to report are to be decided anew. */
const anew = {
  anew: {
    label: 'Are the duties to report to be decided anew?',
    hint: 'Say yes where more harm is known than when they were decided, or where one does not apply.',
    options: { asked: 'Yes', 'not-needed': 'No' },
  },
  anewReason: { label: 'What became known?' },
};

/** By the name of the kind. */
export const workKinds: Readonly<Record<string, WorkKindWords>> = {
  'triage-incident': {
    verb: 'Look into incident',
    question: (label) => `Is this real, and how grave is it: ${label}?`,
    brings:
      'Confirmed, it is yours to lead. Dismissed or merged, it ends here, with your reason on record.',
    next: 'If you confirmed it, whoever has to contain it and whoever decides on duties to report are asked now. Otherwise it ends here.',
    fields: {
      verdict: {
        label: 'What is it?',
        options: {
          confirm: 'It is real',
          dismiss: 'It is none: a false alarm, or nothing went wrong',
          merge: 'It is the same as another incident that is open',
        },
      },
      severity: { label: 'How grave is it?', options: severityWords },
      harm: { label: 'What was or may be harmed?', options: capitals(harms) },
      affected: {
        label: 'Who is or may be affected?',
        hint: 'Which people, and how many as far as you know. Name nobody.',
      },
      use: {
        label: 'May the system be used on meanwhile?',
        options: {
          continues: 'Yes, it is used on',
          suspended: 'No: it is suspended at once, until it is approved again',
        },
      },
      happened: {
        label: 'When did it really begin?',
        hint: 'Leave it empty if you do not know: then what was reported counts.',
      },
      mergeInto: { label: 'The same as which incident?' },
      reason: { label: 'Why do you judge it so?' },
    },
  },
  'contain-incident': {
    verb: 'Contain incident',
    question: (label) => `What stops the harm now: ${label}?`,
    brings: 'It counts as contained. Whoever has to find the cause is asked next.',
    next: 'It counts as contained. Whoever has to find the cause is asked now.',
    fields: {
      what: { label: 'What was done to stop the harm?' },
      contained: { label: 'Since when is it contained?' },
      residual: {
        label: 'What may still go wrong?',
        hint: 'If nothing, say how you know.',
      },
      evidence,
    },
  },
  'explain-incident': {
    verb: 'Explain incident',
    question: (label) => `Why did it happen, and where else could it: ${label}?`,
    brings: 'It counts as explained. Whoever has to plan the correction is asked next.',
    next: 'It counts as explained. Whoever has to plan the correction is asked now.',
    fields: {
      cause: {
        label: 'What caused it?',
        hint: 'A mistake of a person explains nothing by itself: say what made it possible, likely or unseen.',
      },
      kind: { label: 'Where does the cause lie?', options: capitals(causeKinds) },
      method: { label: 'How did you find it?', options: capitals(methods) },
      elsewhere: {
        label: 'Where else could it happen?',
        hint: 'Which other systems and models, and whether you looked there.',
      },
      reassess: {
        label: 'Are the risks of the system to be assessed anew?',
        options: { asked: 'Yes', 'not-needed': 'No' },
      },
      reassessReason: { label: 'Why, or why not?' },
      ...anew,
      evidence,
    },
  },
  'plan-correction': {
    verb: 'Plan correction',
    question: (label) => `What is done so that it does not happen again: ${label}?`,
    brings: 'Each owner is asked to do their part, and somebody else to look at its effect later.',
    next: 'Each owner is asked now to do their part by its date, and somebody else to look at its effect later.',
    fields: {
      actions: {
        label: 'What is to be done',
        row: (n) => `Action ${n}`,
        columns: {
          text: 'What is to be done',
          owner: 'By whom',
          due: 'By when, to the end of that day',
          effectDue: 'When its effect is looked at',
          effectBy: 'By whom: somebody else than who does it',
          shownBy: 'What will show that it worked',
        },
      },
    },
  },
  'carry-out-action': {
    verb: 'Do corrective action',
    question: (label) => `Is this done: ${label}?`,
    brings: 'It counts as done. Somebody else looks at its effect on the date that was set.',
    next: 'It counts as done. Somebody else looks at its effect on the date that was set.',
    fields: {
      how: { label: 'What was done, when, and where can that be seen?' },
      evidence,
    },
  },
  'check-effect': {
    verb: 'Check effect',
    question: (label) => `Did this have its effect: ${label}?`,
    brings: 'Effective, it is over. Ineffective, whoever leads the incident is asked to plan anew.',
    next: 'If it had its effect, it is over. If not, whoever leads the incident is asked to plan anew.',
    fields: {
      effect: {
        label: 'Did it have its effect?',
        options: { effective: 'Yes', ineffective: 'No' },
      },
      found: { label: 'What did you find, and how did you look?' },
      evidence,
    },
  },
  'decide-reportability': {
    verb: 'Decide on duties to report',
    question: (label) => `Must this be reported to an authority: ${label}?`,
    brings:
      'For each duty you choose a clock runs from when we knew, and its owner is asked to prove the report.',
    next: 'For each duty that you chose a clock runs, and its owner is asked for proof that it was reported. You may be asked again if more becomes known.',
    fields: {
      reportable: {
        label: 'Does any duty to report apply?',
        options: { yes: 'Yes', no: 'No: it is not reportable' },
      },
      duties: {
        label: 'Which duties apply?',
        hint: 'Those of the response plan, as the catalogue calls them.',
      },
      aware: {
        label: 'When did we know enough to see that a duty may apply?',
        hint: 'Clocks run from then. It is set once, and cannot be moved.',
      },
      reason: { label: 'Why do they apply, or why does none?' },
    },
  },
  'prove-notification': {
    verb: 'Report to authority',
    question: (label) => `Was this reported, and what proves it: ${label}?`,
    brings:
      'Reported, the clock stops, as met or met late. Where it need not be, that is decided again; it runs until then.',
    next: 'If it was reported, the clock has stopped, and what you gave stands as its proof. If it need not be, whoever decides on that is asked now; the clock runs until then.',
    fields: {
      applies: {
        label: 'Was it reported?',
        options: { yes: 'Yes', no: 'No, and it need not be: this duty does not apply' },
      },
      anewReason: { label: 'Why does it not apply?' },
      sent: { label: 'When was it sent?' },
      proof: {
        label: 'What proves that it was sent?',
        hint: 'Such as the number of the authority’s receipt, and where it is kept.',
      },
      evidence,
    },
  },
  'sum-up-incident': {
    verb: 'Sum up incident',
    question: (label) => `What is there to say at the end of it: ${label}?`,
    brings:
      'Once no duty to report is left, two people of different roles are asked to agree that it is closed.',
    next: 'Two people of different roles are asked to agree that it is closed, once no duty to report is left to decide or to meet.',
    fields: {
      summary: { label: 'What happened, in one sentence?' },
      repaired: { label: 'When was it repaired?' },
      harmed: { label: 'Who was harmed, and was it made good?' },
      told: {
        label: 'Who was told, when and how?',
        hint: 'Users and people affected. If nobody was told, say why.',
      },
      ...anew,
    },
  },
};
