import type { WorkKindWords } from './work-types.ts';

/** English words of the kinds of work of risk assessments. */

const evidence = {
  label: 'Evidence',
  hint: 'Ids of evidence that is on record, one a line.',
};

export const riskKinds: Readonly<Record<string, WorkKindWords>> = {
  'assess-risk': {
    verb: 'Assess risks',
    question: (label) => `What could go wrong, how likely, and how grave: ${label}?`,
    brings:
      'Your answers are scored by the criteria in force. Above appetite, a treatment is planned and somebody must accept.',
    next: 'Your answers are scored by the criteria in force. Once all have assessed, what is above appetite is treated, and what is left of it is put to whoever may accept it.',
    fields: {
      cause: { label: 'The cause', hint: 'What would set it off, in one sentence.' },
      event: {
        label: 'What happens',
        hint: 'The worst that you think plausible, in one sentence.',
      },
      harm: { label: 'The harm', hint: 'What people lose by it.' },
      to: { label: 'Harm to whom', hint: 'Which people, and about how many. Name nobody.' },
      likelihood: {
        label: 'How likely is it, leaving controls aside?',
        hint: 'What an answer above rules out, you cannot go below.',
      },
      impactIndividuals: { label: 'How grave is it for single people?' },
      impactGroups: { label: 'How grave is it for a group as such?' },
      impactSociety: { label: 'How grave is it for society?' },
      impactOrganisation: { label: 'How grave is it for us?' },
      rationale: {
        label: 'Why do you judge it so?',
        hint: 'What you rest it on, and what would change your mind.',
      },
      opportunity: { label: 'What good could come of it?' },
    },
  },
  'plan-treatment': {
    verb: 'Plan treatment',
    question: (label) => `What is done about this risk: ${label}?`,
    brings:
      'Whoever the criteria name is asked to accept what is left. The treatment ends once the risk is scored again.',
    next: 'Whoever the criteria name is asked now to accept what is left of it. The treatment is over only once the risk was scored again.',
    fields: {
      option: {
        label: 'What is done?',
        options: {
          avoid: 'Avoid it: give up what causes it',
          reduce: 'Reduce it: by controls',
          transfer: 'Transfer it: somebody else bears it, in part',
          accept: 'Nothing more: accept it as it is',
        },
      },
      reason: { label: 'Why this?' },
      weighed: {
        label: 'What else was weighed?',
        hint: 'Its cost and effect, and why not.',
      },
      actions: {
        label: 'What is to be done',
        row: (n) => `Action ${n}`,
        columns: {
          text: 'What is to be done',
          owner: 'By whom',
          due: 'By when, to the end of that day',
        },
      },
      target: { label: 'Which level is it to reach?' },
    },
  },
  'accept-risk': {
    verb: 'Accept risk',
    question: (label) => `Do we bear what is left of this risk: ${label}?`,
    brings:
      'Accepted, it is borne until your date. Refused, the treatment is planned anew, with your reason.',
    next: 'If you accepted it, it is borne until your date and asked again then. If you refused, its treatment is planned anew, with your reason.',
    fields: {
      verdict: {
        label: 'Is it borne?',
        options: {
          accept: 'Yes, until a date',
          refuse: 'No: its treatment is planned anew',
        },
      },
      gains: { label: 'Who gains by it, and who bears it?' },
      until: {
        label: 'Until when?',
        hint: 'The criteria say for how long at most.',
      },
      endsBy: { label: 'What ends it earlier?' },
      reason: { label: 'Why, or why not?' },
    },
  },
  'have-impact-assessed': {
    verb: 'Have impact assessed',
    question: (label) => `Is what the system does to people assessed, as it is now: ${label}?`,
    brings:
      'The assessment of its risks can end. It cannot while no impact assessment is approved.',
    next: 'The assessment of its risks can end, once its risks are dealt with.',
    fields: {
      found: {
        label: 'What did the impact assessment find that bears on the risks?',
        hint: 'Write it as a record, have it approved, and answer then.',
      },
    },
  },
  'finish-treatment': {
    verb: 'Do treatment',
    question: (label) => `Is this done: ${label}?`,
    brings: 'It counts as done. Whether it worked, the next assessment of the risk says.',
    next: 'It counts as done. Whether it worked, the next assessment of the risk says.',
    fields: {
      how: { label: 'What was done, when, and where can that be seen?' },
      evidence,
    },
  },
};

export const riskFacts = {
  incidents: 'Open incidents',
  'last-score': 'How it was scored last',
  'why-assessed': 'Why it is assessed',
  dimension: 'What is assessed',
  purpose: 'What it is used for',
  affected: 'Who is affected',
  prohibited: 'What it must not be used for',
  oversight: 'Oversight',
  'changed-since': 'Changed since it was assessed',
  criteria: 'What is borne',
  'impact-wanted': 'Impact assessment',
  'above-appetite': 'Above appetite',
  disagreement: 'Assessors disagree',
  'refused-before': 'Refused before, because',
  'accepted-before': 'Accepted before',
  scenario: 'The risk',
  'all-dimensions': 'All dimensions',
  levels: 'Before and with controls',
  rationale: 'Why it was judged so',
  treatment: 'What is planned',
  'actions-planned': 'Actions',
  weighed: 'What else was weighed',
  'controls-in-place': 'Controls in place',
  unanswered: 'What nobody could answer',
  'also-accepted': 'Also accepted of this system',
  opportunity: 'What good could come of it',
};

export const riskRefusals = {
  'assessed-already': 'You have assessed this already. Pass it on: somebody else is to look at it.',
  'evidence-not-there-yet': 'This evidence is announced, and its file has not come yet.',
  'too-long':
    'One record holds what all assessors say, and yours is too long for it. Shorten your texts.',
  'actions-missing': 'Say what is to be done, by whom and by when.',
  'target-not-lower': 'A treatment is to reach a lower level than the risk has now.',
  'accepted-for-too-long': 'The criteria let a risk of this level be accepted for a shorter time.',
  'impact-not-approved':
    'No impact assessment of the system, as it is assessed, is approved on record.',
  'owns-it': 'Whoever owns a risk, or what is done about it, does not accept it. Pass it on.',
  'not-of-this-level':
    'You were asked in a role that may not accept a risk of this level. Pass it on.',
};
