import { type Answered, type AnswerPorts, answer } from '#core/approvals/answer.ts';
import type { Form } from '#core/approvals/form-shape.ts';
import type { GatherFacts } from '#core/approvals/gate-facts.ts';
import { enteredOf } from '../pages/entered.ts';
import { loadLanguage } from '../pages/messages/messages.ts';
import { renderMoved } from '../pages/moved.tsx';
import { renderConflict, renderReceipt } from '../pages/receipt.tsx';
import type { MovedView } from '../pages/views.ts';
import { questionPage } from '../shared/open-page.ts';
import { page } from '../shared/page-response.ts';
import { requesterOf } from '../shared/people-view.ts';
import { matterOf } from '../shared/task-view.ts';
import { notTaken } from './not-taken.ts';
import { codesOf } from './problem-codes.ts';
import { type ReceiptPorts, receiptOf } from './receipt-page.ts';

export interface DecidePorts extends AnswerPorts, ReceiptPorts {
  readonly gather: GatherFacts;
}

type Posted = Readonly<Record<string, string>>;

/**
 * The answer to a task, as the page's form posts it.
 *
 * @returns nothing where the code opens nothing
 */
export async function decide(ports: DecidePorts, posted: Posted): Promise<Response | undefined> {
  const answered = await answer(ports, formOf(posted), ports.gather);
  if (answered.is === 'unknown') return undefined;
  await loadLanguage(answered.opened.names.language);
  return respond(ports, posted, answered);
}

function formOf(posted: Posted): Form {
  const { choice = '', comment = '', signature = '', ...entered } = enteredOf(posted);
  const { code = '', facts = '', opened = '' } = posted;
  return { code, facts, opened, choice, comment, signature, ...entered };
}

async function respond(
  ports: DecidePorts,
  posted: Posted,
  answered: Exclude<Answered, { is: 'unknown' }>,
): Promise<Response> {
  const { opened } = answered;
  const { code = '', choice = '' } = posted;
  const now = ports.clock.now();
  switch (answered.is) {
    case 'recorded':
      return page(renderReceipt(await receiptOf(ports, opened, { code })), 200);
    case 'different': {
      const receipt = await receiptOf(ports, opened, { code });
      return page(renderConflict({ ...receipt, tried: choice }), 409);
    }
    case 'problems': {
      const { problems, rows } = answered;
      const shown = { code, now, problems: codesOf(problems), conditionProblems: rows };
      return page(questionPage(opened, { ...shown, entered: enteredOf(posted) }), 422);
    }
    case 'moved':
      return page(renderMoved(await moved(ports, posted, answered)), 409);
    default:
      return notTaken(answered.is, opened, now);
  }
}

async function moved(
  { store }: DecidePorts,
  { comment = '' }: Posted,
  { opened, what }: Extract<Answered, { is: 'moved' }>,
): Promise<MovedView> {
  const { subject } = opened.task;
  const { version } = await store.need(`${subject.type}/${subject.id}`);
  return {
    ...matterOf(opened),
    requester: requesterOf(opened),
    ...(what === 'terms' ? {} : { now: { version: version.version, at: version.time } }),
    entered: { comment },
  };
}
