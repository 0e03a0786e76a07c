import type { Ref } from '../ids.ts';
import type { ApprovalPolicyContent } from '../records/approval-policy.ts';
import type { Head } from '../store/items.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import { type Candidates, seatOf } from './seats.ts';

export interface CandidatePorts {
  readonly store: Pick<RecordStore, 'load'>;
  readonly lists: Pick<Lists, 'incoming'>;
}

type PolicyStage = ApprovalPolicyContent['stages'][number];

/** Who may sit: the active holders of each role, each confirmed by the person's own head. */
export async function findCandidates(
  ports: CandidatePorts,
  stages: readonly PolicyStage[],
): Promise<Candidates> {
  const seats = new Set(stages.flatMap((stage) => stage.seats.map(seatOf)));
  return holdersOf(ports, [...seats]);
}

/** The active people of each role, or the person named where they are active. */
export async function holdersOf(ports: CandidatePorts, of: readonly Ref[]): Promise<Candidates> {
  const found = await Promise.all(of.map((each) => activeOf(ports, each)));
  return new Map(of.map((each, index) => [each, found[index] ?? []]));
}

async function activeOf({ store, lists }: CandidatePorts, of: Ref): Promise<readonly Ref[]> {
  const isRole = of.startsWith('role/');
  const named = isRole ? await lists.incoming(of, 'holds') : [of];
  const heads = await Promise.all(named.map((person) => store.load(person)));
  return (
    heads
      .filter((head) => head !== undefined)
      .filter(isActive)
      // The index may lag: the person's own head says whether they still hold the role.
      .filter((head) => !isRole || holds(head, of))
      .map(({ ref }) => ref)
      .sort()
  );
}

/** Whether somebody is there to be asked. */
export const isActive = ({ version }: Head): boolean =>
  version.type === 'person' && version.state === 'active';

const holds = ({ version }: Head, role: Ref): boolean =>
  version.links.some(({ rel, to }) => rel === 'holds' && to === role);
