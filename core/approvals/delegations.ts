import type { Ref } from '../ids.ts';
import { contentOf } from '../records/content-of.ts';
import { RETIRED } from '../records/define-type.ts';
import { delegation } from '../records/delegation.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';

/** A standing delegation that is in force: to whom a person's questions go, and why. */
export interface InForce {
  readonly to: Ref;
  readonly reason: string;
}

/** The record of a person's delegations: found by key, since an index lags. */
export const delegationRef = (person: Ref): Ref => `delegation/${person.slice('person/'.length)}`;

/** To whom a person's questions about records of a type go at a moment, in their order. */
export async function delegationsOf(
  store: Pick<RecordStore, 'load'>,
  person: Ref,
  type: string,
  now: Instant,
): Promise<readonly InForce[]> {
  if (!person.startsWith('person/')) return [];
  const head = await store.load(delegationRef(person));
  if (head === undefined || head.version.state === RETIRED) return [];
  return contentOf(delegation, head)
    .delegations.filter(({ from, until }) => from <= now && now < until)
    .filter(({ types }) => types === undefined || types.includes(type))
    .map(({ to, reason }) => ({ to, reason }));
}
