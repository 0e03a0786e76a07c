import type { NotTaken } from '#core/approvals/answer.ts';
import type { OpenedTask } from '#core/approvals/open-task.ts';
import type { Instant } from '#core/time.ts';
import { renderClosed } from '../pages/closed.tsx';
import { closedView, notTakenView } from '../shared/closed-view.ts';
import { page } from '../shared/page-response.ts';

/** Nothing was recorded: why not. */
export function notTaken(is: NotTaken, opened: OpenedTask, now: Instant): Response {
  switch (is) {
    case 'closed':
      return page(renderClosed(closedView(opened)), 410);
    case 'sign-in':
      return page(renderClosed(notTakenView(opened, 'sign-in-needed', now)), 403);
    case 'barred':
      return page(renderClosed(notTakenView(opened, 'not-independent', now)), 403);
    case 'left':
      return page(renderClosed(notTakenView(opened, 'left', now)), 403);
  }
}
