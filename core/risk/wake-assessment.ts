import { wake } from '../approvals/wake.ts';
import type { Ref } from '../ids.ts';
import type { Clock, Machines, Table } from '../ports.ts';
import { contentOf } from '../records/content-of.ts';
import { impactAssessment } from '../records/impact-assessment.ts';
import type { RecordStore } from '../store/record-store.ts';
import { newestAssessment } from './newest.ts';

/** Has the assessment of a system's risks look at the impact assessment that it may wait for. */
export async function wakeAssessmentOf(
  ports: { store: RecordStore; table: Table; machines: Machines; clock: Clock },
  impact: Ref,
): Promise<void> {
  const head = await ports.store.need(impact);
  const newest = await newestAssessment(ports.table, contentOf(impactAssessment, head).system);
  if (newest !== undefined) await wake(ports, newest);
}
