import { type AssentError, refused } from '../errors.ts';

/** What an answer about risks is refused for, by the key of its words in the pages. */
export const RISK_REFUSALS = {
  'no-longer-asked': 'This has been answered, or is asked no more',
  'assessed-already': 'You have assessed this dimension already: somebody else is to',
  'no-such-evidence': 'There is no such evidence on record',
  'evidence-not-there-yet': 'This evidence is declared, and its file has not come yet',
  'too-long': 'One record holds what all assessors say: this is more than one of them has room for',
  'actions-missing': 'Say what is to be done, by whom and by when',
  'target-not-lower': 'A treatment is to reach a lower level than the risk has now',
  'accepted-for-too-long': 'The criteria let a risk of this level be accepted for a shorter time',
  'impact-not-approved':
    'No impact assessment of the system, as it is assessed, is approved on record',
  'owns-it': 'Whoever owns a risk or its treatment does not accept it',
  'not-of-this-level':
    'The criteria have a risk of this level accepted in another role than you were asked in',
} as const;

export type RiskRefusal = keyof typeof RISK_REFUSALS;

export const riskNotSo = (say: RiskRefusal, field?: string): AssentError =>
  refused(RISK_REFUSALS[say], { say, ...(field === undefined ? {} : { field }) });
