import { AssentError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { writesOfClosing } from '../incidents/closing-writes.ts';
import type { Clock, Table, Write } from '../ports.ts';
import type { ApprovalContent } from '../records/approval.ts';
import type { Author } from '../records/author.ts';
import type { Pending } from '../records/define-type.ts';
import { recordType } from '../records/registry.ts';
import type { Head } from '../store/items.ts';
import type { Prepared } from '../store/prepare.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { attemptOf, lookedAtSoon, withoutExecution } from '../waiting/executions.ts';

/** What an approval comes to. */
export type Result = NonNullable<ApprovalContent['outcome']>['result'];

/** What is written of a subject together with its approval's end. */
export interface Moved {
  readonly versions: readonly Prepared[];
  readonly also: readonly Write[];
}

/**
 * The subject's next version, and what that brings with it: only a granted approval takes the
 * transition that was asked for; every other end sends it back, so that it can ask again. None
 * where it moved by itself.
 */
export async function moveSubject(
  ports: { readonly store: RecordStore; readonly table: Table; readonly clock: Clock },
  approval: ApprovalContent,
  result: Result,
  by: Author,
  known: Head | undefined,
): Promise<Moved> {
  const { subject, transition } = approval;
  const head = known ?? (await ports.store.need(subjectOf(approval)));
  const action = result === 'granted' ? transition.granted : transition.refused;
  const way = recordType(subject.type).transitions[action];
  if (result === 'void' && head.digest !== subject.digest) return { versions: [], also: [] };
  if (head.digest !== subject.digest || way === undefined) {
    // Whoever concludes loads again and finds it void.
    throw new AssentError('Conflict', `${head.ref} has moved`);
  }
  const moved = await ports.store.draft({
    type: subject.type,
    id: subject.id,
    before: head,
    action,
    state: way.to,
    content: head.version.content,
    links: head.version.links,
    ...by,
    pending: watchedSoon(head.pending, ports.clock.now()),
  });
  const more = await writesOfClosing(ports, moved.head, by);
  return { versions: [moved, ...more.versions], also: more.also };
}

// A subject with a machine of its own goes on, whoever is there to wake it.
function watchedSoon(pending: readonly Pending[], now: Instant): readonly Pending[] {
  if (attemptOf(pending) === undefined) return pending;
  return [...withoutExecution(pending), lookedAtSoon(pending, now)];
}

/** The record that an approval is about. */
export const subjectOf = ({ subject }: Pick<ApprovalContent, 'subject'>): Ref =>
  `${subject.type}/${subject.id}`;
