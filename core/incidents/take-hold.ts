import type { Ref } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import type { Clock, Locks, Table } from '../ports.ts';
import { contentOf } from '../records/content-of.ts';
import { legalHold } from '../records/legal-hold.ts';
import type { Head } from '../store/items.ts';
import { heldKey } from '../store/keys.ts';
import type { Lists } from '../store/lists.ts';
import { DAY, HOUR, type Instant, later } from '../time.ts';
import { heldRecords } from './held-records.ts';
import { holdDue } from './hold-drafts.ts';
import { inBatches } from './in-batches.ts';
import { type ObjectPorts, objectsOf, versionsOf } from './objects-of.ts';

export interface TakeHoldPorts extends ObjectPorts {
  readonly table: Table;
  readonly lists: Pick<Lists, 'incoming' | 'beginning' | 'byState'>;
  readonly locks: Locks;
  readonly clock: Clock;
}

/** Objects that one run of the sweep sees to: some seconds, of the minutes that it has. */
const MOST_AT_A_TIME = 1000;

/** How often a hold in force is looked at: what it names gets new versions. */
const EVERY_MS = DAY;

/** When it is looked at again where an object was not there: the log may be behind. */
const ABSENT_MS = HOUR;

/**
 * Does to the objects what a legal hold says: those of the records that it names are held, and
 * those that it names no more are let go, unless another hold in force keeps them. Where there are
 * many, a later run goes on; while it is in force it is looked at daily. Again it changes nothing.
 * Once lifted it is looked at once more a day later: a run that had begun before went on to hold.
 */
export async function takeHold(ports: TakeHoldPorts, head: Head, now: Instant): Promise<void> {
  const { store, table } = ports;
  const rest = head.pending.filter((each) => each.for !== holdDue(now).for);
  const plan = await planOf(ports, head);
  const from = await reached(table, head);
  const part = plan.filter(({ path }) => path > from).slice(0, MOST_AT_A_TIME);
  const done = await inBatches(part, ({ path, on }) => ports.locks.hold(path, on));
  const last = part.at(-1)?.path;
  if (last !== undefined && last !== plan.at(-1)?.path) {
    await note(table, head, last);
    await store.setPending(head, [...rest, holdDue(now)]);
    return;
  }
  await note(table, head, '');
  const isLifted = head.version.state !== 'in-force';
  const isWhole = part.every(({ on }, n) => !on || done[n] === true);
  const next = isLifted
    ? later(head.version.time, EVERY_MS)
    : later(now, isWhole ? EVERY_MS : ABSENT_MS);
  await store.setPending(head, next > now ? [...rest, holdDue(next)] : rest);
}

interface Wanted {
  readonly path: string;
  readonly on: boolean;
}

/** Every object that a hold ever named and whether it is to be held, in order of their paths. */
async function planOf(ports: TakeHoldPorts, head: Head): Promise<readonly Wanted[]> {
  const isInForce = head.version.state === 'in-force';
  const held = isInForce
    ? await pathsOf(ports, contentOf(legalHold, head).holds)
    : new Set<string>();
  const dropped = await everNamed(ports, head, isInForce);
  const free =
    dropped.length === 0 ? [] : await notHeldBy(ports, head.ref, await pathsOf(ports, dropped));
  return [
    ...[...held].map((path) => ({ path, on: true })),
    ...free.filter((path) => !held.has(path)).map((path) => ({ path, on: false })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function pathsOf(ports: TakeHoldPorts, holds: readonly Ref[]): Promise<Set<string>> {
  const paths = new Set<string>();
  for (const ref of await heldRecords(ports, holds)) {
    for (const path of await objectsOf(ports, ref)) paths.add(path);
  }
  return paths;
}

/** What earlier versions of the hold named and it does not name, or holds, any more. */
async function everNamed({ store }: TakeHoldPorts, head: Head, isInForce: boolean) {
  const named = new Set<Ref>();
  for await (const sealed of versionsOf(store, head.ref)) {
    for (const ref of contentOf(legalHold, sealed).holds) named.add(ref);
  }
  if (isInForce) for (const ref of contentOf(legalHold, head).holds) named.delete(ref);
  return [...named];
}

/**
 * Those that no other hold keeps. Holds are found by the index: one that came a moment ago is seen
 * to after this, and daily.
 */
async function notHeldBy(ports: TakeHoldPorts, except: Ref, paths: Set<string>) {
  let cursor: string | undefined;
  do {
    const page = await ports.lists.byState(legalHold.name, 'in-force', { limit: MAX_PAGE, cursor });
    for (const { ref } of page.records.filter((each) => each.ref !== except)) {
      const other = await ports.store.need(ref);
      if (other.version.state !== 'in-force') continue;
      const kept = await pathsOf(ports, contentOf(legalHold, other).holds);
      for (const path of kept) paths.delete(path);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return [...paths];
}

/** How far this version of the hold was seen to. */
async function reached(table: Table, head: Head): Promise<string> {
  const item = await table.get(heldKey(head.ref));
  return item?.digest === head.digest && typeof item.after === 'string' ? item.after : '';
}

const note = (table: Table, { ref, digest }: Head, after: string) =>
  table.write([{ op: 'put', item: { ...heldKey(ref), digest, after } }]);
