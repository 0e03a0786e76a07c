import { untilWritten } from '../approvals/until-written.ts';
import type { Ref } from '../ids.ts';
import type { Clock } from '../ports.ts';
import type { Author } from '../records/author.ts';
import { contentOf } from '../records/content-of.ts';
import { incident as incidentType } from '../records/incident.ts';
import { type Head, summaryOf } from '../store/items.ts';
import { onPendingAsRead, type RecordStore } from '../store/record-store.ts';
import { hasEnded, incidentPending } from './pending.ts';

/**
 * Says which system an open incident concerns whose signals belonged to none when it was opened.
 * One that concerns a system already, that is asked to be closed or that has ended stays as it is.
 *
 * @returns whether it was said
 */
export async function giveSystem(
  { store, clock }: { readonly store: RecordStore; readonly clock: Clock },
  incident: Ref,
  system: Head,
  author: Author & { readonly reason: string },
): Promise<boolean> {
  return untilWritten(async () => {
    const before = await store.need(incident);
    const { id, links, state } = before.version;
    if (hasEnded(state) || state === 'in-closure') return false;
    if (links.some(({ rel }) => rel === 'concerns')) return false;
    const { tier } = summaryOf(system);
    const content = contentOf(incidentType, before);
    const made = await store.draft({
      ...author,
      type: incidentType.name,
      id,
      before,
      action: 'edit',
      state,
      content: tier === undefined ? content : { ...content, tier },
      links: [...links, { rel: 'concerns', to: system.ref }],
      pending: incidentPending(before.pending, state, clock.now()),
    });
    await store.commit([onPendingAsRead(made)]);
    return true;
  });
}
