import type { ReadRecords } from '#core/approvals/questions/question.ts';
import type { Ref } from '#core/ids.ts';
import type { Sealed } from '#core/records/version.ts';
import type { Lists } from '#core/store/lists.ts';
import type { RecordStore } from '#core/store/record-store.ts';

/** The records that facts come from, over the store. */
export function readRecords({ store, lists }: { store: RecordStore; lists: Lists }): ReadRecords {
  return {
    incoming: lists.incoming,
    load: (ref: Ref) => store.load(ref),
    async approvedBefore(subject: Sealed) {
      const head = await store.load(subject.ref);
      return head === undefined ? undefined : store.inForce(head);
    },
  };
}
