import { holdDue } from '../incidents/hold-drafts.ts';
import { KEPT_WHILE_IN_USE } from '../incidents/prolong.ts';
import { prolongDue } from '../incidents/prolong-due.ts';
import { type Pending, RETIRED } from '../records/define-type.ts';
import { legalHold } from '../records/legal-hold.ts';
import { monitoringPlan } from '../records/monitoring-plan.ts';
import { reviewPlan } from '../records/review-plan.ts';
import { respreadDue } from '../reviews/respread.ts';
import { REASSESS, SETTLED_MS } from '../risk/reassess-due.ts';
import { silenceDues } from '../signals/silence-dues.ts';
import { type Instant, later } from '../time.ts';

/** What people are about to write. */
export interface Written {
  readonly type: string;
  readonly state: string;
  readonly content: unknown;
}

/** What the writing makes due: it takes the place of what was due for the same. */
type Dues = (written: Written, before: readonly Pending[], now: Instant) => readonly Pending[];

const DUES: Readonly<Record<string, Dues>> = {
  // What it holds, or no longer holds, is seen to at once.
  [legalHold.name]: (_written, _before, now) => [holdDue(now)],
  // The first look finds out when the next is due.
  [monitoringPlan.name]: ({ content }, _before, now) => silenceDues(content, now),
  // The dates of all records that it names are put right.
  [reviewPlan.name]: (_written, _before, now) => [respreadDue(now)],
  ...Object.fromEntries(KEPT_WHILE_IN_USE.map((type) => [type, prolonged])),
};

/** Changes of which risks may be assessed anew, once nobody has changed it for a while. */
const ASSESSED: ReadonlySet<string> = new Set([
  'ai-system',
  'model',
  'dataset',
  'vendor',
  'use-case',
]);

const assessed = ({ type, state }: Written, now: Instant): readonly Pending[] =>
  ASSESSED.has(type) && state !== RETIRED ? [{ at: later(now, SETTLED_MS), for: REASSESS }] : [];

// An edit does not put it off. Once retired, it is kept for its time from then on.
function prolonged({ state }: Written, before: readonly Pending[], now: Instant) {
  const due = prolongDue(now, state === RETIRED);
  return [before.find((each) => each.for === due.for && each.at < due.at) ?? due];
}

/** What is pending on a record that people write: what was, and what the writing makes due. */
export function pendingWhenWritten(
  written: Written,
  before: readonly Pending[],
  now: Instant,
): readonly Pending[] {
  const due = [...(DUES[written.type]?.(written, before, now) ?? []), ...assessed(written, now)];
  const replaced = new Set(due.map((each) => each.for));
  return [...before.filter((each) => !replaced.has(each.for)), ...due];
}
