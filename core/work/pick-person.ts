import { type CandidatePorts, holdersOf } from '../approvals/candidates.ts';
import { standIn } from '../approvals/seating.ts';
import type { Ref } from '../ids.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';

export interface PickPorts extends CandidatePorts {
  readonly store: RecordStore;
}

/** Who is asked, in which capacity; and for whom, where whoever would be asked is away. */
export interface Picked {
  readonly person: Ref;
  readonly capacity: Ref;
  readonly insteadOf?: { readonly person: Ref; readonly reason: string };
}

export interface ToPick {
  /** Roles or people, in the order in which they are to be asked. */
  readonly from: readonly Ref[];
  /** Not these: they were asked before, or are kept apart. */
  readonly not: ReadonlySet<Ref>;
  /** Type of the record that it is about: what delegations are of. */
  readonly type: string;
  readonly now: Instant;
}

/**
 * The first who is there and may be asked, in the order of the roles; where they are away and their
 * delegate may be asked, the delegate.
 */
export async function pickPerson(ports: PickPorts, wanted: ToPick): Promise<Picked | undefined> {
  const { from, not } = wanted;
  const holders = await holdersOf(ports, [...new Set(from)]);
  for (const [capacity, people] of holders) {
    const person = people.find((each) => !not.has(each));
    if (person !== undefined) return picked(ports, person, capacity, wanted);
  }
  return undefined;
}

async function picked(
  ports: PickPorts,
  person: Ref,
  capacity: Ref,
  { not, type, now }: ToPick,
): Promise<Picked> {
  const terms = { type, excluded: [], taken: not, mayRepeat: false, now };
  const away = await standIn(ports, person, terms);
  if (away === undefined) return { person, capacity };
  const reason = away.reason ?? '';
  return { person: away.person, capacity, insteadOf: { person, reason } };
}
