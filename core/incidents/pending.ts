import { HEAL_AFTER_MS } from '../approvals/pending.ts';
import type { Write } from '../ports.ts';
import type { Pending } from '../records/define-type.ts';
import type { Head } from '../store/items.ts';
import { pendingWrite } from '../store/record-store.ts';
import { type Instant, later } from '../time.ts';
import { attemptOf, executionDue, withoutExecution } from '../waiting/executions.ts';
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
  if (!hasEnded(state)) return soon(all, now);
  const looked = executionDue(later(now, HEAL_AFTER_MS), attemptOf(before) ?? 1);
  return [...all.filter((each) => !WHILE_OPEN.test(each.for)), looked];
}

/** The write that has an incident's machine look at it soon, for what concerns it and is not it. */
export const lookSoon = (incident: Head, now: Instant): Write =>
  pendingWrite(incident, soon(incident.pending, now));

const soon = (before: readonly Pending[], now: Instant): readonly Pending[] => [
  ...withoutExecution(before),
  executionDue(later(now, HEAL_AFTER_MS), attemptOf(before) ?? 1),
];
