import * as z from 'zod';
import { AssentError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import { evidencePath, parsePath, recordPath } from '../log/paths.ts';
import { once } from '../once.ts';
import type { Objects } from '../ports.ts';
import { contentOf } from '../records/content-of.ts';
import { evidence as evidenceType } from '../records/evidence.ts';
import { incident as incidentType } from '../records/incident.ts';
import { task as taskType } from '../records/task.ts';
import { testReport } from '../records/test-report.ts';
import type { Sealed } from '../records/version.ts';
import type { RecordStore } from '../store/record-store.ts';

export interface ObjectPorts {
  readonly store: RecordStore;
  readonly objects: Pick<Objects, 'get'>;
}

/**
 * Paths of all objects that make up a record: each of its versions; the evidence that any of them
 * links, with its own record; the facts that a task showed; of an incident, the signals that were
 * counted on it. Known from the table, so also what the log has yet to put there.
 */
export async function objectsOf(ports: ObjectPorts, ref: Ref): Promise<readonly string[]> {
  const { paths, evidence, lists } = await namedBy(ports.store, ref);
  for (const to of evidence) {
    for (const path of (await namedBy(ports.store, to)).paths) paths.add(path);
  }
  for (const list of lists) {
    paths.add(list);
    for (const batch of await batchesIn(ports.objects, list)) paths.add(batch);
  }
  return [...paths];
}

/** What a record's versions are and name: objects, evidence, and lists of batches. */
async function namedBy(store: RecordStore, ref: Ref) {
  const paths = new Set<string>();
  const evidence = new Set<Ref>();
  const lists = new Set<string>();
  for await (const sealed of versionsOf(store, ref)) {
    paths.add(recordPath(ref, sealed.version.version));
    for (const path of filesOf(sealed)) paths.add(path);
    for (const { to } of sealed.version.links) if (isEvidence(to)) evidence.add(to);
    for (const list of windowLists(sealed)) lists.add(list);
  }
  evidence.delete(ref);
  return { paths, evidence, lists };
}

/** Every version of a record, the newest first; none where there is no such record. */
export async function* versionsOf(store: RecordStore, ref: Ref): AsyncGenerator<Sealed> {
  let cursor: string | undefined;
  do {
    const page = await store.history(ref, MAX_PAGE, cursor);
    yield* page.versions;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

const isEvidence = (ref: Ref): boolean => ref.startsWith(`${evidenceType.name}/`);

/** Files that a version names by their digest. */
function filesOf(sealed: Sealed): readonly string[] {
  switch (sealed.version.type) {
    case evidenceType.name:
      return [evidencePath(contentOf(evidenceType, sealed).sha256)];
    case taskType.name: {
      const { facts, decision } = contentOf(taskType, sealed);
      return [facts, ...(decision === undefined ? [] : [decision.facts])].map(evidencePath);
    }
    case testReport.name: {
      const { report } = contentOf(testReport, sealed);
      return report !== undefined && 'evidence' in report ? [evidencePath(report.evidence)] : [];
    }
    default:
      return [];
  }
}

/** The lists of batches that an incident's windows name. */
function windowLists(sealed: Sealed): readonly string[] {
  if (sealed.version.type !== incidentType.name) return [];
  return contentOf(incidentType, sealed).windows.map(({ batches }) => evidencePath(batches));
}

const batches = once(() => z.array(z.object({ batch: z.string() })));

/** The batches of signals in the list of a window; none while the list is not there. */
async function batchesIn(objects: ObjectPorts['objects'], list: string) {
  const stored = await objects.get(list);
  if (stored === undefined) return [];
  const parsed = batches().safeParse(JSON.parse(new TextDecoder().decode(stored.bytes)));
  if (!parsed.success) throw new AssentError('Corrupt', `${list} is no list of batches`);
  return parsed.data
    .map(({ batch }) => batch)
    .filter((path) => parsePath(path)?.kind === 'signals');
}
