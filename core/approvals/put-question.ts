import { afterCommit } from '../after-commit.ts';
import { isError } from '../errors.ts';
import { approval as approvalType } from '../records/approval.ts';
import { contentOf } from '../records/content-of.ts';
import { type AnswerPorts, type NotTaken, whyNot } from './answer.ts';
import { type QuestionForm, questionProblems, recordQuestion, sameQuestion } from './clarify.ts';
import type { FieldProblem } from './form-shape.ts';
import { type OpenedTask, openCode } from './open-task.ts';
import { placeOf } from './task-place.ts';
import { untilWritten } from './until-written.ts';

/** What came of a question. */
export type Asked =
  | { readonly is: 'asked'; readonly opened: OpenedTask; readonly again: boolean }
  | {
      readonly is: 'problems';
      readonly opened: OpenedTask;
      readonly problems: readonly FieldProblem[];
    }
  | { readonly is: NotTaken; readonly opened: OpenedTask }
  | { readonly is: 'unknown' };

/**
 * Puts a question to whoever asked for approval, while the asker's own task is open. The same
 * question twice is one.
 */
export async function putQuestion(ports: AnswerPorts, form: QuestionForm): Promise<Asked> {
  return untilWritten(async () => {
    const now = ports.clock.now();
    const found = await openCode(ports, form.code, now);
    if (found.is === 'unknown') return { is: 'unknown' };
    const { opened } = found;
    if (placeOf(opened.task) !== 'vote') return { is: 'closed', opened };
    const notTaken = await whyNot(ports, opened, found.is === 'expired', now);
    if (notTaken !== undefined) return { is: notTaken, opened };
    const again = sameQuestion(opened, form.question) !== undefined;
    const problems = again ? [] : await questionProblems(ports.store, opened, form);
    if (problems.length > 0) return { is: 'problems', opened, problems };
    if (again) return { is: 'asked', opened, again };
    return write(ports, opened, form, now);
  });
}

async function write(
  ports: AnswerPorts,
  opened: OpenedTask,
  form: QuestionForm,
  now: string,
): Promise<Asked> {
  try {
    const { approval, task } = await recordQuestion(ports.store, opened, form, now);
    await afterCommit(() => ports.bell.ring('mail', { of: [task] }));
    const content = contentOf(approvalType, approval);
    const then = { ...opened, approvalHead: approval, approval: content };
    return { is: 'asked', opened: then, again: false };
  } catch (error) {
    if (!isError(error, 'Invalid')) throw error;
    return { is: 'problems', opened, problems: [{ field: 'question', problem: 'credential' }] };
  }
}
