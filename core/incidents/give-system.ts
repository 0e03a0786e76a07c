import { untilWritten } from '../approvals/until-written.ts';
import type { Ref } from '../ids.ts';
import type { Clock } from '../ports.ts';
import type { Author } from '../records/author.ts';
import { contentOf } from '../records/content-of.ts';
import { type IncidentContent, incident as incidentType } from '../records/incident.ts';
import { type Head, summaryOf } from '../store/items.ts';
import { onPendingAsRead, type RecordStore } from '../store/record-store.ts';
import { draftHold } from './hold-drafts.ts';
import { hasEnded, incidentPending } from './pending.ts';
import { planFor } from './plan.ts';
import { draftStop } from './stop-system.ts';

/**
 * Says which system an open incident concerns whose signals belonged to none when it was opened.
 * One that concerns a system already, that is asked to be closed or that has ended stays as it is.
 * Where it is confirmed and the system's plan suspends for its severity, the system is suspended
 * with it, as triage would have had it.
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
    const stops = await planStops(store, before, system.ref);
    const content = givenTo(contentOf(incidentType, before), tier, stops);
    const made = await store.draft({
      ...author,
      type: incidentType.name,
      id,
      before,
      action: 'edit',
      state,
      content,
      links: [...links, { rel: 'concerns', to: system.ref }],
      pending: incidentPending(before.pending, state, clock.now()),
    });
    const { versions, checks = [] } = stops
      ? await draftStop({ store }, made.head, author)
      : { versions: [] };
    const held = stops ? await draftHold({ store, clock }, made.head, author) : [];
    await store.commit([onPendingAsRead(made), ...versions, ...held], { checks });
    return true;
  });
}

/** Whether the plan in force for the system stops it for such an incident. */
async function planStops(store: RecordStore, incident: Head, system: Ref): Promise<boolean> {
  const { triage, severity } = contentOf(incidentType, incident);
  if (triage === undefined) return false;
  const plan = await planFor(store, system);
  return plan?.content.suspends.includes(severity) === true;
}

function givenTo(
  { triage, ...content }: IncidentContent,
  tier: string | undefined,
  stops: boolean,
) {
  return {
    ...content,
    ...(tier === undefined ? {} : { tier }),
    ...(triage === undefined
      ? {}
      : { triage: { ...triage, use: stops ? 'suspended' : triage.use } }),
  };
}
