import { type OpenedTask, stageOf } from '#core/approvals/open-task.ts';
import { seatedNow } from '#core/approvals/seats.ts';
import { placeOf } from '#core/approvals/task-place.ts';
import type { Instant } from '#core/time.ts';
import type * as views from '../pages/views.ts';
import { requesterOf } from './people-view.ts';
import { matterOf } from './task-view.ts';

/** What became of a matter whose link is dead. */
export function closedView(opened: OpenedTask): views.ClosedView {
  const { task, approval, head } = opened;
  const ended = opened.late ? task.deadline : approval.outcome?.at;
  const { reason: detail } = approval.outcome ?? {};
  return {
    ...matterOf(opened),
    reason: reasonOf(opened),
    requester: requesterOf(opened),
    at: task.closed?.at ?? ended ?? head.version.time,
    ...(detail === undefined ? {} : { detail }),
  };
}

/** Why nothing was recorded of whoever may not, or cannot, answer. */
export const notTakenView = (
  opened: OpenedTask,
  reason: 'sign-in-needed' | 'not-independent' | 'left',
  at: Instant,
): views.ClosedView => ({ ...matterOf(opened), requester: requesterOf(opened), reason, at });

function reasonOf(opened: OpenedTask): views.ClosedReason {
  const { task, approval, approvalHead, late } = opened;
  switch (placeOf(task)) {
    case 'question':
      return task.closed === undefined && approvalHead.version.state === 'open'
        ? 'code-expired'
        : 'question-over';
    case 'condition':
      return task.closed?.why === 'lapsed' ? 'condition-missed' : 'code-expired';
    case 'vote': {
      if (task.closed !== undefined) return task.closed.why;
      if (late) return 'lapsed';
      const stage = approval.stages[stageOf(task)];
      const seat = stage?.seats.find(({ id }) => id === task.seat);
      // Whoever was relieved may open the page before their task is closed.
      if (seat !== undefined && seatedNow(seat).task !== opened.head.ref) return 'passed-on';
      const isOver = stage?.closed !== undefined;
      return isOver && approvalHead.version.state === 'open'
        ? 'no-longer-needed'
        : becameOf(approvalHead.version.state);
    }
  }
}

function becameOf(state: string): views.ClosedReason {
  switch (state) {
    case 'lapsed':
    case 'void':
    case 'withdrawn':
      return state;
    case 'open':
      return 'code-expired';
    default:
      return 'no-longer-needed';
  }
}
