import { derivedId } from '#core/derived-id.ts';
import type { Ref } from '#core/ids.ts';
import { draftClocks, draftNotified, type Notified } from '#core/incidents/start-clocks.ts';
import { aiSystem } from '#core/records/ai-system.ts';
import { contentOf } from '#core/records/content-of.ts';
import { incident as incidentType } from '#core/records/incident.ts';
import { model } from '#core/records/model.ts';
import { regulatoryClock } from '#core/records/regulatory-clock.ts';
import { responsePlan } from '#core/records/response-plan.ts';
import { task as taskType } from '#core/records/task.ts';
import { pin } from '#core/store/commit.ts';
import type { Prepared } from '#core/store/prepare.ts';
import { type House, house } from '#tests/support/house.ts';
import { ASTRID, given, givenPeople, INGRID, LARS } from '#tests/support/people.ts';

/** An incident that is confirmed, with the response plan; decided on and proved by hand. */

export const INCIDENT = '01936b2c-7b1e-7c3a-9f00-0000000000f1';
export const OF = `incident/${INCIDENT}`;
export const SYSTEM = 'ai-system/credit-scoring';
export const MODEL = 'model/credit-scorecard';
export const AWARE = '2026-11-24T08:00:00.000Z';
export const NOW = '2026-11-24T10:00:00.000Z';

export const incidentContent = (changes: object = {}) => ({
  title: 'Drift of income',
  severity: 'high',
  severityBy: 'triage',
  happened: '2026-11-24T06:59:00.000Z',
  detected: '2026-11-24T07:00:02.000Z',
  windows: [],
  signals: 0,
  tier: 'high',
  owner: ASTRID,
  ...changes,
});

export async function clockWorld(): Promise<House> {
  const at = house({ start: NOW });
  const { store } = at;
  await givenPeople(store);
  const { zone, owner, ...plan } = responsePlan.example.content as Record<string, unknown>;
  const step = { deadline: { amount: 1, unit: 'days' }, reminders: [], identity: 'link' };
  const asked = { ...step, role: 'role/head-of-ai', escalateTo: 'role/chief-risk-officer' };
  await given(store, {
    type: responsePlan.name,
    id: 'default',
    state: 'in-force',
    content: {
      ...plan,
      zone,
      owner: ASTRID,
      steps: {
        triage: asked,
        containment: asked,
        analysis: asked,
        correction: asked,
        reportability: asked,
        closing: asked,
      },
    },
  });
  await givenSystem(at);
  await givenIncident(at);
  return at;
}

async function givenSystem({ store }: House): Promise<void> {
  await given(store, {
    type: model.name,
    id: 'credit-scorecard',
    state: 'released',
    content: model.example.content,
  });
  await given(store, {
    type: aiSystem.name,
    id: 'credit-scoring',
    state: 'live',
    content: { ...(aiSystem.example.content as object), owner: ASTRID },
    links: aiSystem.example.links,
  });
}

export async function givenIncident({ store }: House, changes: object = {}, id = INCIDENT) {
  const pinned = pin(await store.need(MODEL));
  return given(store, {
    type: incidentType.name,
    id,
    state: 'confirmed',
    content: incidentContent(changes),
    links: [
      { rel: 'concerns', to: SYSTEM },
      { rel: 'of-model', to: MODEL, version: pinned.version, digest: pinned.digest },
    ],
  });
}

let asked = 0;

/** A task of an incident or a clock that its person has just answered: its next version. */
export async function answeredTask({ store }: House, of: Ref, person: Ref): Promise<Prepared> {
  const { gate: _gate, ...example } = taskType.example.content as Record<string, unknown>;
  const subject = pin(await store.need(of));
  const id = `t-${++asked}`;
  const content = {
    ...example,
    of,
    gate: 'reportability',
    seat: 'w1',
    person,
    subject,
    policy: pin(await store.need('response-plan/default')),
  };
  const open = await given(store, { type: taskType.name, id, state: 'open', content });
  return store.draft({
    type: taskType.name,
    id,
    before: open,
    action: 'decide',
    state: 'decided',
    content: { ...content, closed: { at: NOW, why: 'decided' } },
    links: [],
    actor: person,
    via: 'link',
    reason: 'So it is',
    pending: [],
  });
}

/** Somebody decides which duties apply: incident, task and clocks in one transaction. */
export async function decide(
  at: House,
  duties: readonly string[],
  { aware = AWARE, person = LARS }: { aware?: string; person?: Ref } = {},
): Promise<readonly Prepared[]> {
  const incident = await at.store.need(OF);
  const task = await answeredTask(at, OF, person);
  const reason = 'The law says so';
  const made = await draftClocks(at, { incident, task, person, duties, aware, reason });
  const content = contentOf(incidentType, incident);
  const next = await at.store.draft({
    type: incidentType.name,
    id: incident.version.id,
    before: incident,
    action: 'edit',
    state: incident.version.state,
    content: {
      ...content,
      aware: content.aware ?? aware,
      reportability: { by: pin(task.head), at: at.clock.now(), duties, reason },
    },
    links: incident.version.links,
    actor: person,
    via: 'link',
    reason,
  });
  await at.store.commit([task, next, ...made]);
  return made;
}

/** Somebody proves that a report was sent. */
export async function prove(
  at: House,
  duty: string,
  sent: string,
  changes: Partial<Notified> = {},
): Promise<readonly Prepared[]> {
  const clock = await at.store.need(refOf(duty));
  const task = await answeredTask(at, clock.ref, INGRID);
  const made = await draftNotified(at, {
    clock,
    task,
    person: INGRID,
    sent,
    proof: 'Receipt 4711 of the authority',
    evidence: [],
    reason: 'Sent',
    ...changes,
  });
  await at.store.commit([task, ...made]);
  return made;
}

export const refOf = (duty: string): Ref => `regulatory-clock/${derivedId(INCIDENT, duty)}`;

export async function clockOf({ store }: House, duty: string) {
  const head = await store.need(refOf(duty));
  return { head, state: head.version.state, content: contentOf(regulatoryClock, head) };
}
