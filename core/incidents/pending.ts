import type { Pending } from '../records/define-type.ts';
import type { Instant } from '../time.ts';
import { lookedAtSoon, withoutExecution } from '../waiting/executions.ts';
import { PROLONG, prolongDue } from './prolong-due.ts';

/** States in which nobody is asked anything any more, and no signal is counted. */
const ENDED: ReadonlySet<string> = new Set(['closed', 'dismissed', 'merged', 'retired']);

/** Whether an incident is over. */
export const hasEnded = (state: string): boolean => ENDED.has(state);

/** What only an open incident is looked after for. */
const WHILE_OPEN = /^(?:execution-\d+|window)$/;

/**
 * What is pending on an incident's next version: that its machine looks at it soon, in case nobody
 * rings it; that what it names is kept as long as it is; and whatever else was.
 */
export function incidentPending(
  before: readonly Pending[],
  state: string,
  now: Instant,
): readonly Pending[] {
  const isKept = before.some((each) => each.for === PROLONG);
  const all = isKept ? before : [...before, prolongDue(now, false)];
  const rest = hasEnded(state)
    ? all.filter((each) => !WHILE_OPEN.test(each.for))
    : withoutExecution(all);
  return [...rest, lookedAtSoon(before, now)];
}
