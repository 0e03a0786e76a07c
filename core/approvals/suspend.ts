import { isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import type { ApprovalContent } from '../records/approval.ts';
import { recordType } from '../records/registry.ts';
import type { Prepared } from '../store/prepare.ts';
import type { RecordStore } from '../store/record-store.ts';

/**
 * The version that takes a subject out of use again, where what stands is exactly what this
 * approval granted: the version right after the pinned one, and upon it. Where another approval has
 * granted something since, or it was suspended, retired or never took effect, there is none.
 *
 * A revision on its way is no way around it: what stands is suspended all the same, and whoever
 * revises asks again.
 */
export async function draftSuspension(
  store: RecordStore,
  { subject, transition }: ApprovalContent,
  actor: Ref,
  reason: string,
): Promise<Prepared | undefined> {
  const ref = `${subject.type}/${subject.id}`;
  const head = await store.need(ref);
  const way = recordType(subject.type).transitions.suspend;
  if (head.standing === undefined || way === undefined) return undefined;
  const granted = await versionIfAny(store, ref, subject.version + 1);
  const isGranted =
    granted?.version.previous === subject.digest && granted.version.action === transition.granted;
  if (!isGranted || head.standing.digest !== granted.digest) return undefined;
  return store.draft({
    type: subject.type,
    id: subject.id,
    before: head,
    action: 'suspend',
    state: way.to,
    content: head.version.content,
    links: head.version.links,
    actor,
    via: 'system',
    reason,
    pending: head.pending,
  });
}

async function versionIfAny(store: RecordStore, ref: Ref, version: number) {
  try {
    return await store.version(ref, version);
  } catch (error) {
    if (isError(error, 'NotFound')) return undefined;
    throw error;
  }
}
