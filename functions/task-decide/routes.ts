import { Hono } from 'hono';
import {
  type Answered,
  type AnswerPorts,
  answer,
  type FieldProblem,
  type Form,
} from '#core/approvals/answer.ts';
import type { GatherFacts } from '#core/approvals/gate-facts.ts';
import type { OpenedTask } from '#core/approvals/open-task.ts';
import { findPlace } from '#core/log/find-place.ts';
import { renderClosed } from '../pages/closed.tsx';
import { renderMoved } from '../pages/moved.tsx';
import { renderConflict, renderReceipt } from '../pages/receipt.tsx';
import { renderTask } from '../pages/task.tsx';
import type { ClosedReason, ClosedView, MovedView, ProblemCode } from '../pages/views.ts';
import { closedView } from '../shared/closed-view.ts';
import { formOf } from '../shared/forms.ts';
import { logFault } from '../shared/log.ts';
import { keepPosted, onPageError, page } from '../shared/page-response.ts';
import { receiptView } from '../shared/receipt-view.ts';
import { matterOf, requesterOf, taskView } from '../shared/task-view.ts';

export interface DecidePorts extends AnswerPorts {
  readonly gather: GatherFacts;
  readonly origin: string;
  readonly checkpoint: () => Promise<string | undefined>;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** The answer to a task, as the page's form posts it. */
export function taskDecide(ports: DecidePorts): Hono {
  const app = new Hono();
  app.onError(onPageError);
  app.post('/t/decide', async (context) => {
    const posted = await formOf(context.req.raw);
    const field = (name: string) => posted[name] ?? '';
    const form = {
      code: field('code'),
      choice: field('choice'),
      comment: field('comment'),
      signature: field('signature'),
      facts: field('facts'),
      opened: field('opened'),
    };
    keepPosted(context, { action: '/t/decide', fields: form });
    return respond(ports, form, await answer(ports, form, ports.gather));
  });
  app.all('*', () => page(renderClosed({ reason: 'unknown' }), 404));
  return app;
}

async function respond(ports: DecidePorts, form: Form, answered: Answered): Promise<Response> {
  switch (answered.is) {
    case 'unknown':
      return page(renderClosed({ reason: 'unknown' }), 404);
    case 'recorded':
      return page(renderReceipt(await receipt(ports, answered.opened)), 200);
    case 'different': {
      const shown = { ...(await receipt(ports, answered.opened)), tried: form.choice };
      return page(renderConflict(shown), 409);
    }
    case 'problems':
      return page(renderTask(askAgain(ports, form, answered.opened, answered.problems)), 422);
    case 'moved':
      return page(renderMoved(await moved(ports, form, answered)), 409);
    case 'closed':
      return page(renderClosed(closedView(answered.opened)), 410);
    case 'sign-in':
      return page(renderClosed(notTaken(ports, answered.opened, 'sign-in-needed')), 403);
    case 'left':
      return page(renderClosed(notTaken(ports, answered.opened, 'left')), 403);
    case 'barred':
      return page(renderClosed(notTaken(ports, answered.opened, 'not-independent')), 403);
  }
}

const notTaken = (
  { clock }: DecidePorts,
  opened: OpenedTask,
  reason: ClosedReason,
): ClosedView => ({
  ...matterOf(opened),
  reason,
  at: clock.now(),
});

/** Milliseconds that a person waits for the place in the log, at most. */
const PATIENCE_MS = 2000;

async function receipt(ports: DecidePorts, opened: OpenedTask) {
  const { ref, version } = opened.head;
  const logIndex = () => ports.store.logIndex(ref, version.version);
  // The answer is on record: whoever gave it has their receipt, also where the log cannot be read.
  const place = await findPlace({ ...ports, logIndex }, PATIENCE_MS).catch((error: unknown) => {
    logFault('no place', error);
    return { index: undefined, checkpoint: undefined };
  });
  return receiptView(opened, { origin: ports.origin, ...place });
}

const CODES: Readonly<Record<string, ProblemCode>> = {
  'choice missing': 'choice-missing',
  'choice unknown': 'choice-unknown',
  'comment missing': 'comment-missing',
  'comment too-long': 'comment-too-long',
  'comment credential': 'comment-credential',
  'comment unreadable': 'comment-unreadable',
  'signature missing': 'signature-missing',
  'signature not-your-name': 'signature-differs',
  'facts moved': 'facts-moved',
};

function askAgain(
  ports: DecidePorts,
  form: Form,
  opened: OpenedTask,
  problems: readonly FieldProblem[],
) {
  return taskView(opened, {
    code: form.code,
    now: ports.clock.now(),
    problems: problems.map(({ field, problem }) => CODES[`${field} ${problem}`] ?? 'facts-moved'),
    entered: { choice: form.choice, comment: form.comment, signature: form.signature },
  });
}

async function moved(
  { store }: DecidePorts,
  form: Form,
  { opened, what }: Extract<Answered, { is: 'moved' }>,
): Promise<MovedView> {
  const { subject } = opened.task;
  const { version } = await store.need(`${subject.type}/${subject.id}`);
  return {
    ...matterOf(opened),
    requester: requesterOf(opened),
    ...(what === 'terms' ? {} : { now: { version: version.version, at: version.time } }),
    entered: { comment: form.comment },
  };
}
