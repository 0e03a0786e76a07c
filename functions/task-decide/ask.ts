import type { AnswerPorts } from '#core/approvals/answer.ts';
import { putQuestion } from '#core/approvals/put-question.ts';
import { enteredOf } from '../pages/entered.ts';
import { loadLanguage } from '../pages/messages/messages.ts';
import { questionPage } from '../shared/open-page.ts';
import { page } from '../shared/page-response.ts';
import { notTaken } from './not-taken.ts';
import { codesOf } from './problem-codes.ts';

/**
 * A question to whoever asked for approval. The page comes back with everything that was typed
 * beside it, since its one form posts all of it.
 *
 * @returns nothing where the code opens nothing
 */
export async function ask(
  ports: AnswerPorts,
  posted: Readonly<Record<string, string>>,
): Promise<Response | undefined> {
  const { code = '', question = '', signature = '' } = posted;
  const asked = await putQuestion(ports, { code, question, signature });
  if (asked.is === 'unknown') return undefined;
  await loadLanguage(asked.opened.names.language);
  const now = ports.clock.now();
  switch (asked.is) {
    case 'asked': {
      const shown = { code, now, entered: enteredOf(posted), notice: 'question-sent' } as const;
      return page(questionPage(asked.opened, shown), 200);
    }
    case 'problems': {
      const problems = codesOf(asked.problems);
      const entered = enteredOf(posted);
      return page(questionPage(asked.opened, { code, now, problems, entered }), 422);
    }
    default:
      return notTaken(asked.is, asked.opened, now);
  }
}
