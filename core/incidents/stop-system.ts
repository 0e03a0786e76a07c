import type { Ref } from '../ids.ts';
import { MAX_REASON_CHARS } from '../limits.ts';
import type { Author } from '../records/author.ts';
import { recordType } from '../records/registry.ts';
import { headIs, pin } from '../store/commit.ts';
import type { Head } from '../store/items.ts';
import type { ApplyPorts, WorkEffect } from '../work/work.ts';

/** The system that an incident concerns; `undefined` where none is known. */
export const systemOf = ({ version }: Pick<Head, 'version'>): Ref | undefined =>
  version.links.find(({ rel }) => rel === 'concerns')?.to;

/**
 * The version that takes an incident's system out of use: what stands of it is suspended, also
 * where a revision is on its way. Where nothing of it stands there is none, on condition that it
 * stays so: what goes live at this very moment is stopped as well.
 */
export async function draftStop(
  { store }: Pick<ApplyPorts, 'store'>,
  incident: Head,
  { reason, ...by }: Author & { readonly reason: string },
): Promise<Pick<WorkEffect, 'versions' | 'checks'>> {
  const system = systemOf(incident);
  const head = system === undefined ? undefined : await store.load(system);
  const way = head && recordType(head.version.type).transitions.suspend;
  if (head === undefined || way === undefined) return { versions: [] };
  if (head.standing === undefined) return { versions: [], checks: [headIs(pin(head))] };
  const made = await store.draft({
    type: head.version.type,
    id: head.version.id,
    before: head,
    action: 'suspend',
    state: way.to,
    content: head.version.content,
    links: head.version.links,
    ...by,
    reason: `${incident.ref}: ${reason}`.slice(0, MAX_REASON_CHARS).toWellFormed(),
    pending: head.pending,
  });
  return { versions: [made] };
}
