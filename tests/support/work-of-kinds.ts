import { loadIncidentClocks } from '#core/catalogue/index.ts';
import { contentOf } from '#core/records/content-of.ts';
import type { Link } from '#core/records/define-type.ts';
import { incident } from '#core/records/incident.ts';
import { recordType } from '#core/records/registry.ts';
import { responsePlan, type Step } from '#core/records/response-plan.ts';
import type { Head } from '#core/store/items.ts';
import { openWork } from '#core/work/open-work.ts';
import type { Offers, WorkKind } from '#core/work/work.ts';
import { type House, house } from './house.ts';
import { ASTRID, given, givenPeople, INGRID, LARS } from './people.ts';

/** Every kind of work, asked on a record such as it is asked about. */

export const LABEL = 'Drift of the applicants’ income in the credit scorecard';

const OTHER = 'incident/01936b2c-7b1e-7c3a-9f00-0000000000f9';

/** What forms may offer, all of it. */
export async function everyOffer(): Promise<Offers> {
  const duties = (await loadIncidentClocks()).slice(0, 6);
  return {
    people: [INGRID, ASTRID, LARS],
    duties: duties.map(({ id, regime, reference }) => ({
      value: id,
      label: `${regime}, ${reference}`,
    })),
    incidents: [{ value: OTHER, label: 'Income of applicants from abroad' }],
  };
}

interface Asked {
  readonly step: Step;
  readonly state: string;
}

const ASKED: Readonly<Record<string, Asked>> = {
  'triage-incident': { step: 'triage', state: 'reported' },
  'contain-incident': { step: 'containment', state: 'confirmed' },
  'explain-incident': { step: 'analysis', state: 'contained' },
  'plan-correction': { step: 'correction', state: 'explained' },
  'decide-reportability': { step: 'reportability', state: 'confirmed' },
  'sum-up-incident': { step: 'closing', state: 'corrected' },
  'carry-out-action': { step: 'correction', state: 'open' },
  'check-effect': { step: 'correction', state: 'done' },
  'prove-notification': { step: 'reportability', state: 'running' },
};

/** An organisation with a response plan whose steps are all the chief risk officer's. */
export async function planned(at: House = house()): Promise<{ at: House; plan: Head }> {
  await givenPeople(at.store);
  const content = responsePlan.stored().parse(responsePlan.example.content);
  const steps = Object.fromEntries(
    Object.entries(content.steps).map(([name, { escalateTo: _, ...step }]) => [
      name,
      { ...step, role: 'role/chief-risk-officer' },
    ]),
  );
  const plan = await given(at.store, {
    type: 'response-plan',
    id: 'default',
    state: 'in-force',
    content: { ...content, owner: ASTRID, steps },
  });
  return { at, plan };
}

/** The record that a kind is asked about, as it stands then, with the incident that it is of. */
async function subjectOf(at: House, kind: WorkKind): Promise<Head> {
  const example = incident.stored().parse(incident.example.content);
  const whole = await given(at.store, {
    type: 'incident',
    id: incident.example.id,
    state: kind.of === 'incident' ? (ASKED[kind.name]?.state ?? 'reported') : 'confirmed',
    content: { ...example, title: LABEL, description: 'The weekly check failed twice' },
  });
  if (kind.of === 'incident') return whole;
  const type = recordType(kind.of);
  const { id, content } = type.example;
  const links: readonly Link[] = [{ rel: 'of', to: whole.ref }];
  const state = ASKED[kind.name]?.state ?? type.initial;
  const done = { at: '2026-11-24T10:00:00.000Z', how: 'Refitted and released' };
  const more =
    kind.name === 'check-effect' && typeof content === 'object' && content !== null
      ? { done: { ...done, by: (content as { plannedBy: unknown }).plannedBy } }
      : {};
  return given(at.store, {
    type: type.name,
    id,
    state,
    content: { ...Object(content), ...more },
    links,
  });
}

/** Opens the task of a kind, and has its mail sent. */
export async function asked(kind: WorkKind, changes: object = {}) {
  const { at, plan } = await planned();
  const of = await subjectOf(at, kind);
  const read = {
    load: at.store.load,
    incoming: at.lists.incoming,
    approvedBefore: async () => undefined,
  };
  const step = ASKED[kind.name]?.step ?? 'triage';
  const opened = await openWork(
    { ...at, read },
    {
      of,
      gate: step,
      place: 1,
      kind,
      who: 'role/chief-risk-officer',
      offers: await everyOffer(),
      requester: 'service/assent-sweep',
      label: of.version.type === 'incident' ? contentOf(incident, of).title : LABEL,
      plan,
      step,
      ...changes,
    },
  );
  if ('nobody' in opened) throw new Error(opened.nobody);
  await at.deliverMail();
  const code = at.sentWork.findLast(({ delivery }) => delivery.of === opened.task)?.code ?? '';
  return { at, task: opened.task, code };
}
