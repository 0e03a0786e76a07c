import type { Ref } from '../ids.ts';
import { MAX_REASON_CHARS } from '../limits.ts';
import { recordType } from '../records/registry.ts';
import type { Head } from '../store/items.ts';
import type { Prepared } from '../store/prepare.ts';
import type { ApplyPorts, WorkGiven } from '../work/work.ts';

/** The system that an incident concerns; `undefined` where none is known. */
export const systemOf = ({ version }: Pick<Head, 'version'>): Ref | undefined =>
  version.links.find(({ rel }) => rel === 'concerns')?.to;

/**
 * The version that takes an incident's system out of use: what stands of it is suspended, also
 * where a revision is on its way. None where nothing of it stands.
 */
export async function draftStop(
  { store }: ApplyPorts,
  incident: Head,
  { person, task }: WorkGiven,
  reason: string,
): Promise<readonly Prepared[]> {
  const system = systemOf(incident);
  const head = system === undefined ? undefined : await store.load(system);
  const way = head && recordType(head.version.type).transitions.suspend;
  if (head?.standing === undefined || way === undefined) return [];
  const made = await store.draft({
    type: head.version.type,
    id: head.version.id,
    before: head,
    action: 'suspend',
    state: way.to,
    content: head.version.content,
    links: head.version.links,
    actor: person,
    via: task.head.version.via,
    reason: `${incident.ref}: ${reason}`.slice(0, MAX_REASON_CHARS),
    pending: head.pending,
  });
  return [made];
}
