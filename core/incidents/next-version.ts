import type { Link, Pending } from '../records/define-type.ts';
import type { Head } from '../store/items.ts';
import type { Prepared } from '../store/prepare.ts';
import { listIn } from '../work/answers.ts';
import type { ApplyPorts, WorkGiven } from '../work/work.ts';
import { notSo } from './not-so.ts';
import { incidentPending } from './pending.ts';

/** What an answer makes of the incident that it is about. */
export interface Change {
  readonly action: string;
  readonly state: string;
  readonly content: unknown;
  readonly links?: readonly Link[];
  readonly reason: string;
  /** What it makes due, beside what was. */
  readonly due?: readonly Pending[];
}

/** The incident's next version, in the name of whoever answered. */
export function draftNext(
  { store, clock }: ApplyPorts,
  incident: Head,
  { person, task }: WorkGiven,
  { action, state, content, links, reason, due = [] }: Change,
): Promise<Prepared> {
  return store.draft({
    type: incident.version.type,
    id: incident.version.id,
    before: incident,
    action,
    state,
    content,
    links: links ?? incident.version.links,
    actor: person,
    via: task.head.version.via,
    reason,
    pending: [...incidentPending(incident.pending, state, clock.now()), ...due],
  });
}

/** Links, and those to the evidence that an answer names. @throws Refused where there is none */
export async function withEvidence(
  { store }: ApplyPorts,
  links: readonly Link[],
  { answers }: WorkGiven,
): Promise<readonly Link[]> {
  const named = [...new Set(listIn(answers, 'evidence'))];
  const found = await Promise.all(named.map((ref) => store.load(ref)));
  if (found.includes(undefined)) throw notSo('no-such-evidence', 'evidence');
  const known = new Set(links.filter(({ rel }) => rel === 'proved-by').map(({ to }) => to));
  const added = named.filter((ref) => !known.has(ref)).map((to) => ({ rel: 'proved-by', to }));
  return [...links, ...added];
}
