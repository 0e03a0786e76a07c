import type { OpenedTask } from '#core/approvals/open-task.ts';
import type * as views from '../pages/views.ts';
import { matterOf } from './task-view.ts';

/** What became of a matter whose link is dead. */
export function closedView(opened: OpenedTask): views.ClosedView {
  const { task, approval, head, approvalHead } = opened;
  const why = opened.late ? 'lapsed' : becameOf(approvalHead.version.state);
  const ended = opened.late ? task.deadline : approval.outcome?.at;
  return {
    ...matterOf(opened),
    reason: closedReason(task.closed?.why) ?? why,
    at: task.closed?.at ?? ended ?? head.version.time,
    ...(approval.outcome?.reason === undefined ? {} : { detail: approval.outcome.reason }),
  };
}

type Why = NonNullable<OpenedTask['task']['closed']>['why'];

// Whoever was relieved is told so: somebody else decides now.
function closedReason(why: Why | undefined): views.ClosedReason | undefined {
  return why === 'escalated' || why === 'unreachable' || why === 'left' ? 'passed-on' : why;
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
