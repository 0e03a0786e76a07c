import { fact } from '../../approvals/questions/question.ts';
import { contentOf } from '../../records/content-of.ts';
import { review as reviewType } from '../../records/review.ts';
import { longText } from '../../work/common-fields.ts';
import type { WorkKind } from '../../work/work.ts';

/**
 * Is what a review found forgotten done by now? The answered task says so; the next review of the
 * record shows which of them never were.
 */
export const followUp: WorkKind = {
  name: 'follow-up',
  of: 'review',
  number: 'promised',
  facts: [
    { key: 'promised', required: true },
    { key: 'found', required: true },
  ],
  gather: async () => ({ facts: [], unknown: [] }),
  form: () => [longText('how', 2000)],
  // Nothing of the review changes by it.
  apply: async () => ({ versions: [], wakes: [] }),
};

/** The same, of the n-th thing that was promised, from 1. */
export const followUpOf = (n: number): WorkKind => ({
  ...followUp,
  async gather(subject) {
    const { found } = contentOf(reviewType, subject);
    const promised = found?.follow[n - 1];
    if (found === undefined || promised === undefined) return { facts: [], unknown: [] };
    return {
      facts: [
        fact('promised', subject, [{ say: 'promised', ...promised, done: false }]),
        fact('found', subject, [
          { say: 'review-found', what: found.what, by: found.person, at: found.at },
          found.reason,
        ]),
      ],
      unknown: [],
    };
  },
});
