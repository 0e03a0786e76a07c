import { isThere, stillThere } from '../approvals/still-there.ts';
import { draftDecision } from '../approvals/vote.ts';
import { AssentError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { owe } from '../mail/outbox.ts';
import { contentOf } from '../records/content-of.ts';
import { task as taskType } from '../records/task.ts';
import type { Instant } from '../time.ts';
import { forgetDraft } from './forget-draft.ts';
import type { WorkMistake } from './form-shape.ts';
import { keptApart } from './kept-apart.ts';
import type { OpenedWork } from './open-link.ts';
import type { WorkAnswer } from './read-answer.ts';
import { draftNext, type RelievePorts } from './relieve.ts';
import { placeOfTask, roundsOf } from './rounds.ts';
import { type Written, workDecision } from './write-work.ts';

/** What speaks against passing a piece of work on to somebody; `undefined`: nothing does. */
export async function objectionTo(
  ports: RelievePorts,
  { task, shown, work }: OpenedWork,
  passTo: Ref,
): Promise<WorkMistake | undefined> {
  const field = 'passTo';
  const place = placeOfTask(task);
  const apart = await keptApart(ports.store, place, work);
  if (apart.includes(passTo)) return { field, problem: 'barred' };
  const rounds = await roundsOf(ports.store, place);
  if (rounds.some((each) => each.task.person === passTo)) return { field, problem: 'seated' };
  const isOffered = shown.colleagues.includes(passTo);
  return isOffered && (await isThere(ports.store, passTo))
    ? undefined
    : { field, problem: 'unknown' };
}

/**
 * Writes that a piece of work is passed on: the task with the reason, and the task of whoever is
 * asked now, by the same deadline, in one transaction.
 *
 * @throws Conflict, Invalid where the reason looks like a credential
 */
export async function writePassing(
  ports: RelievePorts,
  opened: OpenedWork,
  answer: WorkAnswer & { readonly passTo: Ref },
  now: Instant,
): Promise<Written> {
  const { store } = ports;
  const { task, head } = opened;
  const { passTo: to, comment: reason } = answer;
  const made = await draftDecision(store, opened, workDecision(opened, answer, now), now);
  const by = { actor: task.person, via: 'link' } as const;
  const next = await draftNext(ports, opened, { why: 'passed-on', to, reason }, by, now);
  // They were there a moment ago: it is looked at anew.
  if (next === undefined) throw new AssentError('Conflict', `${to} can be asked no more`);
  await store.commit([made, next.made], {
    checks: [stillThere(task.person), stillThere(to)],
    also: [owe(head.ref, 'receipt', 1, task.person), forgetDraft(head.ref), ...next.also],
  });
  return {
    head: made.head,
    task: contentOf(taskType, made.head),
    wakes: [],
    mails: [head.ref, next.task],
  };
}
