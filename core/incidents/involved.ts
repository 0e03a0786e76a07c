import type { Ref } from '../ids.ts';
import { contentOf } from '../records/content-of.ts';
import { correctiveAction } from '../records/corrective-action.ts';
import type { Pinned } from '../records/fields.ts';
import { incident as incidentType } from '../records/incident.ts';
import { regulatoryClock } from '../records/regulatory-clock.ts';
import { task as taskType } from '../records/task.ts';
import type { Sealed } from '../records/version.ts';
import type { RecordStore } from '../store/record-store.ts';
import { actionsOf } from './actions.ts';
import { clocksOfIncident } from './clocks-of-incident.ts';

/**
 * Everybody who worked on an incident: whoever triaged, contained or explained it, decided whether
 * it is reported or showed that it was, planned, carried out or checked an action, or summed it up.
 * What they said is what closing it rests on, so they do not decide on that. None for other
 * records.
 */
export async function whoWorkedOn(
  store: Pick<RecordStore, 'load' | 'pinned'>,
  subject: Sealed,
): Promise<readonly Ref[]> {
  if (subject.version.type !== incidentType.name) return [];
  const { triage, containment, analysis, reportability, closing } = contentOf(
    incidentType,
    subject,
  );
  const actions = (await actionsOf(store, subject)).map((head) =>
    contentOf(correctiveAction, head),
  );
  const steps = [triage, containment, analysis, reportability, closing].map((each) => each?.by);
  const ofActions = actions.flatMap(({ plannedBy, done, checked }) => [
    plannedBy,
    done?.by,
    checked?.by,
  ]);
  const ofClocks = (await clocksOfIncident(store, subject)).flatMap(({ clock }) =>
    clock === undefined ? [] : contentOf(regulatoryClock, clock).notified?.by,
  );
  const tasks = distinct(
    [...steps, ...ofActions, ...ofClocks].filter((each) => each !== undefined),
  );
  const people = await Promise.all(
    tasks.map(async (pinned) => contentOf(taskType, await store.pinned(pinned)).person),
  );
  return [...new Set([...people, ...actions.map(({ owner }) => owner)])];
}

const distinct = (pins: readonly Pinned[]): readonly Pinned[] => [
  ...new Map(pins.map((pin) => [pin.digest, pin])).values(),
];
