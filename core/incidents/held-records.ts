import { type Ref, splitRef } from '../ids.ts';
import { incident as incidentType } from '../records/incident.ts';
import { task as taskType } from '../records/task.ts';
import type { Lists } from '../store/lists.ts';

export type ExpandPorts = Readonly<{ lists: Pick<Lists, 'incoming' | 'beginning'> }>;

/**
 * The records that a hold keeps: those that it names, and of an incident all that belongs to it.
 * That is found by the indexes, which lag: what came a moment ago is found by the next look.
 */
export async function heldRecords(
  ports: ExpandPorts,
  holds: readonly Ref[],
): Promise<ReadonlySet<Ref>> {
  const held = new Set(holds);
  for (const ref of holds.filter(isIncident)) {
    for (const each of await belongingTo(ports, ref)) held.add(each);
  }
  return held;
}

const isIncident = (ref: Ref): boolean => splitRef(ref).type === incidentType.name;

/** Clocks, actions and tasks of an incident, and approvals of its closing with theirs. */
async function belongingTo({ lists }: ExpandPorts, incident: Ref): Promise<readonly Ref[]> {
  const [parts, approvals] = await Promise.all([
    lists.incoming(incident, 'of'),
    lists.incoming(incident, 'about'),
  ]);
  // Ids of tasks begin with that of what they belong to (those of its actions and clocks do, too).
  const tasks = await Promise.all(
    [incident, ...approvals].map((ref) => lists.beginning(taskType.name, `${splitRef(ref).id}-`)),
  );
  return [...parts, ...approvals, ...tasks.flat()];
}
