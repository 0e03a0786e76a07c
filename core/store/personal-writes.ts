import type { Ref } from '../ids.ts';
import type { Write } from '../ports.ts';
import { commitmentsIn, type PersonalEntry } from '../records/detach.ts';
import * as items from './items.ts';
import * as keys from './keys.ts';

/**
 * What writes the personal values that a version brings: one item, however many fields; with a
 * person's new address also whose it is, so that one mailbox cannot fill two seats.
 */
export function personalWrites(
  head: items.Head,
  before: items.Head | undefined,
  added: readonly PersonalEntry[],
  known: readonly PersonalEntry[],
): readonly Write[] {
  if (added.length === 0) return [];
  const { ref, version } = head;
  const person = version.type === 'person' ? ref : items.summaryOf(head).person;
  return [
    { op: 'put', table: 'personal', item: items.personalItem(ref, version.version, added, person) },
    ...(version.type === 'person' ? addressWrites(ref, added, standingEmail(before, known)) : []),
  ];
}

const EMAIL = '/email';

// The address that is a person's until now; those of still earlier versions they gave up already.
function standingEmail(before: items.Head | undefined, known: readonly PersonalEntry[]) {
  const standing = commitmentsIn(before?.version.content ?? {});
  const email = known.find(({ commitment }) => standing.get(commitment) === EMAIL)?.value;
  return typeof email === 'string' ? email : undefined;
}

// One address, one person.
function addressWrites(
  ref: Ref,
  added: readonly PersonalEntry[],
  before: string | undefined,
): readonly Write[] {
  const address = added.find(({ path }) => path === EMAIL)?.value;
  if (typeof address !== 'string') return [];
  const digest = items.addressDigest(address);
  const old = before === undefined ? undefined : items.addressDigest(before);
  // Written otherwise, it is the same address.
  if (old === digest) return [];
  const item = { ...keys.addressKey(digest), person: ref };
  const taken: Write = { op: 'put', table: 'personal', item, when: [{ is: 'absent' }] };
  if (old === undefined) return [taken];
  const when = [{ attribute: 'person', is: '=', value: ref }] as const;
  return [taken, { op: 'delete', table: 'personal', key: keys.addressKey(old), when }];
}
