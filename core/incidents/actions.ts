import type { Ref } from '../ids.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';

/** Actions that one incident may have, all in all: their ids are counted. */
export const MAX_ACTIONS_EVER = 60;

/** The id of an incident's nth action, from 1. */
export const actionRef = (incident: Head, n: number): Ref =>
  `corrective-action/${incident.version.id}-a${n}`;

/**
 * All actions of an incident, in order. They are counted without a gap, so that no index has to
 * know them: this is the truth.
 */
export async function actionsOf(
  store: Pick<RecordStore, 'load'>,
  incident: Head,
): Promise<readonly Head[]> {
  const found: Head[] = [];
  for (let n = 1; n <= MAX_ACTIONS_EVER; n++) {
    const head = await store.load(actionRef(incident, n));
    if (head === undefined) break;
    found.push(head);
  }
  return found;
}
