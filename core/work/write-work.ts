import { stillThere } from '../approvals/still-there.ts';
import { draftDecision } from '../approvals/vote.ts';
import type { Ref } from '../ids.ts';
import { owe } from '../mail/outbox.ts';
import { contentOf } from '../records/content-of.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import type { Head } from '../store/items.ts';
import { type Instant, isInstant } from '../time.ts';
import { forgetDraft } from './forget-draft.ts';
import type { OpenedWork } from './open-link.ts';
import type { WorkAnswer } from './read-answer.ts';
import type { RelievePorts } from './relieve.ts';
import type { WorkKind } from './work.ts';

/** An answer as it was written, and who is to look at what came of it. */
export interface Written {
  readonly head: Head;
  readonly task: TaskContent;
  readonly wakes: readonly Ref[];
  readonly mails: readonly Ref[];
}

/**
 * Writes the answer to a piece of work: its task, and whatever its kind makes of the record that it
 * belongs to, in one transaction.
 *
 * @throws Conflict with what has moved, Refused by the kind, Invalid where a text looks like a
 *   credential
 */
export async function writeWork(
  ports: RelievePorts,
  opened: OpenedWork,
  answer: WorkAnswer,
  kind: WorkKind,
  now: Instant,
): Promise<Written> {
  const { store } = ports;
  const { task, head } = opened;
  const subject = await store.need(task.of);
  const made = await draftDecision(store, opened, workDecision(opened, answer, now), now);
  const { answers, comment } = answer;
  const given = { subject, task: made, person: task.person, answers, comment };
  const effect = await kind.apply(ports, given);
  await store.commit([made, ...effect.versions], {
    checks: [stillThere(task.person), ...(effect.checks ?? [])],
    also: [owe(head.ref, 'receipt', 1, task.person), forgetDraft(head.ref), ...(effect.also ?? [])],
  });
  return {
    head: made.head,
    task: contentOf(taskType, made.head),
    wakes: effect.wakes ?? [task.of],
    mails: [head.ref, ...(effect.mails ?? [])],
  };
}

/** The answer, as the task's closing version keeps it. */
export function workDecision(
  { task }: Pick<OpenedWork, 'task'>,
  { choice, comment, answers, passTo, opened, signature }: WorkAnswer,
  now: Instant,
): NonNullable<TaskContent['decision']> {
  return {
    choice,
    ...(comment === '' ? {} : { comment }),
    ...(choice === 'submit' ? { answers: mutable(answers) } : {}),
    facts: task.facts,
    ...(isInstant(opened) && opened <= now ? { opened } : {}),
    ...(passTo === undefined ? {} : { passedTo: passTo }),
    policy: task.policy,
    signature,
    subject: task.subject,
  };
}

type Recorded = NonNullable<NonNullable<TaskContent['decision']>['answers']>;

const mutable = (answers: WorkAnswer['answers']): Recorded =>
  Object.fromEntries(Object.entries(answers).map(([key, value]) => [key, copyOf(value)] as const));

function copyOf(value: WorkAnswer['answers'][string]): Recorded[string] {
  if (typeof value === 'string') return value;
  const texts = value.filter((each) => typeof each === 'string');
  const rows = value.filter((each) => typeof each !== 'string');
  return rows.length > 0 ? rows.map((row) => ({ ...row })) : texts;
}
