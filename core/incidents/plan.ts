import type { CandidatePorts } from '../approvals/candidates.ts';
import { holdersOf } from '../approvals/candidates.ts';
import { loadIncidentClocks } from '../catalogue/index.ts';
import type { IncidentClock } from '../catalogue/schemas.ts';
import { type Ref, splitRef } from '../ids.ts';
import { contentOf } from '../records/content-of.ts';
import { incident as incidentType } from '../records/incident.ts';
import {
  type ResponsePlanContent,
  responsePlan,
  responsePlanIds,
} from '../records/response-plan.ts';
import { type Head, summaryOf } from '../store/items.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Option } from '../work/field.ts';
import type { Offers } from '../work/work.ts';
import { TAKES_IN } from './merge.ts';
import { systemOf } from './stop-system.ts';

/** Who does what in an incident, by when. */
export interface Plan {
  readonly head: Head;
  readonly content: ResponsePlanContent;
}

/** The plan in force for a system's incidents: its own, else the one for all. */
export async function planFor(
  store: Pick<RecordStore, 'load'>,
  system: Ref | undefined,
): Promise<Plan | undefined> {
  const ids = responsePlanIds(system === undefined ? undefined : splitRef(system).id);
  for (const id of ids) {
    const head = await store.load(`${responsePlan.name}/${id}`);
    if (head?.version.state === 'in-force') return { head, content: contentOf(responsePlan, head) };
  }
  return undefined;
}

export interface OfferPorts extends CandidatePorts {
  readonly lists: Pick<Lists, 'incoming'>;
}

/** Most people whom a form offers by name, and most incidents that it offers to merge into. */
const MAX_PEOPLE = 40;
const MAX_INCIDENTS = 10;

/** What the forms of an incident may offer: frozen when a task is opened. */
export async function offersFor(
  ports: OfferPorts,
  incident: Head,
  { content }: Plan,
): Promise<Offers> {
  const [people, duties, incidents] = await Promise.all([
    peopleOf(ports, incident, content),
    dutiesOf(content),
    othersOpen(ports, incident),
  ]);
  return { people, duties, incidents };
}

async function peopleOf(
  ports: OfferPorts,
  incident: Head,
  { owner, steps }: ResponsePlanContent,
): Promise<readonly Ref[]> {
  const system = systemOf(incident);
  const head = system === undefined ? undefined : await ports.store.load(system);
  const of = Object.values(steps).flatMap(({ role, escalateTo }) =>
    escalateTo === undefined ? [role] : [role, escalateTo],
  );
  const leads = [summaryOf(incident).owner, head && summaryOf(head).owner, owner];
  const named = leads.filter((each) => each !== undefined).filter(isPerson);
  const all = await holdersOf(ports, [...new Set([...named, ...of])]);
  return [...new Set([...all.values()].flat())].slice(0, MAX_PEOPLE);
}

const isPerson = (each: Ref) => each.startsWith('person/');

/** The plan's duties, as the catalogue calls them; what it has no more is left out. */
async function dutiesOf({ duties }: ResponsePlanContent): Promise<readonly Option[]> {
  const catalogue = await loadIncidentClocks();
  const found = duties.map((id) => catalogue.find((each) => each.id === id));
  return found.filter((each) => each !== undefined).map(dutyOption);
}

const dutyOption = ({ id, regime, reference, stage, trigger }: IncidentClock): Option => ({
  value: id,
  label: `${regime}, ${reference}, ${stage}: ${trigger}`,
});

/** Incidents of the same system that still take others in, as the index knows them. */
async function othersOpen(
  { store, lists }: OfferPorts,
  incident: Head,
): Promise<readonly Option[]> {
  const system = systemOf(incident);
  if (system === undefined) return [];
  const refs = await lists.incoming(system, 'concerns');
  const others = refs.filter(
    (ref) => ref !== incident.ref && splitRef(ref).type === incidentType.name,
  );
  // The newest are the likeliest: ids are in order of time.
  const heads = await Promise.all(
    others
      .toSorted()
      .toReversed()
      .slice(0, MAX_INCIDENTS)
      .map((ref) => store.load(ref)),
  );
  return heads
    .filter((head) => head !== undefined)
    .filter(({ version }) => TAKES_IN.some((state) => state === version.state))
    .map((head) => ({ value: head.ref, label: summaryOf(head).label ?? head.version.id }));
}
