import type { Ref } from '../ids.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { LostRecord, Survey } from './lost.ts';

/** What a recovery heals by asking again, and what it cannot put back: it stands in no version. */
export interface Aftermath {
  /** Approvals that are open or decided: their machines are started again. */
  readonly approvals: readonly Ref[];
  /** Open tasks: each is asked again, by a new mail with a new link. */
  readonly tasks: readonly Ref[];
  /** Records with personal values of which some are not in the table: lost, or erased since. */
  readonly withoutValues: readonly Ref[];
  /** Records of which values were erased: in a table that was restored, they are there again. */
  readonly erased: readonly Ref[];
}

/** What comes after a recovery, by its survey. Reads personal values, and tells none. */
export async function aftermath(store: RecordStore, { records }: Survey): Promise<Aftermath> {
  const withoutValues: Ref[] = [];
  for (const [ref, { commitments }] of records) {
    if (commitments.length === 0) continue;
    const held = new Set((await store.personal(ref)).map(({ commitment }) => commitment));
    if (commitments.some((commitment) => !held.has(commitment))) withoutValues.push(ref);
  }
  const those = (type: string, may: (record: LostRecord) => boolean) =>
    [...records].flatMap(([ref, record]) => (ref.startsWith(type) && may(record) ? [ref] : []));
  return {
    approvals: those('approval/', ({ state }) => state === 'open' || state === 'decided'),
    tasks: those('task/', ({ state }) => state === 'open'),
    withoutValues,
    erased: those('', ({ wasErased }) => wasErased),
  };
}
