import { type AssentError, refused } from '../errors.ts';

/**
 * What an answer is refused for, by the key of its words (`work.refusals` of the pages): a rule
 * that the form alone cannot tell. `field` says at which field it is shown, `row` in which of the
 * rows that were filled, from 0.
 */
export const REFUSALS = {
  'no-longer-asked': 'This has been answered, or is asked no more',
  'before-it-happened': 'This was before it happened',
  'after-it-was-detected': 'It was known of before that',
  'no-such-evidence': 'There is no such evidence on record',
  'human-error-alone':
    'A mistake of a person explains nothing by itself: say what made it possible, likely or unseen',
  'same-person': 'Whoever does it does not check its effect: name somebody else',
  'effect-before-due': 'The effect is looked at after the action is due',
  'not-open-any-more': 'That incident is open no more, or is being closed',
  'too-many-merged': 'So many incidents are merged into that one that it takes in no more',
  'unknown-duty': 'No such duty is in the catalogue',
  'follows-another': 'It counts from the sending of an earlier report: choose that duty as well',
  'not-sent-yet': 'What is still to be sent proves nothing',
  'sent-before-aware': 'It was sent before anybody knew of it',
} as const;

export type Refusal = keyof typeof REFUSALS;

export function notSo(say: Refusal, field?: string, row?: number): AssentError {
  return refused(REFUSALS[say], {
    say,
    ...(field === undefined ? {} : { field }),
    ...(row === undefined ? {} : { row }),
  });
}
