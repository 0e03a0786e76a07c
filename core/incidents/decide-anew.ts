import { contentOf } from '../records/content-of.ts';
import type { IncidentContent } from '../records/incident.ts';
import { task as taskType } from '../records/task.ts';
import { pin } from '../store/commit.ts';
import type { Prepared } from '../store/prepare.ts';
import type { Instant } from '../time.ts';
import { textIn } from '../work/answers.ts';
import { longText, options } from '../work/common-fields.ts';
import type { Answers, Field } from '../work/field.ts';

/**
 * Whether the duties to report are to be decided anew: what became known since may bring one that
 * nobody saw, or show that one does not apply. Whoever finds that does not decide it.
 */
export const anewFields: readonly Field[] = [
  { kind: 'one-of', key: 'anew', required: true, options: options(['asked', 'not-needed']) },
  { ...longText('anewReason', 2000), only: { key: 'anew', is: ['asked'] } },
];

/** What an answer says of that, as the incident keeps it until it was decided. */
export const anewBy = (
  { task, answers }: { readonly task: Prepared; readonly answers: Answers },
  now: Instant,
): Pick<IncidentContent, 'decideAnew'> =>
  textIn(answers, 'anew') === 'asked' ? askedAnew(task, textIn(answers, 'anewReason'), now) : {};

export const askedAnew = (task: Prepared, reason: string, now: Instant) => ({
  decideAnew: { by: pin(task.head), at: now, reason },
});

/** What is still to be decided anew after a decision: what was asked after its task was put. */
export function stillAnew(
  { decideAnew }: IncidentContent,
  task: Prepared,
): Pick<IncidentContent, 'decideAnew'> {
  const { opened } = contentOf(taskType, task.head);
  return decideAnew !== undefined && decideAnew.at > opened ? { decideAnew } : {};
}
