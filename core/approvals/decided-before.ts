import type { Ref } from '../ids.ts';
import type { Pinned } from '../records/fields.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Said } from '../tasks/said.ts';
import type { Instant } from '../time.ts';
import { approvalContent } from './ask.ts';
import { changesBetween } from './questions/changes.ts';
import { isVacant } from './seats.ts';

/** What somebody decided on an earlier version of the same record, and what is new since. */
export interface DecidedBefore {
  readonly subject: Pinned;
  readonly choice: string;
  readonly at: Instant;
  readonly changes: readonly Said[];
}

/** Earlier approvals of a record that are looked at: whoever decided before these reads anew. */
const MAX_APPROVALS = 10;

/**
 * The last decision of each person on a record, by which the page can show what changed since. Only
 * for the reader's convenience: what an index does not show yet is read in full.
 */
export async function decidedBefore(
  { store, lists }: { store: RecordStore; lists: Pick<Lists, 'incoming'> },
  approval: Ref,
  subject: Pinned,
  people: readonly Ref[],
): Promise<ReadonlyMap<Ref, DecidedBefore>> {
  const about = await lists.incoming(`${subject.type}/${subject.id}`, 'about');
  // Their ids rise with time (UUIDv7, RFC 9562).
  const earlier = about
    .filter((ref) => ref.startsWith('approval/') && ref < approval)
    .sort()
    .reverse()
    .slice(0, MAX_APPROVALS);
  const heads = await Promise.all(earlier.map((ref) => store.load(ref)));
  const last = new Map<Ref, Omit<DecidedBefore, 'changes'>>();
  for (const head of heads.filter((each) => each !== undefined)) {
    const content = approvalContent(head);
    for (const seat of content.stages.flatMap(({ seats }) => seats)) {
      const { answer } = seat;
      if (answer === undefined || isVacant(seat) || last.has(answer.by)) continue;
      last.set(answer.by, { subject: content.subject, choice: answer.choice, at: answer.at });
    }
  }
  const wanted = [...last].filter(([person]) => people.includes(person));
  if (wanted.length === 0) return new Map();
  const now = await store.pinned(subject);
  return new Map(
    await Promise.all(
      wanted.map(async ([person, decided]) => {
        const then = await store.pinned(decided.subject);
        return [person, { ...decided, changes: changesBetween(then, now) }] as const;
      }),
    ),
  );
}
