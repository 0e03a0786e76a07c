import { gateName, seatedNow } from '../approvals/seats.ts';
import { isWork } from '../approvals/task-place.ts';
import type { ApprovalContent } from '../records/approval.ts';
import type { TaskContent } from '../records/task.ts';
import type { Instant } from '../time.ts';
import type { Of } from './matter.ts';

/**
 * Whether an answer to the task is still of use: nobody is asked, or reminded, of what is answered
 * or over by the time the mail would leave.
 */
export function isStillAsked(
  { head, content }: Of<TaskContent>,
  approval: Of<ApprovalContent> | undefined,
  now: Instant,
): boolean {
  if (head.version.state !== 'open') return false;
  // Work is still to be done when it is late.
  if (approval === undefined) return isWork(content);
  if (content.deadline <= now) return false;
  // A condition is fulfilled after the approval took effect.
  if (content.seat.startsWith('c')) return true;
  if (approval.head.version.state !== 'open') return false;
  return content.seat.startsWith('q')
    ? questionOf(content, approval.content)?.answer === undefined
    : isSeated(head.ref, content, approval.content);
}

/** The question put to whoever asked for approval, where the task is that. */
export const questionOf = ({ seat }: Pick<TaskContent, 'seat'>, { questions }: ApprovalContent) =>
  questions.find(({ id }) => id === seat);

/** The condition that the task asks to fulfil, where it does. */
export const conditionOf = ({ seat }: Pick<TaskContent, 'seat'>, { conditions }: ApprovalContent) =>
  conditions.find(({ id }) => id === seat);

// A stage that is passed needs no more answers, though its tasks may close a moment later.
function isSeated(task: string, { gate, seat }: TaskContent, { stages }: ApprovalContent): boolean {
  const stage = stages.find((_, index) => gateName(index) === gate);
  if (stage === undefined || stage.closed !== undefined) return false;
  const place = stage.seats.find(({ id }) => id === seat);
  return place !== undefined && place.answer === undefined && seatedNow(place).task === task;
}
