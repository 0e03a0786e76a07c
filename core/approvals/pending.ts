import type { ApprovalContent } from '../records/approval.ts';
import type { Pending } from '../records/define-type.ts';
import { type Instant, later, MINUTE } from '../time.ts';
import { attemptOf, executionDue } from '../waiting/executions.ts';
import { openStage } from './seats.ts';

/** How long an effect after a commit may take before the sweep does it again. */
export const HEAL_AFTER_MS = 2 * MINUTE;

/** What is pending on an approval: its deadline while it is open, and that its machine goes on. */
export function approvalPending(
  content: ApprovalContent,
  state: string,
  before: readonly Pending[],
  now: Instant,
): readonly Pending[] {
  const soon = later(now, HEAL_AFTER_MS);
  const mail = before.filter((each) => each.for === 'mail');
  if (state !== 'open' && state !== 'decided') return mail;
  const stage = openStage(content);
  const deadline = stage === undefined ? undefined : content.stages[stage]?.deadline;
  return [
    ...mail,
    executionDue(soon, attemptOf(before) ?? 1),
    ...(state === 'open' && deadline !== undefined ? [{ at: deadline, for: 'deadline' }] : []),
  ];
}

/** That a mail is owed: due soon, so that the sweep sends what the bell did not. */
export const mailDue = (now: Instant): Pending => ({ at: later(now, HEAL_AFTER_MS), for: 'mail' });
