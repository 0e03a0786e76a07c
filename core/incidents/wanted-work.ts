import type { Ref } from '../ids.ts';
import { contentOf } from '../records/content-of.ts';
import { incident as incidentType } from '../records/incident.ts';
import { regulatoryClock } from '../records/regulatory-clock.ts';
import type { Step } from '../records/response-plan.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { labelOf } from '../work/label-of.ts';
import { isDone, roundsOf } from '../work/rounds.ts';
import type { Offers, WorkKind, WorkWanted } from '../work/work.ts';
import { clocksOfIncident, isRunning } from './clocks-of-incident.ts';
import { PROOF } from './close-proofs.ts';
import { containIncident } from './kinds/contain-incident.ts';
import { decideReportability } from './kinds/decide-reportability.ts';
import { explainIncident } from './kinds/explain-incident.ts';
import { planCorrection } from './kinds/plan-correction.ts';
import { proveNotification } from './kinds/prove-notification.ts';
import { sumUpIncident } from './kinds/sum-up-incident.ts';
import { triageIncident } from './kinds/triage-incident.ts';
import { hasEnded } from './pending.ts';
import type { Plan } from './plan.ts';
import { isSummedUp } from './summed-up.ts';

/** An incident and the plan by which people are asked about it. */
export interface Matter {
  readonly store: RecordStore;
  readonly incident: Head;
  readonly plan: Plan;
  readonly offers: Offers;
}

/** What each step of a plan asks. */
const KINDS = {
  triage: triageIncident,
  containment: containIncident,
  analysis: explainIncident,
  correction: planCorrection,
  reportability: decideReportability,
  closing: sumUpIncident,
} as const satisfies Record<Step, WorkKind>;

const STEP_OF: Readonly<Record<string, Step>> = {
  reported: 'triage',
  confirmed: 'containment',
  contained: 'analysis',
  explained: 'correction',
};

/**
 * Everything that people are to be asked about an incident as it stands. What its actions ask comes
 * due on each of them (`action-dues.ts`).
 */
export async function wantedWork(matter: Matter, now: Instant): Promise<readonly WorkWanted[]> {
  const { store, incident } = matter;
  const { state } = incident.version;
  if (hasEnded(state) || state === 'in-closure') return [];
  const step = STEP_OF[state];
  const isToSumUp = state === 'corrected' && !(await isSummedUp(store, incident));
  return [
    ...(step === undefined ? [] : [await ofStep(matter, step)]),
    ...(await reporting(matter, now)),
    ...(isToSumUp ? [await ofStep(matter, 'closing')] : []),
  ];
}

async function ofStep({ store, incident, plan, offers }: Matter, step: Step): Promise<WorkWanted> {
  return {
    ...common(incident, plan, offers),
    of: incident,
    gate: step,
    place: await freePlace(store, incident.ref, step),
    kind: KINDS[step],
    who: plan.content.steps[step].role,
    step,
  };
}

const common = (incident: Head, plan: Plan, offers: Offers) => {
  const { owner, title } = contentOf(incidentType, incident);
  return {
    offers,
    requester: owner ?? plan.content.owner,
    label: title,
    plan: plan.head,
  };
};

/** The first place at which a gate has no answer yet: what is asked anew has one of its own. */
async function freePlace(store: RecordStore, of: Ref, gate: string): Promise<number> {
  for (let place = 1; ; place++) {
    const rounds = await roundsOf(store, { of, gate, place });
    if (!rounds.some(isDone)) return place;
  }
}

/** Whether it is to be reported, and for each duty that applies, that it was. */
async function reporting(matter: Matter, now: Instant): Promise<readonly WorkWanted[]> {
  const { store, incident } = matter;
  const { state } = incident.version;
  if (state === 'reported') return [];
  const { reportability, decideAnew } = contentOf(incidentType, incident);
  const isOpen = reportability === undefined || decideAnew !== undefined;
  const clocks = (await clocksOfIncident(store, incident)).flatMap(({ clock }) =>
    clock !== undefined && isRunning(clock) ? [clock] : [],
  );
  return [
    ...(isOpen ? [await ofStep(matter, 'reportability')] : []),
    ...(await Promise.all(clocks.map((clock) => workOfClock(matter, clock, now)))),
  ];
}

/** That a duty's report was sent is asked of whoever sees to it. */
async function workOfClock(
  { store, incident, plan, offers }: Matter,
  clock: Head,
  now: Instant,
): Promise<WorkWanted> {
  // Whoever said that the duty does not apply is asked again once it was decided that it does.
  const isAnew = contentOf(incidentType, incident).decideAnew !== undefined;
  const { owner, deadline, warnings, reference } = contentOf(regulatoryClock, clock);
  const { label, ...rest } = common(incident, plan, offers);
  return {
    ...rest,
    // Several duties run on one incident: each is asked about by its name.
    label: labelOf(reference, label),
    of: clock,
    gate: PROOF,
    place: isAnew ? 1 : await freePlace(store, clock.ref, PROOF),
    kind: proveNotification,
    who: owner,
    step: 'reportability',
    due: { deadline, reminders: warnings.filter((at) => at > now) },
  };
}
