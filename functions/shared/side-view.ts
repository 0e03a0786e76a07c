import type { OpenedTask } from '#core/approvals/open-task.ts';
import { conditionOf, placeOf, questionOf } from '#core/approvals/task-place.ts';
import type * as views from '../pages/views.ts';
import { deciderOf, personOf, questionsOf } from './people-view.ts';
import { matterOf, type TaskPage, typed } from './task-view.ts';

/** The page of a question to whoever asked for approval, or of a condition to be fulfilled. */
export function sideView(opened: OpenedTask, page: TaskPage): views.SideTaskView {
  const { task } = opened;
  const { by, asked, lapses } = originOf(opened);
  return {
    ...matterOf(opened),
    is: placeOf(task) === 'question' ? 'clarification' : 'fulfilment',
    code: page.code,
    factsDigest: task.facts,
    opened: page.now,
    person: deciderOf(opened),
    by,
    asked,
    text: task.asks ?? '',
    due: task.deadline,
    ...(lapses === undefined ? {} : { lapses }),
    ...(task.closed === undefined ? {} : { missed: true }),
    questions: placeOf(task) === 'question' ? questionsOf(opened) : [],
    ...typed(page),
  };
}

/** Who put the question or set the condition, when, and what lapses with it. */
export function originOf(opened: OpenedTask) {
  const { task, approval } = opened;
  const question = questionOf(approval, task);
  if (question !== undefined) {
    return { by: personOf(opened, question.by), asked: question.asked, lapses: undefined };
  }
  const condition = conditionOf(approval, task);
  const answer = approval.stages
    .flatMap(({ seats }) => seats)
    .find((seat) => seat.answer?.task.digest === condition?.setBy.digest)?.answer;
  return {
    by: personOf(opened, answer?.by ?? task.requester),
    asked: answer?.at ?? task.opened,
    lapses: condition?.lapses,
  };
}
