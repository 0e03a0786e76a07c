import { AssentError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { MAX_PAGE, MAX_TRANSACTION_WRITES } from '../limits.ts';
import { type MailKind, owe } from '../mail/outbox.ts';
import type { Clock, Item, Table, Write } from '../ports.ts';
import { contentOf } from '../records/content-of.ts';
import type { Link } from '../records/define-type.ts';
import { type AnyType, recordType } from '../records/registry.ts';
import { task as taskType } from '../records/task.ts';
import type { Sealed } from '../records/version.ts';
import { type Head, headItem, linkItem, type Standing } from '../store/items.ts';
import { recordPartition } from '../store/keys.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { LostVersion } from './lost.ts';
import { pendingOf } from './pending-of.ts';
import {
  busy,
  MAX_ROUNDS,
  type PutBackPorts,
  type PuttingBack,
  putBack,
  puttingBack,
} from './put-back.ts';
import { type FactsPorts, putBackFacts } from './put-back-facts.ts';

export interface RebuildPorts extends PutBackPorts, FactsPorts {
  readonly clock: Clock;
}

/**
 * Puts a record's head where its newest version is, with links, what is pending, and, where a
 * person is asked, a mail that asks again. Versions that the log has yet to take come with it in
 * one transaction: the log may take them at once, and nobody would look for their head any more.
 */
export async function rebuildHead(
  ports: RebuildPorts,
  ref: Ref,
  unlogged: readonly LostVersion[],
): Promise<void> {
  for (const lost of unlogged.slice(0, -MOST_AT_ONCE)) await putBack(ports, lost);
  const last = unlogged.slice(-MOST_AT_ONCE);
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const putting: PuttingBack[] = [];
    for (const lost of last) {
      const one = await puttingBack(ports, lost);
      if (one !== undefined) putting.push(one);
    }
    const added = putting.map(({ sealed }) => sealed).toReversed();
    const newest = added[0] ?? (await newestVersion(ports.store, ref));
    const before = await ports.store.load(ref);
    if (putting.length === 0 && before?.digest === newest.digest) return;
    const type = recordType(newest.version.type);
    const stood = await stoodOf(type, downFrom(ports.store, ref, added));
    const head = await headWrites(ports, { ...newest, ...stood }, before);
    const writes = [...putting.flatMap((one) => one.writes), ...head];
    if ((await ports.table.write(writes)).ok) return;
  }
  throw busy({ ref, version: unlogged.at(-1)?.version ?? 1 });
}

/** Versions that come with their head, at most: three writes each fit one transaction. */
const MOST_AT_ONCE = 30;

async function newestVersion(store: RecordStore, ref: Ref): Promise<Sealed> {
  const [newest] = (await store.history(ref, 1)).versions;
  if (newest === undefined) throw new AssentError('Corrupt', `${ref} has no version`);
  return newest;
}

/** A record's versions, the newest first, those before that are about to be added. */
async function* downFrom(
  store: RecordStore,
  ref: Ref,
  added: readonly Sealed[],
): AsyncGenerator<Sealed> {
  yield* added;
  const first = added.at(-1)?.version.version ?? Number.POSITIVE_INFINITY;
  let cursor: string | undefined;
  do {
    const page = await store.history(ref, HISTORY_PAGE, cursor);
    for (const sealed of page.versions) if (sealed.version.version < first) yield sealed;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

const HISTORY_PAGE = 10;

type Stood = Pick<Head, 'standing' | 'everStood'>;

/** The newest version in an approved state, and whether later ones leave it standing. */
async function stoodOf(type: AnyType, versions: AsyncIterable<Sealed>): Promise<Stood> {
  let stands = true;
  if (type.approved === undefined) return { standing: undefined, everStood: false };
  for await (const { version, digest } of versions) {
    if (type.approved.includes(version.state)) {
      const newest: Standing = { version: version.version, time: version.time, digest };
      return { standing: stands ? newest : undefined, everStood: true };
    }
    stands &&= type.revising?.includes(version.state) === true;
  }
  return { standing: undefined, everStood: false };
}

async function headWrites(
  ports: RebuildPorts,
  newest: Omit<Head, 'pending'>,
  before: Head | undefined,
): Promise<readonly Write[]> {
  const { table, clock } = ports;
  // A head that stands over links of another moment is put back with the next try.
  await putBackLinks(table, newest.ref, newest.version.links);
  await putBackFacts(ports, newest);
  const mailed = await itemsUnder(table, newest.ref, 'D#');
  const reminded = newestOf(mailed, 'reminder');
  const pending = pendingOf(newest, before?.pending ?? [], clock.now(), reminded);
  return [
    {
      op: 'put',
      item: headItem({ ...newest, pending }),
      when:
        before === undefined
          ? [{ is: 'absent' }]
          : [{ attribute: 'digest', is: '=', value: before.digest }],
    },
    ...askingAgain(newest, newestOf(mailed, 'request') + 1),
  ];
}

/** Number of the newest mail of that kind; 0 where there is none. */
function newestOf(mailed: readonly Item[], kind: MailKind): number {
  return Math.max(0, ...mailed.filter((item) => item.kind === kind).map(({ n }) => Number(n)));
}

/** Whoever has an open task gets a new link: the codes of the old ones may be lost. */
function askingAgain(newest: Sealed, n: number): readonly Write[] {
  const { ref, version } = newest;
  if (version.type !== taskType.name || version.state !== 'open') return [];
  return [owe(ref, 'request', n, contentOf(taskType, newest).person)];
}

/** Puts the links that are to be there, and takes away those of an earlier moment that are not. */
async function putBackLinks(table: Table, ref: Ref, links: readonly Link[]): Promise<void> {
  const wanted = links.map((link) => linkItem(ref, link));
  const sorts = new Set(wanted.map(({ sk }) => sk));
  const stale = (await itemsUnder(table, ref, 'L#')).filter(({ sk }) => !sorts.has(sk));
  const writes: readonly Write[] = [
    ...wanted.map((item) => ({ op: 'put', item }) as const),
    ...stale.map(({ pk, sk }) => ({ op: 'delete', key: { pk, sk } }) as const),
  ];
  for (let at = 0; at < writes.length; at += MAX_TRANSACTION_WRITES) {
    await table.write(writes.slice(at, at + MAX_TRANSACTION_WRITES));
  }
}

async function itemsUnder(table: Table, ref: Ref, prefix: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({
      partition: recordPartition(ref),
      prefix,
      limit: MAX_PAGE,
      consistent: true,
      ...(cursor === undefined ? {} : { cursor }),
    });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
}
