import { roleHeldBy } from '../approvals/held-role.ts';
import { AssentError } from '../errors.ts';
import { type Ref, splitRef } from '../ids.ts';
import { contentOf } from '../records/content-of.ts';
import { correctiveAction } from '../records/corrective-action.ts';
import { incident as incidentType } from '../records/incident.ts';
import { regulatoryClock } from '../records/regulatory-clock.ts';
import type { Sealed } from '../records/version.ts';
import type { Head } from '../store/items.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { actionsOf } from './actions.ts';
import { clocksOfIncident } from './clocks-of-incident.ts';
import type { ReportMatter } from './report.ts';
import { systemOf } from './stop-system.ts';

export interface ReportPorts {
  readonly store: RecordStore;
  readonly lists: Pick<Lists, 'byType'>;
}

/**
 * Gathers what the report of a duty is drafted from, as it stands: the models in the versions that
 * the incident names.
 *
 * @throws NotFound where there is no such incident, and where no clock of that duty runs or ran,
 *   naming those that do
 */
export async function gatherReport(
  ports: ReportPorts,
  ref: Ref,
  duty: string,
  now: Instant,
): Promise<ReportMatter> {
  const { store } = ports;
  const incident = await store.need(ref);
  if (incident.version.type !== incidentType.name) {
    throw new AssentError('NotFound', `${ref} is no incident`, { ref });
  }
  const clocks = (await clocksOfIncident(store, incident)).flatMap(({ clock }) => clock ?? []);
  const wanted = clocks.find((each) => contentOf(regulatoryClock, each).duty === duty);
  if (wanted === undefined) throw noClock(ref, duty, clocks);
  const systemRef = systemOf(incident);
  const [system, models, actions, organisation] = await Promise.all([
    systemRef === undefined ? undefined : store.load(systemRef),
    modelsOf(store, incident),
    actionsOf(store, incident),
    organisationOf(ports),
  ]);
  const people = [
    contentOf(regulatoryClock, wanted).owner,
    ...actions.map((each) => contentOf(correctiveAction, each).owner),
  ];
  return {
    incident,
    clock: wanted,
    others: clocks.filter((each) => each !== wanted),
    actions,
    system,
    models,
    organisation,
    roles: await rolesOf(store, people),
    now,
  };
}

function noClock(ref: Ref, duty: string, clocks: readonly Head[]): AssentError {
  const known = clocks.map((each) => contentOf(regulatoryClock, each).duty);
  const which = known.length === 0 ? 'none does' : `those that do: ${known.join(', ')}`;
  return new AssentError('NotFound', `No duty "${duty}" applies to ${ref}; ${which}`, { known });
}

function modelsOf(store: RecordStore, { version }: Sealed): Promise<readonly Sealed[]> {
  const links = version.links.filter(({ rel }) => rel === 'of-model');
  return Promise.all(
    links.map(({ to, version: pinned = 1, digest = '' }) =>
      store.pinned({ ...splitRef(to), version: pinned, digest }),
    ),
  );
}

async function organisationOf({ store, lists }: ReportPorts): Promise<Head | undefined> {
  const { records } = await lists.byType('organisation', { limit: 1 });
  return records[0] === undefined ? undefined : store.load(records[0].ref);
}

async function rolesOf(store: RecordStore, people: readonly Ref[]) {
  const each = [...new Set(people)];
  const held = await Promise.all(each.map((person) => roleHeldBy(store, person)));
  return new Map(each.map((person, n) => [person, held[n] ?? '']));
}
