import type { Ref } from '../ids.ts';
import type { Write } from '../ports.ts';
import { contentOf } from '../records/content-of.ts';
import type { Pending } from '../records/define-type.ts';
import { task as taskType } from '../records/task.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import type { Delivery, MailKind } from './outbox.ts';

/** Mails that ask somebody: whoever does not get one cannot answer. */
export const ASKING: ReadonlySet<MailKind> = new Set(['request', 'reminder']);

/** Due at once: the sweep has somebody else asked. */
export const unreachableDue = (at: Instant): Pending => ({ at, for: 'unreachable' });

/** What is pending, with the task due at once: once, however many of its mails are lost. */
export function withUnreachable({ pending }: Head, now: Instant): readonly Pending[] {
  const due = unreachableDue(now);
  return pending.some((each) => each.for === due.for) ? pending : [...pending, due];
}

/** The task whose answer hangs on that very mail, as long as it is open. */
export async function waitingTask(
  store: RecordStore,
  { of, kind, to }: Pick<Delivery, 'of' | 'kind' | 'to'>,
): Promise<Head | undefined> {
  if (!ASKING.has(kind) || !of.startsWith('task/')) return undefined;
  const head = await store.load(of);
  return head !== undefined && waitsFor(head, to) ? head : undefined;
}

/** Whether a task is open, and this person is to answer it, whose seat somebody else could fill. */
function waitsFor(task: Head, asked: Ref): boolean {
  if (task.version.state !== 'open') return false;
  const { person, seat } = contentOf(taskType, task);
  return person === asked && (seat.startsWith('s') || seat.startsWith('w'));
}

const TRIES = 5;

/**
 * Makes a task due at once, because its person cannot be reached; nothing where it does not wait
 * for them. `also` is written with it, if anything is.
 *
 * @returns whether it is due; `moved` where others never cease to write the task, or `also` does
 *   not hold
 */
export async function noteUnreachable(
  store: RecordStore,
  task: Ref,
  person: Ref,
  now: Instant,
  also: readonly Write[] = [],
): Promise<'due' | 'not-waiting' | 'moved'> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const head = await store.load(task);
    if (head === undefined || !waitsFor(head, person)) return 'not-waiting';
    const next = await store.setPending(head, withUnreachable(head, now), also);
    if (next !== undefined) return 'due';
  }
  return 'moved';
}
