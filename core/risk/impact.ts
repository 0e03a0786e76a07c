import { type Ref, splitRef } from '../ids.ts';
import { impactAssessment } from '../records/impact-assessment.ts';
import type { Sealed } from '../records/version.ts';
import type { RecordStore } from '../store/record-store.ts';

/**
 * The approved impact assessment of an AI system, by the id that it has in common with it;
 * `undefined` where none is in force.
 */
export async function impactOf(
  store: Pick<RecordStore, 'load' | 'inForce'>,
  system: Ref,
): Promise<Sealed | undefined> {
  const head = await store.load(`${impactAssessment.name}/${splitRef(system).id}`);
  return head === undefined ? undefined : store.inForce(head);
}

/** Which version of the system an impact assessment was made of; 0 where it names none. */
export const assessedVersion = ({ version }: Sealed): number =>
  version.links.find(({ rel }) => rel === 'assesses')?.version ?? 0;

/** Whether the impact of a system was assessed since it was at that version (6.1.4). */
export async function isImpactAssessed(
  store: Pick<RecordStore, 'load' | 'inForce'>,
  system: Ref,
  version: number,
): Promise<boolean> {
  const impact = await impactOf(store, system);
  return impact !== undefined && assessedVersion(impact) >= version;
}
