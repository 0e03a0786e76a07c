import type { Ref } from '#core/ids.ts';
import { contentOf } from '#core/records/content-of.ts';
import { task as taskType } from '#core/records/task.ts';
import type { Head } from '#core/store/items.ts';
import { factsKey } from '#core/store/keys.ts';
import { parseFacts } from '#core/tasks/facts.ts';
import { answerWork } from '#core/work/answer-work.ts';
import type { WorkForm } from '#core/work/form-shape.ts';
import type { WorkKind } from '#core/work/work.ts';
import type { House } from './house.ts';

/**
 * Those who are asked in a house for pieces of work, as they answer by their mails.
 *
 * @param names how each of them signs
 */
export function askedIn(
  at: House,
  names: Readonly<Record<Ref, string>>,
  kindNamed: (name: string) => WorkKind | undefined,
) {
  /** Open tasks of a kind; all where none is named. */
  async function openTasks(kind?: string): Promise<readonly Head[]> {
    const { records } = await at.lists.byState('task', 'open', { limit: 100 });
    const heads = await Promise.all(records.map(({ ref }) => at.store.need(ref)));
    return heads.filter((head) => kind === undefined || contentOf(taskType, head).kind === kind);
  }

  /** The open task of a kind, of whatever it belongs to. */
  async function openTask(kind: string, of?: Ref): Promise<Head> {
    const tasks = await openTasks(kind);
    const found = tasks.find((head) => of === undefined || contentOf(taskType, head).of === of);
    if (found === undefined) throw new Error(`Nobody is asked to ${kind}`);
    return found;
  }

  /** The code that was mailed last for a task. */
  const codeOf = (task: Ref): string =>
    [...at.sentWork, ...at.sentMatters].findLast(
      ({ delivery, code }) => delivery.of === task && code !== undefined,
    )?.code ?? '';

  /** The form of a task as whoever it is put to sends it, signed, with nothing in it yet. */
  function formOf(task: Head, changes: Partial<WorkForm> = {}): WorkForm {
    const { person, facts } = contentOf(taskType, task);
    return {
      code: codeOf(task.ref),
      choice: 'submit',
      comment: '',
      signature: names[person] ?? '',
      facts,
      opened: at.clock.now(),
      passTo: '',
      posted: {},
      ...changes,
    };
  }

  const send = (form: WorkForm) => answerWork(at, form, kindNamed);

  /** Whoever a task is put to answers; fields by their keys. */
  async function post(task: Head, fields: Readonly<Record<string, string>>) {
    const posted = Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [`w-${key}`, value]),
    );
    return send(formOf(task, { posted }));
  }

  /** What a task was opened with: its facts and its form, as they are stored. */
  const shown = (task: Head) => at.table.get(factsKey(task.ref));

  const factsOf = async (task: Head) => parseFacts(String((await shown(task))?.facts)).facts;

  return { openTasks, openTask, codeOf, formOf, send, post, shown, factsOf };
}
