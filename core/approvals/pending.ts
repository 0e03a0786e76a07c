import type { ApprovalContent } from '../records/approval.ts';
import type { Pending } from '../records/define-type.ts';
import { HOUR, type Instant, later } from '../time.ts';
import { HEAL_AFTER_MS, lookedAtSoon } from '../waiting/executions.ts';
import { openStage } from './seats.ts';

/**
 * How often an approval that waits is looked at: in case its execution died silently, or whoever
 * changed its subject died before telling. An execution that dies aloud is looked at at once.
 */
export const LOOK_EVERY_MS = 6 * HOUR;

/** What a new version carries on, whatever it says: mails owed, and reports to be acted on. */
const CARRIED = new Set(['mail', 'repudiated']);

/** What is pending on an approval: its deadlines while it is open, and that its machine goes on. */
export function approvalPending(
  content: ApprovalContent,
  state: string,
  before: readonly Pending[],
  now: Instant,
): readonly Pending[] {
  const carried = before.filter((each) => CARRIED.has(each.for));
  if (state !== 'open' && state !== 'decided') return carried;
  return [
    ...carried,
    lookedAtSoon(before, now),
    ...(state === 'open' ? stagePending(content) : []),
  ];
}

function stagePending(content: ApprovalContent): readonly Pending[] {
  const stage = content.stages[openStage(content) ?? -1];
  const { deadline, escalation, seats = [] } = stage ?? {};
  const silent = seats.some(({ answer }) => answer === undefined);
  const relieves = escalation !== undefined && escalation.done === undefined && silent;
  return [
    ...(deadline === undefined ? [] : [{ at: deadline, for: 'deadline' }]),
    ...(relieves ? [{ at: escalation.at, for: 'escalation' }] : []),
  ];
}

/** That a mail is owed: due soon, so that the sweep sends what the bell did not. */
export const mailDue = (now: Instant): Pending => ({ at: later(now, HEAL_AFTER_MS), for: 'mail' });
