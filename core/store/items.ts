import { sha256Hex } from '#hash';
import { canonicalText } from '../canonical.ts';
import { AssentError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { entryOf } from '../log/entry.ts';
import type { AttributeMap, Item } from '../ports.ts';
import type { Link, Pending, Summary } from '../records/define-type.ts';
import type { PersonalEntry } from '../records/detach.ts';
import { recordType } from '../records/registry.ts';
import { type Sealed, unseal } from '../records/version.ts';
import * as keys from './keys.ts';

/** The newest version in an approved state, while it stands. */
export interface Standing {
  readonly version: number;
  readonly time: string;
  readonly digest: string;
}

/** A record's head: its newest version, and beside it what is no content. */
export interface Head extends Sealed {
  readonly pending: readonly Pending[];
  readonly standing: Standing | undefined;
  /** Whether any version ever was in an approved state: nothing takes that back, nor retiring. */
  readonly everStood: boolean;
}

/** The item of a head, with its places in the indexes. */
export function headItem(head: Head): Item {
  const { version, ref } = head;
  const summary = summaryOf(head);
  return {
    ...keys.headKey(ref),
    type: version.type,
    id: version.id,
    version: version.version,
    digest: head.digest,
    state: version.state,
    time: version.time,
    body: head.body,
    g1p: keys.typePartition(version.type),
    g1s: version.id,
    g2p: keys.statePartition(version.type, version.state),
    ...(summary.label === undefined ? {} : { label: summary.label }),
    ...(summary.owner === undefined ? {} : { owner: summary.owner }),
    ...(summary.tier === undefined ? {} : { tier: summary.tier }),
    ...(summary.person === undefined
      ? {}
      : { person: summary.person, g3p: keys.personPartition(summary.person) }),
    ...(head.standing === undefined
      ? {}
      : {
          standingVersion: head.standing.version,
          standingTime: head.standing.time,
          standingDigest: head.standing.digest,
        }),
    ...(head.everStood ? { everStood: true } : {}),
    ...dueAttributes(head, summary),
  };
}

/** The attributes that say when something is due; of `DUE_ATTRIBUTES`, what is absent is gone. */
export function dueAttributes(head: Head, summary: Summary = summaryOf(head)): AttributeMap {
  const { type, id, time } = head.version;
  const next = nextPending(head.pending);
  return {
    pending: pendingText(head.pending),
    g2s: `${next?.at ?? time}#${id}`,
    ...(summary.person === undefined ? {} : { g3s: `${next?.at ?? '~'}#${type}#${id}` }),
    ...(next === undefined
      ? {}
      : {
          due: next.at,
          dueFor: next.for,
          g4p: keys.duePartition(head.ref),
          g4s: `${next.at}#${type}#${id}`,
        }),
  };
}

/** What `dueAttributes` may leave out, and so an update must take away. */
export const DUE_ATTRIBUTES = ['due', 'dueFor', 'g4p', 'g4s'] as const;

/** `due` is the least of all that is pending. */
export function nextPending(pending: readonly Pending[]): Pending | undefined {
  let least: Pending | undefined;
  for (const each of pending) if (least === undefined || each.at < least.at) least = each;
  return least;
}

/** What is pending, as the one text that an update's condition compares. */
export function pendingText(pending: readonly Pending[]): string {
  return canonicalText(pending.map((each) => ({ at: each.at, for: each.for })));
}

export function versionItem(sealed: Sealed): Item {
  const { version, ref, body, digest } = sealed;
  return {
    ...keys.versionKey(ref, version.time),
    version: version.version,
    digest,
    state: version.state,
    body,
  };
}

/** The marker of a version: in the index of what the log has yet to take. */
export function markerItem(sealed: Sealed): Item {
  const { version, ref, digest } = sealed;
  return {
    ...keys.markerKey(ref, version.version),
    version: version.version,
    time: version.time,
    digest,
    entry: canonicalText(entryOf(version, digest)),
    unlogged: true,
    g4p: keys.unloggedPartition,
    g4s: keys.unloggedSort(version.time, ref, version.version),
  };
}

/** The projection of one link, for the index of incoming ones. */
export function linkItem(from: Ref, link: Link): Item {
  return {
    ...keys.linkKey(from, link.rel, link.to),
    from,
    rel: link.rel,
    to: link.to,
    g1p: keys.incomingPartition(link.to),
    g1s: `${link.rel}#${from.replace('/', '#')}`,
  };
}

/** The personal values that a version brought: one item, however many fields. */
export function personalItem(
  ref: Ref,
  version: number,
  entries: readonly PersonalEntry[],
  person: Ref | undefined,
): Item {
  const values: Record<string, AttributeMap> = {};
  for (const { commitment, path, salt, value } of entries) {
    values[commitment] = { path, salt, value: canonicalText(value) };
  }
  return {
    ...keys.personalKey(ref, version),
    values,
    ...(person === undefined ? {} : { gpp: person, gps: `${ref}#${keys.eightDigits(version)}` }),
  };
}

/** The entries of a personal item. */
export function personalEntries(item: Item): readonly PersonalEntry[] {
  return Object.entries(item.values ?? {}).map(([commitment, entry]) => {
    const { path, salt, value } = entry as Record<string, string>;
    if (path === undefined || salt === undefined || value === undefined) {
      throw new AssentError('Corrupt', `A personal item cannot be read: ${item.pk} ${item.sk}`);
    }
    return { commitment, path, salt, value: JSON.parse(value) };
  });
}

/** SHA-256 of an address in lower case: one address, one person. */
export function addressDigest(address: string): string {
  return sha256Hex(new TextEncoder().encode(address.toLowerCase()));
}

/** The head that an item holds, its digest taken anew. @throws Corrupt */
export function parseHead(item: Item): Head {
  if (typeof item.body !== 'string' || typeof item.digest !== 'string') {
    throw new AssentError('Corrupt', `A head without a body: ${item.pk}`);
  }
  const standing = parseStanding(item);
  return {
    ...unseal(item.body, item.digest),
    pending: typeof item.pending === 'string' ? JSON.parse(item.pending) : [],
    standing,
    everStood: item.everStood === true || standing !== undefined,
  };
}

function parseStanding(item: Item): Standing | undefined {
  const { standingVersion: version, standingTime: time, standingDigest: digest } = item;
  if (typeof version !== 'number' || typeof time !== 'string' || typeof digest !== 'string') {
    return undefined;
  }
  return { version, time, digest };
}

/** What lists show of a record. */
export function summaryOf(sealed: Sealed): Summary {
  return recordType(sealed.version.type).summary(sealed.version.content);
}
