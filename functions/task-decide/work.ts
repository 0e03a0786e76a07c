import {
  type AnswerWorkPorts,
  answerWork,
  type FindKind,
  type WorkAnswered,
} from '#core/work/answer-work.ts';
import type { WorkForm } from '#core/work/form-shape.ts';
import { loadLanguage } from '../pages/messages/messages.ts';
import { renderWork } from '../pages/work.tsx';
import { renderWorkClosed, renderWorkConflict, renderWorkReceipt } from '../pages/work-receipt.tsx';
import { page } from '../shared/page-response.ts';
import { workClosedView, workReceiptView, workView } from '../shared/work-view.ts';
import { placeOf, type ReceiptPorts } from './receipt-page.ts';

export interface WorkPorts extends AnswerWorkPorts, ReceiptPorts {
  readonly kindOf: FindKind;
}

type Posted = Readonly<Record<string, string>>;

/**
 * The answer to a piece of work, as the page's form posts it.
 *
 * @returns nothing where the code opens nothing of the kind
 */
export async function work(ports: WorkPorts, posted: Posted): Promise<Response | undefined> {
  const answered = await answerWork(ports, formOf(posted), ports.kindOf);
  if (answered.is === 'unknown') return undefined;
  await loadLanguage(answered.opened.names.language);
  return respond(ports, posted, answered);
}

function formOf(posted: Posted): WorkForm {
  const { code = '', choice = '', comment = '', signature = '' } = posted;
  const { facts = '', opened = '', passTo = '' } = posted;
  return { code, choice, comment, signature, facts, opened, passTo, posted };
}

async function respond(
  ports: WorkPorts,
  posted: Posted,
  answered: Exclude<WorkAnswered, { is: 'unknown' }>,
): Promise<Response> {
  const { opened } = answered;
  switch (answered.is) {
    case 'recorded':
    case 'different': {
      const place = await placeOf(ports, opened);
      const view = workReceiptView(opened, { origin: ports.origin, ...place });
      return answered.is === 'recorded'
        ? page(renderWorkReceipt(view), 200)
        : page(renderWorkConflict(view), 409);
    }
    case 'problems': {
      const { problems } = answered;
      const { code = '' } = posted;
      const shown = { code, now: ports.clock.now(), posted, problems };
      return page(renderWork(workView(opened, shown)), 422);
    }
    case 'closed':
      return page(renderWorkClosed(workClosedView(opened)), 410);
    case 'sign-in':
      return page(renderWorkClosed(workClosedView(opened, 'sign-in-needed')), 403);
    case 'left':
      return page(renderWorkClosed(workClosedView(opened, 'left')), 403);
  }
}
