import { invalid } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { refOf } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import type { Item, Query, Table } from '../ports.ts';
import { recordType } from '../records/registry.ts';
import type { Instant } from '../time.ts';
import * as keys from './keys.ts';
import { checkLimit } from './read-records.ts';
import { compareUtf8 } from './text-order.ts';

/** What a list shows of a record: from an index, so it may lag. */
export interface Listed {
  readonly ref: Ref;
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly digest: string;
  readonly state: string;
  readonly label: string | undefined;
  readonly owner: string | undefined;
  readonly tier: string | undefined;
  readonly due: Instant | undefined;
  readonly dueFor: string | undefined;
}

export interface ListPage {
  readonly records: readonly Listed[];
  readonly cursor: string | undefined;
}

export interface ListOptions {
  readonly limit?: number;
  readonly cursor?: string | undefined;
}

/** Lists over the indexes: one query a page. No decision rests on them. */
export function lists(table: Table) {
  async function page(query: Query): Promise<ListPage> {
    const found = await table.query(query);
    return { records: found.items.map(listed), cursor: found.cursor };
  }

  const paging = ({ limit = 50, cursor }: ListOptions) => ({
    limit: checkLimit(limit),
    ...(cursor === undefined ? {} : { cursor }),
  });

  /** Records of a type, by id. @throws NotFound for an unknown type */
  const byType = (type: string, options: ListOptions = {}) =>
    page({
      index: 'by-type',
      partition: keys.typePartition(recordType(type).name),
      ...paging(options),
    });

  /**
   * Records of a type in a state, the soonest due (else the oldest) first.
   *
   * @throws NotFound for an unknown type, Invalid for a state that it does not have
   */
  function byState(type: string, state: string, options: ListOptions = {}) {
    const { name, title, states } = recordType(type);
    if (!states.includes(state)) throw invalid(`${title} has the states ${states.join(', ')}`);
    const partition = keys.statePartition(name, state);
    return page({ index: 'by-state', partition, ...paging(options) });
  }

  /** What stands on a person's list, the soonest due first. */
  const byPerson = (person: Ref, options: ListOptions = {}) =>
    page({ index: 'by-person', partition: keys.personPartition(person), ...paging(options) });

  /** What is due by a moment, from all shards, the longest overdue first; at most `most`. */
  async function dueBy(moment: Instant, most: number): Promise<readonly Listed[]> {
    const shards = await Promise.all(
      keys.duePartitions.map((partition) => dueOfShard(partition, moment, most)),
    );
    return shards
      .flat()
      .sort((a, b) => compareUtf8(a.due ?? '', b.due ?? '') || compareUtf8(a.ref, b.ref))
      .slice(0, most);
  }

  async function dueOfShard(partition: string, moment: Instant, most: number) {
    const found: Listed[] = [];
    let cursor: string | undefined;
    do {
      const { records, cursor: next } = await page({
        index: 'by-time',
        partition,
        to: `${moment}~`,
        limit: Math.min(MAX_PAGE, most - found.length),
        ...(cursor === undefined ? {} : { cursor }),
      });
      found.push(...records);
      cursor = next;
    } while (cursor !== undefined && found.length < most);
    return found;
  }

  /** Who points here by a relation: references from the index of incoming links. */
  async function incoming(to: Ref, rel: string): Promise<readonly Ref[]> {
    const refs: Ref[] = [];
    let cursor: string | undefined;
    do {
      const found = await table.query({
        index: 'by-type',
        partition: keys.incomingPartition(to),
        prefix: `${rel}#`,
        limit: MAX_PAGE,
        ...(cursor === undefined ? {} : { cursor }),
      });
      for (const item of found.items) {
        const [, type, id] = String(item.g1s).split('#');
        if (type !== undefined && id !== undefined) refs.push(refOf(type, id));
      }
      cursor = found.cursor;
    } while (cursor !== undefined);
    return refs;
  }

  /** Records of a type whose ids begin so, by id. */
  async function beginning(type: string, prefix: string): Promise<readonly Ref[]> {
    const refs: Ref[] = [];
    let cursor: string | undefined;
    do {
      const found = await page({
        index: 'by-type',
        partition: keys.typePartition(recordType(type).name),
        prefix,
        limit: MAX_PAGE,
        ...(cursor === undefined ? {} : { cursor }),
      });
      refs.push(...found.records.map(({ ref }) => ref));
      cursor = found.cursor;
    } while (cursor !== undefined);
    return refs;
  }

  return { byType, byState, byPerson, dueBy, incoming, beginning };
}

export type Lists = ReturnType<typeof lists>;

function listed(item: Item): Listed {
  const type = String(item.type);
  const id = String(item.id);
  return {
    ref: refOf(type, id),
    type,
    id,
    version: Number(item.version),
    digest: String(item.digest),
    state: String(item.state),
    label: optional(item.label),
    owner: optional(item.owner),
    tier: optional(item.tier),
    due: optional(item.due),
    dueFor: optional(item.dueFor),
  };
}

function optional(value: Item[string] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
