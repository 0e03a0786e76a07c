import { deadlineTerms } from '../calendar/deadline-terms.ts';
import { before } from '../calendar/deadlines.ts';
import { isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { owe } from '../mail/outbox.ts';
import type { Pending } from '../records/define-type.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import { pin } from '../store/commit.ts';
import { type Head, summaryOf } from '../store/items.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { FrozenFacts } from '../tasks/facts.ts';
import { organisationName } from '../tasks/organisation-name.ts';
import { colleaguesOf } from './colleagues.ts';
import { type DecidedBefore, decidedBefore } from './decided-before.ts';
import { independentOf } from './duties.ts';
import { maySitTwice } from './exceptions.ts';
import { AWAIT, type Gate, type GatePorts } from './gate.ts';
import { roleHeldBy } from './held-role.ts';
import { mailDue } from './pending.ts';
import { everSeated, gateName, type Seat, seatedNow } from './seats.ts';
import { shownItem } from './task-item.ts';

export interface TaskPorts extends GatePorts {
  readonly lists: Lists;
}

/** What the tasks of a gate have in common, beside their facts. */
export interface Matter {
  readonly organisation: string;
  /** What the seats are called, and in which role everybody else acts, by reference. */
  readonly capacities: Readonly<Record<Ref, string>>;
  /** Why it was asked, in the words of whoever did. */
  readonly reason: string | undefined;
  readonly reminders: readonly Pending[];
  readonly owner: Ref | undefined;
  /** To whom each seat's question may be passed on, by what the policy seats. */
  readonly colleagues: ReadonlyMap<Ref, readonly Ref[]>;
  readonly before: ReadonlyMap<Ref, DecidedBefore>;
}

/** Reads what the tasks of some seats show beside their facts. */
export async function readMatter(
  ports: TaskPorts,
  gate: Gate,
  seats: readonly Seat[],
): Promise<Matter> {
  const { content } = gate;
  const kinds = [...new Set(seats.map(({ of }) => of))];
  // Those of earlier stages too: what they said may be shown here.
  const all = [...new Set(content.stages.flatMap((stage) => stage.seats.map(({ of }) => of)))];
  const asked = seats.map((seat) => seatedNow(seat).person);
  const [organisation, role, reason, labels, reminders, subject, colleagues, before, stoodIn] =
    await Promise.all([
      organisationName(ports.lists),
      roleHeldBy(ports.store, content.requester),
      reasonAsked(ports.store, gate.head),
      Promise.all(all.map((of) => labelOf(ports.store, of))),
      remindersOf(ports, gate),
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
    reminders,
    owner,
    colleagues: new Map(kinds.map((of, n) => [of, colleagues[n] ?? []])),
    before,
  };
}

function colleaguesAt(ports: TaskPorts, { content, excluded, terms }: Gate, of: Ref) {
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
async function reasonAsked(store: RecordStore, head: Head): Promise<string | undefined> {
  const first = head.version.version === 1 ? head : await store.version(head.ref, 1);
  return first.version.reason ?? undefined;
}

async function remindersOf(
  { holidays }: TaskPorts,
  { terms, index, stage }: Gate,
): Promise<readonly Pending[]> {
  const { deadline, opened } = stage;
  const spans = terms.stages[index]?.reminders ?? [];
  if (deadline === undefined || spans.length === 0) return [];
  const calendar = await deadlineTerms(terms, holidays);
  return spans
    .map((span) => before(deadline, span, calendar))
    .filter((at) => opened === undefined || at > opened)
    .sort()
    .map((at, n) => ({ at, for: `reminder-${n + 1}` }));
}

/** Opens the task of a seat, and owes the mail that asks. Again it changes nothing. */
export async function openTask(
  ports: TaskPorts,
  gate: Gate,
  seat: Seat,
  facts: FrozenFacts,
  matter: Matter,
): Promise<void> {
  const { store, clock } = ports;
  const { person, task } = seatedNow(seat);
  const now = clock.now();
  const reminders = matter.reminders.filter(({ at }) => at > now);
  const before = matter.before.get(person);
  const made = await store.draft({
    type: taskType.name,
    id: task.slice('task/'.length),
    before: undefined,
    action: 'create',
    state: 'open',
    content: {
      ...taskContent(gate, seat, facts, reminders, now),
      ...(before === undefined ? {} : { decidedBefore: before.subject }),
    },
    links: [],
    actor: AWAIT,
    via: 'system',
    reason: null,
    pending: [mailDue(now), ...reminders],
  });
  const since = before === undefined ? {} : { since: JSON.stringify(before) };
  const item = shownItem(task, { ...shownBy(gate, seat, matter), ...since, facts: facts.text });
  try {
    await store.commit([made], {
      also: [{ op: 'put', item, when: [{ is: 'absent' }] }, owe(task, 'request', 1, person)],
    });
  } catch (error) {
    // Another execution has opened it: with the same facts, so it is the same task.
    if (!isError(error, 'Conflict')) throw error;
  }
}

function shownBy({ content, policy }: Gate, seat: Seat, matter: Matter) {
  const { person } = seatedNow(seat);
  const colleagues = (matter.colleagues.get(seat.of) ?? []).filter((each) => each !== person);
  const owners = [content.requester, matter.owner, ...colleagues].filter(isPerson);
  const sitting = content.stages.flatMap(({ seats }) =>
    seats.map((each) => seatedNow(each).person),
  );
  // Whoever sat here before may have passed it on, and is named then.
  const before = seat.rounds.flatMap((round) => [round.person, round.by]);
  return {
    organisation: matter.organisation,
    capacities: matter.capacities,
    capacity: matter.capacities[person] ?? matter.capacities[seat.of] ?? '',
    policy: summaryOf(policy).label ?? content.policy.id,
    ...(matter.reason === undefined ? {} : { reason: matter.reason }),
    colleagues,
    owners: [...new Set(owners)],
    people: [
      ...new Set([person, content.requester, ...owners, ...sitting, ...before].filter(isPerson)),
    ],
  };
}

const isPerson = (each: Ref | undefined): each is Ref => each?.startsWith('person/') === true;

function taskContent(
  { head, content, stage, terms, index, policy, excluded }: Gate,
  seat: Seat,
  facts: FrozenFacts,
  reminders: readonly Pending[],
  now: string,
): TaskContent {
  const round = seatedNow(seat);
  return {
    kind: content.kind,
    of: head.ref,
    gate: gateName(index),
    seat: seat.id,
    round: seat.rounds.length,
    person: round.person,
    capacity: seat.of,
    requester: content.requester,
    label: content.label,
    subject: content.subject,
    policy: pin(policy),
    identity: stage.identity,
    opened: now,
    deadline: stage.deadline ?? now,
    reminders: reminders.map(({ at }) => at),
    minimumReadingSeconds: terms.stages[index]?.minimumReadingSeconds ?? 0,
    facts: facts.digest,
    independentOf: independentOf(excluded, round.person),
    epoch: 1,
  };
}
