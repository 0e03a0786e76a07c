import { AssentError, refused } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { splitRef } from '../ids.ts';
import { MAX_TRANSACTION_WRITES } from '../limits.ts';
import type { Refusal, Table, Test, Write } from '../ports.ts';
import type { Sealed } from '../records/version.ts';
import * as keys from './keys.ts';
import type { Prepared } from './prepare.ts';

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

/**
 * Writes versions, and whatever must be atomic with them, in one transaction. The same commit
 * again (a try whose answer was lost) succeeds.
 *
 * @throws Conflict with `data.lost: Lost[]` where something has moved, TooLarge, Transient
 */
export async function commit(
  table: Table,
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
  if (outcome.ok || isOurOwn(owned, outcome.refusals)) return;
  throw conflict(owned, outcome.refusals);
}

interface Owned {
  readonly write: Write;
  readonly ref: Ref | undefined;
  readonly kind: Lost['kind'];
  readonly index: number;
}

// What is written once stands there after the first try, all of it, each marker with our digest. A
// like version that somebody else wrote at the same instant is not enough: theirs came with other
// records, or with another request's key.
function isOurOwn(owned: readonly Owned[], refusals: readonly Refusal[]): boolean {
  const stood = new Map(refusals.map(({ index, item }) => [index, item]));
  const once = owned.flatMap(({ write }, index) =>
    write.op === 'put' && write.when?.some(({ is }) => is === 'absent') === true
      ? [{ item: write.item, stood: stood.get(index) }]
      : [],
  );
  const isMarker = ({ item }: (typeof once)[number]) => item.sk.startsWith('N#');
  return (
    once.some(isMarker) &&
    once.every((each) => each.stood !== undefined) &&
    once.filter(isMarker).every((each) => each.stood?.digest === each.item.digest)
  );
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
  const taken = refusals.some(
    ({ index, item }) => isAddress(owned[index]?.write) && item?.person !== owned[index]?.ref,
  );
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

/** A check that no version of a record ever was in an approved state, nor is there any record. */
export function neverStood(ref: Ref): HeadCheck {
  return {
    ref,
    when: [
      { attribute: 'everStood', is: 'absent' },
      { attribute: 'standingDigest', is: 'absent' },
    ],
  };
}

/** Type, id, version and digest of a head, as approvals and decisions name it. */
export function pin(sealed: Sealed) {
  const { type, id } = splitRef(sealed.ref);
  return { type, id, version: sealed.version.version, digest: sealed.digest };
}
