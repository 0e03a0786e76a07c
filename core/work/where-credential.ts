import { draftDecision } from '../approvals/vote.ts';
import { isError } from '../errors.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { formRow } from './form.ts';
import type { WorkForm, WorkProblem, WorkProblems } from './form-shape.ts';
import type { OpenedWork } from './open-link.ts';
import type { WorkAnswer } from './read-answer.ts';
import { workDecision } from './write-work.ts';

/**
 * Where what looks like a credential was typed. The check says of all texts together that one is:
 * each is tried alone. Nothing found: what was refused is something else.
 */
export async function whereCredential(
  store: RecordStore,
  opened: OpenedWork,
  form: WorkForm,
  answer: WorkAnswer,
  now: Instant,
): Promise<WorkProblems> {
  const isRefused = async (text: string): Promise<boolean> => {
    const { passTo: _, ...submitted } = answer;
    const alone = { ...submitted, choice: 'submit', answers: {}, comment: text } as const;
    try {
      await draftDecision(store, opened, workDecision(opened, alone, now), now);
      return false;
    } catch (error) {
      if (isError(error, 'Invalid')) return true;
      throw error;
    }
  };
  const fields: WorkProblem[] = [];
  for (const { text, nth, ...at } of textsIn(answer)) {
    if (!(await isRefused(text))) continue;
    const row =
      nth === undefined ? undefined : formRow(opened.work.fields, form.posted, at.field, nth);
    fields.push({ ...at, ...(row === undefined ? {} : { row }), problem: 'credential' });
  }
  const inComment = answer.comment !== '' && (await isRefused(answer.comment));
  return { common: inComment ? [{ field: 'comment', problem: 'credential' }] : [], fields };
}

type Text = Pick<WorkProblem, 'field' | 'sub'> & { readonly text: string; readonly nth?: number };

/** Every text of an answer, and where it was typed. Lines of references hold no secret. */
function textsIn({ answers }: WorkAnswer): readonly Text[] {
  return Object.entries(answers).flatMap(([field, value]): readonly Text[] => {
    if (typeof value === 'string') return [{ field, text: value }];
    return value.flatMap((row, n) =>
      typeof row === 'string'
        ? []
        : Object.entries(row).map(([sub, text]) => ({ field, nth: n, sub, text })),
    );
  });
}
