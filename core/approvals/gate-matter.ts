import type { Ref } from '../ids.ts';
import type { Clock } from '../ports.ts';
import type { Sealed } from '../records/version.ts';
import { summaryOf } from '../store/items.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { FrozenFacts } from '../tasks/facts.ts';
import { organisationName } from '../tasks/organisation-name.ts';
import { peopleIn } from '../tasks/people-in.ts';
import { colleaguesOf } from './colleagues.ts';
import { type DecidedBefore, decidedBefore } from './decided-before.ts';
import { maySitTwice } from './exceptions.ts';
import type { Place } from './gate.ts';
import { roleHeldBy } from './held-role.ts';
import { everSeated, type Seat, seatedNow } from './seats.ts';
import type { Shown } from './task-item.ts';

export interface MatterPorts {
  readonly store: RecordStore;
  readonly lists: Lists;
  readonly clock: Pick<Clock, 'now'>;
}

/** What the tasks of a gate have in common, beside their facts. */
export interface Matter {
  readonly organisation: string;
  /** What the seats are called, and in which role everybody else acts, by reference. */
  readonly capacities: Readonly<Record<Ref, string>>;
  /** Why it was asked, in the words of whoever did. */
  readonly reason: string | undefined;
  readonly owner: Ref | undefined;
  /** To whom each seat's question may be passed on, by what the policy seats. */
  readonly colleagues: ReadonlyMap<Ref, readonly Ref[]>;
  readonly before: ReadonlyMap<Ref, DecidedBefore>;
}

/** Reads what the tasks of some seats show beside their facts. */
export async function readMatter(
  ports: MatterPorts,
  gate: Place,
  seats: readonly Seat[],
): Promise<Matter> {
  const { content } = gate;
  const kinds = [...new Set(seats.map(({ of }) => of))];
  // Those of earlier stages too: what they said may be shown here.
  const all = [...new Set(content.stages.flatMap((stage) => stage.seats.map(({ of }) => of)))];
  const asked = seats.map((seat) => seatedNow(seat).person);
  const [organisation, role, reason, labels, subject, colleagues, before, stoodIn] =
    await Promise.all([
      organisationName(ports.lists),
      roleHeldBy(ports.store, content.requester),
      reasonAsked(ports.store, gate.head),
      Promise.all(all.map((of) => labelOf(ports.store, of))),
      ports.store.load(`${content.subject.type}/${content.subject.id}`),
      Promise.all(kinds.map((of) => colleaguesAt(ports, gate, of))),
      decidedBefore(ports, gate.head.ref, content.subject, asked),
      inTheirOwnRole(
        ports.store,
        content.stages.flatMap((stage) => stage.seats),
      ),
    ]);
  const owner = subject === undefined ? undefined : summaryOf(subject).owner;
  const toChoose = await inTheirRoles(ports.store, [
    ...kinds.flatMap((of, n) => (colleagues[n] ?? []).map((person) => ({ person, of }))),
    ...(isPerson(owner) ? [{ person: owner }] : []),
  ]);
  return {
    organisation,
    reason,
    capacities: {
      ...Object.fromEntries(all.map((of, n) => [of, labels[n] ?? ''])),
      ...Object.fromEntries(toChoose),
      ...Object.fromEntries(stoodIn),
      [content.requester]: role,
    },
    owner,
    colleagues: new Map(kinds.map((of, n) => [of, colleagues[n] ?? []])),
    before,
  };
}

function colleaguesAt(ports: MatterPorts, { content, excluded, terms }: Place, of: Ref) {
  const now = ports.clock.now();
  const mayRepeat = maySitTwice(terms, now);
  return colleaguesOf(ports, of, { excluded, taken: everSeated(content.stages), mayRepeat });
}

// A person's name is no label, and shows nowhere but under their task: whoever the policy names
// has no capacity, and the page says so in the reader's language.
async function labelOf(store: RecordStore, of: Ref): Promise<string> {
  return of.startsWith('role/') ? (summaryOf(await store.need(of)).label ?? '') : '';
}

// Whoever sits for somebody else may hold another role than the seat's: they are called by theirs.
function inTheirOwnRole(
  store: RecordStore,
  seats: readonly Seat[],
): Promise<readonly (readonly [Ref, string])[]> {
  const instead = seats.flatMap(({ of, rounds }) =>
    rounds.filter(({ why }) => why !== 'seated').map(({ person }) => ({ person, of })),
  );
  return inTheirRoles(store, instead);
}

/** Everybody's own role: that of the seat where they hold it, else the first that they hold. */
function inTheirRoles(
  store: RecordStore,
  people: readonly { readonly person: Ref; readonly of?: Ref }[],
): Promise<readonly (readonly [Ref, string])[]> {
  return Promise.all(
    people.map(async ({ person, of }) => [person, await roleHeldBy(store, person, of)] as const),
  );
}

// What was said when it was asked stands in the approval's first version.
async function reasonAsked(store: RecordStore, head: Sealed): Promise<string | undefined> {
  const first = head.version.version === 1 ? head : await store.version(head.ref, 1);
  return first.version.reason ?? undefined;
}

/** What the page of a seat's task shows. */
export function shownBy(
  { content, policy }: Place,
  seat: Seat,
  matter: Matter,
  { text, facts }: Pick<FrozenFacts, 'text' | 'facts'>,
): Shown {
  const { person } = seatedNow(seat);
  const colleagues = (matter.colleagues.get(seat.of) ?? []).filter((each) => each !== person);
  const owners = [content.requester, matter.owner, ...colleagues].filter(isPerson);
  const sitting = content.stages.flatMap(({ seats }) =>
    seats.map((each) => seatedNow(each).person),
  );
  // Whoever sat here before may have passed it on, and is named then.
  const before = seat.rounds.flatMap((round) => [round.person, round.by]);
  const decided = matter.before.get(person);
  const named = [person, content.requester, ...owners, ...sitting, ...before, ...peopleIn(facts)];
  return {
    facts: text,
    organisation: matter.organisation,
    capacities: matter.capacities,
    capacity: matter.capacities[person] ?? matter.capacities[seat.of] ?? '',
    policy: summaryOf(policy).label ?? content.policy.id,
    ...(matter.reason === undefined ? {} : { reason: matter.reason }),
    ...(decided === undefined ? {} : { since: JSON.stringify(decided) }),
    colleagues,
    owners: [...new Set(owners)],
    people: [...new Set(named.filter(isPerson))],
  };
}

const isPerson = (each: Ref | undefined): each is Ref => each?.startsWith('person/') === true;
