import type { DayEnds } from '../approvals/form-shape.ts';
import { canonicalText } from '../canonical.ts';
import type { Json } from '../json.ts';
import type { WorkForm } from './form-shape.ts';
import type { OpenedWork } from './open-link.ts';
import { readAnswer } from './read-answer.ts';

/**
 * Whether what was posted is what the decision of a task says. It is read as it was then: a moment
 * that lay ahead may be past by now.
 */
export function isSameWork(opened: OpenedWork, form: WorkForm, days: DayEnds): boolean {
  const { decision, closed } = opened.task;
  if (decision === undefined || closed === undefined) return false;
  const read = readAnswer(opened, form, days, closed.at);
  if ('problems' in read) return false;
  const { choice, comment, answers, passTo } = read.answer;
  return (
    decision.choice === choice &&
    (decision.comment ?? '') === comment &&
    decision.passedTo === passTo &&
    canonicalText((decision.answers ?? {}) as Json) === canonicalText(answers as Json)
  );
}
