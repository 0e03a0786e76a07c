import type { Ref } from '../ids.ts';
import type { Table, Write } from '../ports.ts';
import { contentOf } from '../records/content-of.ts';
import { type IncidentContent, incident as incidentType } from '../records/incident.ts';
import type { Head } from '../store/items.ts';
import { openKey } from '../store/keys.ts';
import { textIn } from '../work/answers.ts';
import type { ApplyPorts, WorkEffect, WorkGiven } from '../work/work.ts';
import { causesOf, MAX_CAUSES, openItemOf } from './causes.ts';
import { draftNext } from './next-version.ts';
import { notSo } from './not-so.ts';

/** States in which an incident takes others in: before it asks to be closed. */
export const TAKES_IN = ['reported', 'confirmed', 'contained', 'explained', 'correcting'] as const;

/**
 * An incident turns out to be another one: it ends, the other one names it and takes over its
 * causes, all in one transaction, so that no cause is left with an incident that is over.
 *
 * @throws Refused where the other is open no more
 */
export async function applyMerge(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  const { subject, answers } = given;
  const reason = textIn(answers, 'reason');
  const other = await ports.store.load(textIn(answers, 'mergeInto'));
  if (other === undefined || other.ref === subject.ref || !takesIn(other)) {
    throw notSo('not-open-any-more', 'mergeInto');
  }
  const [ours, theirs] = await Promise.all([
    causesOf(ports.store, subject),
    causesOf(ports.store, other),
  ]);
  if (ours.length + theirs.length > MAX_CAUSES) throw notSo('too-many-merged', 'mergeInto');
  const [one, two] = [contentOf(incidentType, subject), contentOf(incidentType, other)];
  const merged = await draftNext(ports, subject, given, {
    action: 'merge',
    state: 'merged',
    content: one,
    links: [...subject.version.links, { rel: 'merged-into', to: other.ref }],
    reason,
  });
  const taking = await draftNext(ports, other, given, {
    action: 'edit',
    state: other.version.state,
    content: { ...two, ...earlier(one, two) },
    links: [...other.version.links, { rel: 'merges', to: subject.ref }],
    reason,
  });
  const moved = await Promise.all(
    ours.map((cause) => moving(ports.table, cause, subject.ref, other.ref)),
  );
  return {
    versions: [merged, taking],
    also: moved.flat(),
    wakes: [subject.ref, other.ref],
  };
}

const takesIn = ({ version }: Head): boolean =>
  version.type === incidentType.name && TAKES_IN.some((state) => state === version.state);

/** What happened first counts, whichever of them knew it. */
function earlier(one: IncidentContent, two: IncidentContent) {
  return {
    happened: one.happened < two.happened ? one.happened : two.happened,
    detected: one.detected < two.detected ? one.detected : two.detected,
  };
}

async function moving(
  table: Pick<Table, 'get'>,
  cause: string,
  from: Ref,
  to: Ref,
): Promise<readonly Write[]> {
  const open = await openItemOf(table, cause);
  if (open?.incident !== from) return [];
  const isFrom = { attribute: 'incident', is: '=', value: from } as const;
  return [{ op: 'update', key: openKey(cause), set: { incident: to }, when: [isFrom] }];
}
