import { isWanted, type OpenedTask } from '#core/approvals/open-task.ts';
import { placeOf } from '#core/approvals/task-place.ts';
import { renderClosed } from '../pages/closed.tsx';
import { renderSideTask } from '../pages/side-task.tsx';
import { renderTask } from '../pages/task.tsx';
import { closedView, notTakenView } from './closed-view.ts';
import { sideView } from './side-view.ts';
import { type TaskPage, taskView } from './task-view.ts';

/** The page of a task that nobody has answered: the question, or why it is asked no more. */
export function openPage(opened: OpenedTask, expired: boolean, page: TaskPage): string {
  if (expired || !isWanted(opened)) return renderClosed(closedView(opened));
  if (isGone(opened)) return renderClosed(notTakenView(opened, 'left', page.now));
  return questionPage(opened, page);
}

/** The question itself, with what was typed. */
export const questionPage = (opened: OpenedTask, page: TaskPage): string =>
  placeOf(opened.task) === 'vote'
    ? renderTask(taskView(opened, page))
    : renderSideTask(sideView(opened, page));

// Their name lies under the task for as long as they are not erased.
const isGone = ({ names, task }: OpenedTask): boolean => names.names[task.person] === undefined;
