import { isError } from '../errors.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Given, Problems, RowProblem } from './form-shape.ts';
import type { OpenedTask } from './open-task.ts';
import { draftDecision } from './vote.ts';

/**
 * Where what looks like a credential was typed. A form has a few texts, and the check says of all
 * of them together that one is: each is tried alone.
 */
export async function whereCredential(
  store: RecordStore,
  opened: OpenedTask,
  given: Given,
): Promise<Problems> {
  const isRefused = async (comment: string): Promise<boolean> => {
    const { task, head } = opened;
    const base = { choice: given.choice, facts: task.facts, policy: task.policy };
    const decision = { ...base, comment, signature: given.signature, subject: task.subject };
    try {
      await draftDecision(store, opened, decision, head.version.time);
      return false;
    } catch (error) {
      if (isError(error, 'Invalid')) return true;
      throw error;
    }
  };
  const rows: RowProblem[] = [];
  for (const [index, { text, lapses }] of given.conditions.entries()) {
    const at = { row: given.rows[index] ?? 0, problem: 'credential' } as const;
    if (await isRefused(text)) rows.push({ ...at, field: 'text' });
    if (await isRefused(lapses)) rows.push({ ...at, field: 'lapses' });
  }
  const inComment = rows.length === 0 || (given.comment !== '' && (await isRefused(given.comment)));
  return { problems: inComment ? [{ field: 'comment', problem: 'credential' }] : [], rows };
}
