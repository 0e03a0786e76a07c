import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** What came of looking at a record again. */
export const FOUND = ['confirmed', 'to-change', 'to-retire'] as const;

/** One look at a record again: by whom, seeing what, and what came of it (9.1, 8.2, 8.4). */
export const review = defineType({
  name: 'review',
  title: 'Review',
  about: 'One look at a record again: by whom, seeing what, and what came of it (9.1, 8.2).',
  schema: 1,
  retention: 'record',
  writtenBy: 'workflow',
  content: () =>
    z.strictObject({
      of: f.ref(),
      label: f.line(),
      /** The version that stood when it came due. */
      subject: f.pinned(),
      plan: f.pinned('review-plan'),
      /** Which of the plan's cadences, from 0. */
      cadence: z.int().min(0),
      /** When it came due, and when it must be done. */
      due: f.instant(),
      deadline: f.instant(),
      owner: f.ref('person').optional(),
      tier: f.tier().optional(),
      /** The review before. */
      previous: f.pinned('review').optional(),
      found: z
        .strictObject({
          what: z.enum(FOUND),
          by: f.pinned('task'),
          person: f.ref('person'),
          at: f.instant(),
          reason: f.text(),
          /** What was forgotten or must follow, with a date. */
          follow: z
            .array(z.strictObject({ text: f.text(1000), owner: f.ref('person'), due: f.instant() }))
            .max(20),
        })
        .optional(),
      signed: z
        .strictObject({
          by: f.pinned('task'),
          person: f.ref('person'),
          at: f.instant(),
          agrees: z.boolean(),
          comment: f.text(2000).optional(),
        })
        .optional(),
      /** Who was told that it was missed, and when. */
      missed: z
        .strictObject({ at: f.instant(), told: z.array(f.ref('person')).max(20) })
        .optional(),
    }),
  states: ['open', 'found', 'done', 'sent-back', 'missed', 'moot', 'retired'],
  initial: 'open',
  transitions: {
    find: {
      title: 'Is looked at',
      from: ['open', 'sent-back', 'missed'],
      to: 'found',
      by: 'workflow',
    },
    // What was missed is still to be looked at and signed.
    sign: {
      title: 'Is signed',
      from: ['found', 'missed'],
      to: 'done',
      by: 'workflow',
      mayLackReason: true,
    },
    'send-back': {
      title: 'Goes back',
      from: ['found', 'missed'],
      to: 'sent-back',
      by: 'workflow',
    },
    miss: {
      title: 'Is missed',
      from: ['open', 'sent-back', 'found'],
      to: 'missed',
      by: 'workflow',
    },
    drop: {
      title: 'Is of no use any more',
      from: ['open', 'found', 'sent-back', 'missed'],
      to: 'moot',
      by: 'workflow',
    },
  },
  links: { reviews: { to: [], title: 'Reviews', most: 1 } },
  summary: (content) => ({
    label: content.label,
    ...(content.owner === undefined ? {} : { owner: content.owner }),
    ...(content.tier === undefined ? {} : { tier: content.tier }),
  }),
  example: {
    id: '01936b2c-7b1e-7c3a-9f00-0000000000b1',
    content: {
      of: 'ai-system/credit-scoring',
      label: 'Credit scoring',
      subject: { type: 'ai-system', id: 'credit-scoring', version: 4, digest: 'a'.repeat(64) },
      plan: { type: 'review-plan', id: 'default', version: 1, digest: 'b'.repeat(64) },
      cadence: 0,
      due: '2027-02-24T00:00:00.000Z',
      deadline: '2027-03-17T22:59:59.999Z',
      owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      tier: 'high',
    },
    links: [{ rel: 'reviews', to: 'ai-system/credit-scoring' }],
  },
});

export type ReviewContent = z.output<ReturnType<typeof review.stored>>;
