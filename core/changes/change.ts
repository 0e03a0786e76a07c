import { afterCommit } from '../after-commit.ts';
import { refuseUnworkable } from '../approvals/policy-check.ts';
import { lookAt } from '../approvals/wake.ts';
import { wakeGoverned } from '../approvals/wake-governed.ts';
import { AssentError, refused } from '../errors.ts';
import { type Ref, uuidv7 } from '../ids.ts';
import type { Clock, Holidays, Machines, Random, Table, Write } from '../ports.ts';
import type { Author } from '../records/author.ts';
import { contentOf } from '../records/content-of.ts';
import { type Link, RETIRED } from '../records/define-type.ts';
import { delegation } from '../records/delegation.ts';
import { type AnyType, recordType } from '../records/registry.ts';
import { withReviewWhenWritten } from '../reviews/when-written.ts';
import type { Head } from '../store/items.ts';
import type { Lists } from '../store/lists.ts';
import { transitionOf } from '../store/prepare.ts';
import type { RecordStore } from '../store/record-store.ts';
import { pendingWhenWritten, type Written } from './due-when-written.ts';
import { relieveSoon } from './relieve-soon.ts';
import { reportUnfillable } from './unfillable.ts';
import { untilGoverned } from './until-governed.ts';

export interface ChangePorts {
  readonly store: RecordStore;
  readonly lists: Lists;
  readonly table: Table;
  readonly machines: Machines;
  readonly clock: Clock;
  readonly random: Random;
  readonly holidays: Holidays;
}

/** Items that must be written with a version: an idempotency key. */
export type Also = (head: Head) => readonly Write[];

export const nothing: Also = () => [];

export interface Body {
  readonly content: unknown;
  readonly links: readonly Link[];
}

/**
 * Creates a record. `id` is a slug chosen by the author; where absent a UUIDv7, as a person's
 * always is.
 *
 * @throws Invalid, Refused, Conflict where one of that id exists
 */
export async function create(
  ports: ChangePorts,
  type: string,
  id: string | undefined,
  body: Body,
  author: Author,
  also: Also = nothing,
): Promise<Head> {
  const { store, clock, random } = ports;
  const definition = writableByPeople(type);
  if (id !== undefined && RANDOM_IDS.has(type)) {
    throw refused(`The id of a ${type} is given by the server, since it must say nothing`);
  }
  const made = await store.draft({
    ...author,
    type,
    id: id ?? uuidv7(clock.now(), random.bytes(10)),
    before: undefined,
    action: 'create',
    state: definition.initial,
    content: body.content,
    links: body.links,
    pending: await pendingOf(
      ports,
      { type, state: definition.initial, content: body.content },
      undefined,
    ),
  });
  await refuseUnfit(ports, made.head);
  await store.commit([made], { also: also(made.head) });
  return made.head;
}

/** What is pending on what people are about to write, its next review among it. */
function pendingOf(ports: ChangePorts, written: Written, before: Head | undefined) {
  const now = ports.clock.now();
  const pending = pendingWhenWritten(written, before?.pending ?? [], now);
  return withReviewWhenWritten(ports, written, before, pending, now);
}

// A person's id must not tell who they are; the digest of evidence names it well enough.
const RANDOM_IDS = new Set(['person', 'evidence']);

/**
 * Changes a record's content. A record that was approved, or asks to be, goes back to where it
 * must ask again: nobody's yes is carried over to something they did not see.
 *
 * @throws Invalid, Refused where it is retired, Conflict where it has moved
 */
export async function edit(
  ports: ChangePorts,
  before: Head,
  body: Body,
  author: Author,
  also: Also = nothing,
): Promise<Head> {
  const definition = writableByPeople(before.version.type);
  const { state } = before.version;
  if (state === RETIRED) throw refused(`${before.ref} is retired and cannot be changed`);
  const to = definition.edited?.[state] ?? state;
  const made = await ports.store.draft({
    ...author,
    type: before.version.type,
    id: before.version.id,
    before,
    action: 'edit',
    state: to,
    content: body.content,
    links: body.links,
    pending: await pendingOf(
      ports,
      { type: before.version.type, state: to, content: body.content },
      before,
    ),
  });
  await refuseUnfit(ports, made.head);
  await ports.store.commit([made], { also: also(made.head) });
  await told(ports, made.head);
  return made.head;
}

/**
 * Takes a transition that people may take directly.
 *
 * @throws Refused where it is not theirs, naming who takes it, and where a policy guards it
 */
export async function take(
  ports: ChangePorts,
  before: Head,
  action: string,
  author: Author,
  also: Also = nothing,
): Promise<Head> {
  const definition = recordType(before.version.type);
  // What the workflows write has transitions that are people's all the same.
  if (definition.transitions[action]?.by !== 'people') writableByPeople(definition.name);
  const to =
    action === 'retire' ? RETIRED : transitionOf(definition, action, before.version.state).to;
  if (before.version.state === RETIRED) throw refused(`${before.ref} is retired`);
  refuseWhatIsNotTheirs(definition, action);
  const free = untilGoverned(before, action);
  const made = await ports.store.draft({
    ...author,
    type: before.version.type,
    id: before.version.id,
    before,
    action,
    state: to,
    content: before.version.content,
    links: before.version.links,
    pending: await pendingOf(
      ports,
      { type: before.version.type, state: to, content: before.version.content },
      before,
    ),
  });
  if (to !== RETIRED) await refuseUnfit(ports, made.head);
  try {
    await ports.store.commit([made], { checks: free.checks, also: also(made.head) });
  } catch (error) {
    throw free.explain(error);
  }
  await told(ports, made.head);
  return made.head;
}

function refuseWhatIsNotTheirs(definition: AnyType, action: string): void {
  if (action === 'retire') {
    if (definition.neverRetired !== undefined) throw refused(definition.neverRetired);
    return;
  }
  const { by, asks, untilGoverned } = definition.transitions[action] ?? {};
  if (asks !== undefined) throw refused(`"${action}" asks for approval`);
  if (by === 'people' || untilGoverned === true) return;
  const who = by === 'approval' ? 'the conclusion of an approval' : 'a workflow';
  throw refused(`"${action}" is taken by ${who} alone`);
}

/** The open approvals that a change of their subject voids, as the index knows them. */
export async function openApprovals({ lists, store }: ChangePorts, subject: Ref) {
  const refs = await lists.incoming(subject, 'about');
  const heads = await Promise.all(refs.map((ref) => store.load(ref)));
  return heads
    .filter((head) => head !== undefined)
    .filter(({ version }) => version.state === 'open' || version.state === 'decided');
}

/** Rules that a record's own type cannot say, since they ask other records. @throws */
async function refuseUnfit(ports: ChangePorts, next: Head): Promise<void> {
  if (next.version.type === 'approval-policy') {
    await refuseUnworkable(ports, next, ports.clock.now());
  }
  if (next.version.type !== 'delegation') return;
  const { person } = contentOf(delegation, next);
  // Else whoever may write records could have themselves asked in another's place.
  if (next.version.actor !== person) throw refused(`${person} alone says who stands in for them`);
}

// After a change: what it voids is looked at, and whom it leaves without people is told.
async function told(ports: ChangePorts, changed: Head): Promise<void> {
  await voidSoon(ports, changed.ref);
  await afterCommit(() => wakeGoverned(ports, changed.ref));
  await afterCommit(() => reportUnfillable(ports, changed, ports.clock.now()));
  const { type, state } = changed.version;
  if (type === 'person' && state !== 'active') {
    await afterCommit(() => relieveSoon(ports, changed.ref));
  }
}

// The sweep rings their machines, which find the subject moved, and void them. Until then an answer
// is refused by its own check of the subject; what the index missed, that check finds as well.
async function voidSoon(ports: ChangePorts, subject: Ref): Promise<void> {
  await afterCommit(async () => {
    for (const { ref } of await openApprovals(ports, subject)) {
      await lookAt(ports.store, ref, ports.clock.now());
    }
  });
}

function writableByPeople(type: string): AnyType {
  const definition = recordType(type);
  if (definition.writtenBy !== 'people') {
    throw new AssentError('Refused', `A ${type} is written by the workflows alone`);
  }
  return definition;
}
