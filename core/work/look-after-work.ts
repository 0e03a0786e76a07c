import { mailDue } from '../approvals/pending.ts';
import { isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { owe } from '../mail/outbox.ts';
import { contentOf } from '../records/content-of.ts';
import { task as taskType } from '../records/task.ts';
import type { Head } from '../store/items.ts';
import { HOUR, type Instant, later } from '../time.ts';
import { UNANSWERED } from './draft-round.ts';
import { RELIEF } from './relief-due.ts';
import { isUnreachable, type RelievePorts, relieve } from './relieve.ts';
import type { Round } from './rounds.ts';

/** What the sweep does about pieces of work: nobody answered, or whoever was asked is not there. */

const ACTOR = 'service/assent-sweep';

/** How long it is left where nobody else can be asked: by then somebody may hold the role. */
const AGAIN_MS = 6 * HOUR;

const roundOf = (head: Head): Round => ({ head, task: contentOf(taskType, head) });

/**
 * Nobody answered by the deadline: whoever stands above is asked instead or, where the plan names
 * nobody, that it is overdue is put on record, once, and its person told. It stays to be done.
 *
 * @returns what owes a mail now
 */
export async function unanswered(
  ports: RelievePorts,
  head: Head,
  now: Instant,
): Promise<readonly Ref[]> {
  if (head.version.state !== 'open') return drop(ports, head, UNANSWERED);
  return unlessMoved(async () => {
    const next = await relieve(ports, roundOf(head), { why: 'escalated' }, ACTOR);
    return next === undefined ? overdue(ports, head, now) : [head.ref, next];
  });
}

async function overdue({ store }: RelievePorts, head: Head, now: Instant): Promise<readonly Ref[]> {
  const content = contentOf(taskType, head);
  const made = await store.draft({
    type: taskType.name,
    id: head.version.id,
    before: head,
    action: 'miss',
    state: 'open',
    content,
    links: head.version.links,
    actor: ACTOR,
    via: 'system',
    reason: `Not answered by ${content.deadline}`,
    pending: [...without(head, UNANSWERED, 'mail'), mailDue(now)],
  });
  const last = content.reminders.length + 1;
  await store.commit([made], { also: [owe(head.ref, 'reminder', last, content.person)] });
  return [head.ref];
}

/**
 * Whoever was asked cannot be reached, or has left: somebody else is asked. Where nobody can be, it
 * is tried again later.
 *
 * @returns what owes a mail now
 */
export async function relieveWork(
  ports: RelievePorts,
  head: Head,
  now: Instant,
): Promise<readonly Ref[]> {
  const what = isUnreachable(head) ? 'unreachable' : RELIEF;
  if (head.version.state !== 'open') return drop(ports, head, what);
  return unlessMoved(async () => {
    const why = isUnreachable(head) ? 'unreachable' : 'left';
    const next = await relieve(ports, roundOf(head), { why }, ACTOR);
    if (next !== undefined) return [head.ref, next];
    const again = { at: later(now, AGAIN_MS), for: RELIEF };
    await ports.store.setPending(head, [...without(head, what, RELIEF), again]);
    return [];
  });
}

const without = ({ pending }: Head, ...what: readonly string[]) =>
  pending.filter((each) => !what.includes(each.for));

async function drop({ store }: RelievePorts, head: Head, what: string): Promise<readonly Ref[]> {
  await store.setPending(head, without(head, what));
  return [];
}

// Answered or closed at this moment: what is due is due on what stands then.
async function unlessMoved(act: () => Promise<readonly Ref[]>): Promise<readonly Ref[]> {
  try {
    return await act();
  } catch (error) {
    if (isError(error, 'Conflict')) return [];
    throw error;
  }
}
