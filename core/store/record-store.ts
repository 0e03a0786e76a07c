import { AssentError, invalid, refused } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { splitRef } from '../ids.ts';
import { MAX_PAGE, MAX_TRANSACTION_WRITES } from '../limits.ts';
import type { Clock, Item, Random, Refusal, Table, Test, Write } from '../ports.ts';
import type { Link, Pending } from '../records/define-type.ts';
import type { PersonalEntry } from '../records/detach.ts';
import { type Sealed, unseal } from '../records/version.ts';
import type { Instant } from '../time.ts';
import * as items from './items.ts';
import * as keys from './keys.ts';
import { type Draft, type Prepared, prepare } from './prepare.ts';

/** Finds what looks like a credential in a text; answers what it looks like. */
export interface CredentialCheck {
  find(text: string): Promise<string | undefined>;
}

export interface StorePorts {
  readonly table: Table;
  readonly clock: Clock;
  readonly random: Random;
  readonly credentials: CredentialCheck;
}

/** A condition on another record's head that must hold in the same transaction. */
export interface HeadCheck {
  readonly ref: Ref;
  readonly when: readonly Test[];
}

export interface CommitOptions {
  readonly checks?: readonly HeadCheck[];
  /** Items that must be written with it: deliveries, codes, requests. */
  readonly also?: readonly Write[];
}

/** What stood in the way of a commit. */
export interface Lost {
  readonly ref: Ref | undefined;
  readonly kind: 'head' | 'check' | 'also';
  /** Where kind is `also`: its index there. */
  readonly index: number;
  readonly version: number | undefined;
}

/** Records over the tables. Every write is conditional on what its author saw. */
export function recordStore(ports: StorePorts) {
  const { table } = ports;

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

  /**
   * Makes the next version of a record; reads what the draft refers to. `alongside` are versions
   * that the same commit will write, and that the draft may already point to.
   */
  async function draft(wanted: Draft, alongside: readonly Sealed[] = []): Promise<Prepared> {
    const { before, content } = wanted;
    // A transition carries the content on as it was read, and needs no values.
    const known =
      before !== undefined && content !== before.version.content && mayHoldPersonal(before)
        ? await personal(before.ref)
        : [];
    const made = prepare(wanted, { now: ports.clock.now(), random: ports.random, known });
    await Promise.all([refuseCredentials(wanted), checkTargets(made, alongside)]);
    return made;
  }

  async function refuseCredentials({ content, reason, via }: Draft): Promise<void> {
    // What our own functions write consists of what was checked before.
    if (via === 'system') return;
    const found = await ports.credentials.find([...textsOf(content), reason ?? ''].join('\n'));
    if (found !== undefined) {
      throw invalid(`This looks like a credential and was not written: ${found}`, [
        { path: '', message: found },
      ]);
    }
  }

  async function checkTargets(
    { head, before }: Prepared,
    alongside: readonly Sealed[],
  ): Promise<void> {
    const key = (link: Link) => [link.rel, link.to, link.digest].join(' ');
    const old = new Set(before?.version.links.map(key));
    const added = head.version.links.filter((link) => !old.has(key(link)));
    await Promise.all(added.map((link) => checkTarget(head.ref, link, alongside)));
  }

  async function checkTarget(from: Ref, link: Link, alongside: readonly Sealed[]): Promise<void> {
    const { rel, to, version: pinned, digest } = link;
    if (to === from) throw invalid(`${rel} points to the record itself`);
    if (alongside.some((each) => each.ref === to && each.digest === digest)) return;
    if ((await load(to)) === undefined) {
      throw invalid(`${rel} points to ${to}, which does not exist`);
    }
    if (pinned !== undefined && (await version(to, pinned)).digest !== digest) {
      throw invalid(`${rel}: version ${pinned} of ${to} has another digest`);
    }
  }

  /**
   * Writes versions, and whatever must be atomic with them, in one transaction. The same commit
   * again (a try whose answer was lost) succeeds.
   *
   * @throws Conflict with `data.lost: Lost[]` where something has moved, TooLarge, Transient
   */
  async function commit(
    prepared: readonly Prepared[],
    { checks = [], also = [] }: CommitOptions = {},
  ): Promise<void> {
    const owned = [
      ...prepared.flatMap(({ head, writes }) =>
        writes.map((write) => ({ write, ref: head.ref, kind: 'head' as const, index: 0 })),
      ),
      ...checks.map(({ ref, when }, index) => ({
        write: { op: 'check', key: keys.headKey(ref), when } satisfies Write,
        ref,
        kind: 'check' as const,
        index,
      })),
      ...also.map((write, index) => ({ write, ref: undefined, kind: 'also' as const, index })),
    ];
    if (owned.length > MAX_TRANSACTION_WRITES) {
      throw new AssentError('TooLarge', `A write of ${owned.length} operations`, {
        limit: MAX_TRANSACTION_WRITES,
        got: owned.length,
      });
    }
    const outcome = await table.write(owned.map(({ write }) => write));
    if (outcome.ok || isOurOwn(prepared, owned, outcome.refusals)) return;
    throw conflict(owned, outcome.refusals);
  }

  /**
   * Changes what is pending on a record, beside its version: no version, no entry, no other ETag.
   * `also` is written with it or not at all. `undefined` where the record has moved on: whoever
   * wrote it said anew what is pending.
   */
  async function setPending(
    head: items.Head,
    pending: readonly Pending[],
    also: readonly Write[] = [],
  ): Promise<items.Head | undefined> {
    const next = { ...head, pending };
    const set = items.dueAttributes(next);
    const outcome = await table.write([
      {
        op: 'update',
        key: keys.headKey(head.ref),
        set,
        remove: items.DUE_ATTRIBUTES.filter((name) => !(name in set)),
        when: [
          { attribute: 'digest', is: '=', value: head.digest },
          { attribute: 'pending', is: '=', value: items.pendingText(head.pending) },
        ],
      },
      ...also,
    ]);
    return outcome.ok ? next : undefined;
  }

  return {
    load,
    need,
    version,
    asOf,
    history,
    logIndex,
    personal,
    draft,
    commit,
    setPending,
  };
}

export type RecordStore = ReturnType<typeof recordStore>;

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

// As they were typed: within JSON a key's line breaks would be hidden from the rules.
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

function mayHoldPersonal(head: items.Head): boolean {
  return head.body.includes('"$detached"');
}

interface Owned {
  readonly write: Write;
  readonly ref: Ref | undefined;
  readonly kind: Lost['kind'];
  readonly index: number;
}

// The marker of a version is written once. If the one that stands there has our digest, then an
// earlier try of this very transaction had succeeded, and with it all the others.
function isOurOwn(
  prepared: readonly Prepared[],
  owned: readonly Owned[],
  refusals: readonly Refusal[],
): boolean {
  const digests = new Map(
    prepared.map(({ head }) => [
      keys.markerKey(head.ref, head.version.version).sk + head.ref,
      head,
    ]),
  );
  return refusals.some(({ index, item }) => {
    const each = owned[index];
    if (each?.kind !== 'head' || item === undefined || !item.sk.startsWith('N#')) return false;
    return digests.get(item.sk + each.ref)?.digest === item.digest;
  });
}

function conflict(owned: readonly Owned[], refusals: readonly Refusal[]): AssentError {
  const lost = refusals.map(({ index, item }): Lost => {
    const each = owned[index];
    const newer = item?.sk === 'H' && typeof item.version === 'number' ? item.version : undefined;
    return {
      ref: each?.ref,
      kind: each?.kind ?? 'also',
      index: each?.index ?? 0,
      version: newer,
    };
  });
  const taken = refusals.some(({ index }) => isAddress(owned[index]?.write));
  if (taken) return refused('This address already belongs to another person');
  const first = lost.find((each) => each.version !== undefined) ?? lost[0];
  const message =
    first?.ref === undefined
      ? 'Something else was written at the same time'
      : `${first.ref} has moved${first.version === undefined ? '' : ` to version ${first.version}`}`;
  return new AssentError('Conflict', message, { lost });
}

function isAddress(write: Write | undefined): boolean {
  return write?.op === 'put' && write.table === 'personal' && write.item.pk.startsWith('A#');
}

/** A check that a record's head is exactly the pinned version. */
export function headIs(pinned: { type: string; id: string; digest: string }): HeadCheck {
  return {
    ref: `${pinned.type}/${pinned.id}`,
    when: [{ attribute: 'digest', is: '=', value: pinned.digest }],
  };
}

/** A check that a record's newest approved version still stands, and is exactly the pinned one. */
export function standingIs(pinned: { type: string; id: string; digest: string }): HeadCheck {
  return {
    ref: `${pinned.type}/${pinned.id}`,
    when: [{ attribute: 'standingDigest', is: '=', value: pinned.digest }],
  };
}

/** Type, id, version and digest of a head, as approvals and decisions name it. */
export function pin(sealed: Sealed) {
  const { type, id } = splitRef(sealed.ref);
  return { type, id, version: sealed.version.version, digest: sealed.digest };
}
