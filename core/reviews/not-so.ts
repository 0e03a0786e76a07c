import { type AssentError, refused } from '../errors.ts';

/** What an answer about a review is refused for, by the key of its words in the pages. */
export const REVIEW_REFUSALS = {
  'no-longer-asked': 'This has been answered, or is asked no more',
  'signs-own': 'Whoever looked at it does not sign what they found',
} as const;

export type ReviewRefusal = keyof typeof REVIEW_REFUSALS;

export const reviewNotSo = (say: ReviewRefusal, field?: string): AssentError =>
  refused(REVIEW_REFUSALS[say], { say, ...(field === undefined ? {} : { field }) });
