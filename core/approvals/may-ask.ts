import type { OpenedTask } from './open-task.ts';
import { placeOf } from './task-place.ts';

/** Questions of one approval (`core/records/approval.ts`). */
export const MAX_QUESTIONS = 50;

/** Whether a question may be put: of a person, by somebody who votes, while there is room. */
export function mayAsk({ approval, task }: OpenedTask): boolean {
  const { requester, questions } = approval;
  return (
    placeOf(task) === 'vote' &&
    requester.startsWith('person/') &&
    requester !== task.person &&
    questions.length < MAX_QUESTIONS
  );
}
