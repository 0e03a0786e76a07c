import * as z from 'zod';
import * as f from '#core/records/fields.ts';
import { followUp } from '#core/reviews/kinds/follow-up.ts';
import { reviewRecord } from '#core/reviews/kinds/review-record.ts';
import { signReview } from '#core/reviews/kinds/sign-review.ts';
import type { WorkKind } from '#core/work/work.ts';

/** The name and version of this contract: executions carry it, and an unknown one is refused. */
export const CONTRACT = 'review@1';

/** What an execution starts with. Ids only: execution history is no place for content. */
export const Input = z.strictObject({
  contract: z.literal(CONTRACT),
  type: z.literal('review'),
  id: f.id(),
});

/** What `step` answers and the machine's Choice reads. */
export const OUTCOMES = ['wait', 'done', 'moot'] as const;

/** Every kind of work that this workflow asks people for. */
export const WORK_KINDS: readonly WorkKind[] = [reviewRecord, signReview, followUp];

/** The kind of that name; `undefined` where there is none. */
export const workKind = (name: string): WorkKind | undefined =>
  WORK_KINDS.find((kind) => kind.name === name);
