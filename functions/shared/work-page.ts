import type { OpenedWork } from '#core/work/open-link.ts';
import { isOpen } from '#core/work/open-link.ts';
import { renderWork } from '../pages/work.tsx';
import { renderWorkClosed, renderWorkReceipt } from '../pages/work-receipt.tsx';
import {
  type WorkPage,
  type WorkReceiptFacts,
  workClosedView,
  workReceiptView,
  workView,
} from './work-view.ts';

/** The page of a piece of work that nobody has answered, or why it is asked no more. */
export function workPage(opened: OpenedWork, expired: boolean, page: WorkPage): string {
  if (expired || !isOpen(opened)) return renderWorkClosed(workClosedView(opened));
  // Their name lies under the task for as long as they are not erased.
  const isGone = opened.names.names[opened.task.person] === undefined;
  if (isGone) return renderWorkClosed(workClosedView(opened, 'left'));
  return renderWork(workView(opened, page));
}

/** The receipt of one that was answered. */
export const workReceiptPage = (opened: OpenedWork, facts: WorkReceiptFacts): string =>
  renderWorkReceipt(workReceiptView(opened, facts));
