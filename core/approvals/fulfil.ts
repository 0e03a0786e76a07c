import { owe } from '../mail/outbox.ts';
import { condition as conditionType } from '../records/condition.ts';
import { contentOf } from '../records/content-of.ts';
import { pin } from '../store/commit.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import type { Form, Given, Problems } from './form-shape.ts';
import type { OpenedTask } from './open-task.ts';
import { stillThere } from './still-there.ts';
import { conditionRef } from './task-place.ts';
import { type Decided, decisionOf, draftDecision, tellRequester } from './vote.ts';

/**
 * Writes that a condition is fulfilled, by its owner's word, and how: their task and the condition
 * in one transaction. Until somebody has found that it was missed it is in time; afterwards it is
 * met all the same, and what was suspended stays so until it is approved again.
 *
 * @throws Conflict, Invalid where it looks like a credential
 */
export async function recordFulfilment(
  store: RecordStore,
  opened: OpenedTask,
  form: Form,
  given: Given,
  now: Instant,
): Promise<Decided | Problems> {
  const { task, head, approvalHead } = opened;
  const taskMade = await draftDecision(store, opened, decisionOf(opened, form, given, now), now);
  const before = await store.need(conditionRef(task.of, task.seat));
  const met = await store.draft({
    type: conditionType.name,
    id: before.version.id,
    before,
    action: 'meet',
    state: 'met',
    content: { ...contentOf(conditionType, before), fulfilledBy: pin(taskMade.head) },
    links: before.version.links,
    actor: task.person,
    via: 'link',
    reason: given.comment,
    pending: [],
  });
  await store.commit([taskMade, met], {
    checks: [stillThere(task.person)],
    also: [owe(head.ref, 'receipt', 1, task.person), ...tellRequester(head.ref, task)],
  });
  return { task: taskMade.head, approval: approvalHead };
}
