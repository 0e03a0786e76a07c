import type { Ref } from '../ids.ts';
import type { HeadCheck } from '../store/commit.ts';
import type { RecordStore } from '../store/record-store.ts';
import { isActive } from './candidates.ts';

/** Whether a person is there: on record, and has not left. */
export async function isThere(store: Pick<RecordStore, 'load'>, person: Ref): Promise<boolean> {
  const head = await store.load(person);
  return head !== undefined && isActive(head);
}

/** The same as a condition of a write, for whoever leaves at this very moment. */
export const stillThere = (person: Ref): HeadCheck => ({
  ref: person,
  when: [{ attribute: 'state', is: '=', value: 'active' }],
});
