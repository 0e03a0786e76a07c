import { AssentError, invalid } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import type { Item, Table } from '../ports.ts';
import type { PersonalEntry } from '../records/detach.ts';
import type { Pinned } from '../records/fields.ts';
import { type Sealed, unseal } from '../records/version.ts';
import type { Instant } from '../time.ts';
import * as items from './items.ts';
import * as keys from './keys.ts';

/** Reading records: a head is one GetItem, a moment of its past one query. */
export function readRecords(table: Table) {
  /** The head of a record, read consistently. */
  async function load(ref: Ref): Promise<items.Head | undefined> {
    const item = await table.get(keys.headKey(ref));
    return item === undefined ? undefined : items.parseHead(item);
  }

  /** The head of a record. @throws NotFound */
  async function need(ref: Ref): Promise<items.Head> {
    const head = await load(ref);
    if (head === undefined) throw new AssentError('NotFound', `There is no ${ref}`, { ref });
    return head;
  }

  /** One version of a record by its number. @throws NotFound */
  async function version(ref: Ref, number: number): Promise<Sealed> {
    const marker = await table.get(keys.markerKey(ref, number));
    const item =
      typeof marker?.time === 'string'
        ? await table.get(keys.versionKey(ref, marker.time))
        : undefined;
    if (item === undefined) {
      throw new AssentError('NotFound', `There is no version ${number} of ${ref}`, { ref });
    }
    return sealedOf(item);
  }

  /** A version of which the digest is known: mostly it is the head itself, one read. */
  async function pinned({ type, id, version: number, digest }: Pinned): Promise<Sealed> {
    const head = await load(`${type}/${id}`);
    return head?.digest === digest ? head : version(`${type}/${id}`, number);
  }

  /**
   * The version of a record that is in force; `undefined` where none is. Nothing is read where that
   * is the head itself.
   *
   * @throws Corrupt where it is not in the table
   */
  async function inForce(head: items.Head): Promise<Sealed | undefined> {
    const { ref, version, body, digest, standing } = head;
    if (standing === undefined) return undefined;
    if (standing.digest === digest) return { version, ref, body, digest };
    const item = await table.get(keys.versionKey(ref, standing.time));
    if (item === undefined) {
      throw new AssentError(
        'Corrupt',
        `Version ${standing.version} of ${ref} is in force, and gone`,
      );
    }
    return sealedOf(item);
  }

  /** The version that stood at a moment; `undefined` where there was none yet. */
  async function asOf(ref: Ref, moment: Instant): Promise<Sealed | undefined> {
    const { items: found } = await table.query({
      partition: keys.recordPartition(ref),
      from: 'V#',
      to: `V#${moment}`,
      descending: true,
      limit: 1,
      consistent: true,
    });
    return found[0] === undefined ? undefined : sealedOf(found[0]);
  }

  /** A page of a record's versions, the newest first. */
  async function history(ref: Ref, limit: number, cursor?: string) {
    const page = await table.query({
      partition: keys.recordPartition(ref),
      prefix: 'V#',
      descending: true,
      limit: checkLimit(limit),
      consistent: true,
      ...(cursor === undefined ? {} : { cursor }),
    });
    return { versions: page.items.map(sealedOf), cursor: page.cursor };
  }

  /** Where a version stands in the log; `undefined` while it waits to be taken. */
  async function logIndex(ref: Ref, number: number): Promise<number | undefined> {
    const marker = await table.get(keys.markerKey(ref, number));
    return typeof marker?.index === 'number' ? marker.index : undefined;
  }

  /** The personal values of a record, as far as they are not erased. */
  async function personal(ref: Ref): Promise<readonly PersonalEntry[]> {
    const entries: PersonalEntry[] = [];
    let cursor: string | undefined;
    do {
      const page = await table.query({
        table: 'personal',
        partition: keys.recordPartition(ref),
        prefix: 'V#',
        limit: MAX_PAGE,
        consistent: true,
        ...(cursor === undefined ? {} : { cursor }),
      });
      entries.push(...page.items.flatMap(items.personalEntries));
      cursor = page.cursor;
    } while (cursor !== undefined);
    return entries;
  }

  return { load, need, version, pinned, inForce, asOf, history, logIndex, personal };
}

function sealedOf(item: Item): Sealed {
  if (typeof item.body !== 'string' || typeof item.digest !== 'string') {
    throw new AssentError('Corrupt', `A version without a body: ${item.pk} ${item.sk}`);
  }
  return unseal(item.body, item.digest);
}

/** @throws Invalid beyond `MAX_PAGE` */
export function checkLimit(limit: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) {
    throw invalid(`A page has 1 to ${MAX_PAGE} items, not ${limit}`);
  }
  return limit;
}
