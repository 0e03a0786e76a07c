import { approvalPending, mailDue } from '../approvals/pending.ts';
import { isWork } from '../approvals/task-place.ts';
import { pendingWhenWritten } from '../changes/due-when-written.ts';
import { CLAIM_WITHIN_MS } from '../evidence/evidence.ts';
import { actionPending } from '../incidents/action-pending.ts';
import { hasEnded, incidentPending } from '../incidents/pending.ts';
import { clockPending } from '../incidents/start-clocks.ts';
import { windowDue } from '../incidents/window-due.ts';
import { acceptance as acceptanceType } from '../records/acceptance.ts';
import { approval as approvalType } from '../records/approval.ts';
import { condition as conditionType } from '../records/condition.ts';
import { contentOf } from '../records/content-of.ts';
import { correctiveAction } from '../records/corrective-action.ts';
import type { Pending } from '../records/define-type.ts';
import { evidence as evidenceType } from '../records/evidence.ts';
import { incident as incidentType } from '../records/incident.ts';
import { monitoringPlan } from '../records/monitoring-plan.ts';
import { regulatoryClock } from '../records/regulatory-clock.ts';
import { review as reviewType } from '../records/review.ts';
import { riskAssessment } from '../records/risk-assessment.ts';
import { task as taskType } from '../records/task.ts';
import { treatment as treatmentType } from '../records/treatment.ts';
import type { Sealed } from '../records/version.ts';
import { REVIEW } from '../reviews/due.ts';
import { reviewPending } from '../reviews/review.ts';
import { ACCEPTANCE } from '../risk/accept.ts';
import { assessmentPending } from '../risk/assessment.ts';
import { treatmentPending } from '../risk/treat.ts';
import { silenceDues } from '../signals/silence-dues.ts';
import { HEARTBEAT } from '../system-records.ts';
import { DAY, type Instant, later } from '../time.ts';
import { attemptOf, executionDue } from '../waiting/executions.ts';
import { UNANSWERED } from '../work/draft-round.ts';

/**
 * What is pending on a record whose head is made anew, as far as its newest version says so. What
 * was done meanwhile and stands in no version (a reminder, a mail) is done once more at worst.
 *
 * @param before what is pending on the head that the table has
 * @param reminded number of the newest reminder of a task that the table knows
 */
export function pendingOf(
  sealed: Sealed,
  before: readonly Pending[],
  now: Instant,
  reminded = 0,
): readonly Pending[] {
  const { type, state, time } = sealed.version;
  const mails = before.filter((each) => each.for === 'mail');
  if (sealed.ref === HEARTBEAT) return [{ at: later(time, DAY), for: 'heartbeat' }];
  switch (type) {
    case approvalType.name:
      return ofApproval(sealed, before, now);
    case taskType.name:
      return state === 'open' ? ofOpenTask(sealed, now, reminded) : mails;
    case conditionType.name:
      return state === 'open'
        ? [...mails, { at: contentOf(conditionType, sealed).due, for: 'condition' }]
        : mails;
    case evidenceType.name:
      return state === 'declared' ? [{ at: later(time, CLAIM_WITHIN_MS), for: 'claim' }] : mails;
    case monitoringPlan.name:
      return state === 'in-force' ? silenceDues(sealed.version.content, now) : [];
    case incidentType.name:
      return ofIncident(sealed, before, now);
    case regulatoryClock.name:
      return state === 'running'
        ? [...mails, ...clockPending(contentOf(regulatoryClock, sealed), now)]
        : mails;
    case correctiveAction.name:
      return [...mails, ...actionPending(contentOf(correctiveAction, sealed), state, now)];
    case riskAssessment.name:
      return assessmentPending(contentOf(riskAssessment, sealed), state, before, now);
    case treatmentType.name:
      return [...mails, ...treatmentPending(contentOf(treatmentType, sealed), state, now)];
    case acceptanceType.name:
      return state === 'in-force'
        ? [...mails, { at: contentOf(acceptanceType, sealed).until, for: ACCEPTANCE }]
        : mails;
    case reviewType.name:
      return reviewPending(contentOf(reviewType, sealed), state, before, now);
    default:
      // What the writing of people makes due; the next review is as the plan made it.
      return pendingWhenWritten(
        sealed.version,
        [...mails, ...before.filter((each) => each.for === REVIEW)],
        now,
      );
  }
}

function ofApproval(sealed: Sealed, before: readonly Pending[], now: Instant) {
  const { state } = sealed.version;
  const pending = approvalPending(contentOf(approvalType, sealed), state, before, now);
  // One that has ended is looked at once more: tasks to close, an execution that still waits.
  return attemptOf(pending) === undefined
    ? [...pending, executionDue(now, attemptOf(before) ?? 1)]
    : pending;
}

// Its machine is started again; its signals are counted from the window that runs.
function ofIncident({ version }: Sealed, before: readonly Pending[], now: Instant) {
  const others = before.filter((each) => each.for !== 'window');
  const windows = hasEnded(version.state) ? [] : [windowDue(now)];
  return [...incidentPending(others, version.state, now), ...windows];
}

// It is asked again, by a mail with a link that works; a reminder whose time is past says no more.
function ofOpenTask(sealed: Sealed, now: Instant, reminded: number): readonly Pending[] {
  const content = contentOf(taskType, sealed);
  const { reminders, deadline } = content;
  // That it is overdue stands in a version, once it was found.
  const isAwaited = isWork(content) && sealed.version.action !== 'miss';
  return [
    mailDue(now),
    ...(isAwaited ? [{ at: deadline, for: UNANSWERED }] : []),
    ...reminders
      .filter((at) => at > now)
      .map((at, index) => ({ at, for: `reminder-${reminded + index + 1}` })),
  ];
}
