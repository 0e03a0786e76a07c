import type { Ref } from '../ids.ts';
import { contentOf } from '../records/content-of.ts';
import { correctiveAction } from '../records/corrective-action.ts';
import type { Sealed } from '../records/version.ts';
import type { RecordStore } from '../store/record-store.ts';

/** Actions that one incident may have, all in all: their ids are counted. */
export const MAX_ACTIONS_EVER = 60;

/** The id of an incident's nth action, from 1. */
export const actionRef = (incident: Sealed, n: number): Ref =>
  `corrective-action/${incident.version.id}-a${n}`;

/**
 * All actions of an incident, in order. They are counted without a gap, so that no index has to
 * know them: this is the truth.
 */
export async function actionsOf<H extends Sealed>(
  store: { load(ref: Ref): Promise<H | undefined> },
  incident: Sealed,
): Promise<readonly H[]> {
  const found: H[] = [];
  for (let n = 1; n <= MAX_ACTIONS_EVER; n++) {
    const head = await store.load(actionRef(incident, n));
    if (head === undefined) break;
    found.push(head);
  }
  return found;
}

/** Whether an action had no effect, and nothing was planned since. */
export async function lacksEffect(
  store: Pick<RecordStore, 'version'>,
  actions: readonly Sealed[],
): Promise<boolean> {
  const failed = actions.flatMap((head) => {
    const { checked } = contentOf(correctiveAction, head);
    return head.version.state === 'ineffective' && checked !== undefined ? [checked.at] : [];
  });
  const last = actions.at(-1);
  if (failed.length === 0 || last === undefined) return false;
  const planned = await store.version(last.ref, 1);
  return failed.some((at) => at >= planned.version.time);
}

/** Whether everything that was planned has been done. */
export const areDone = (actions: readonly Sealed[]): boolean =>
  actions.length > 0 &&
  actions.every(({ version: { state } }) => state !== 'open' && state !== 'overdue');
