import { type Ref, splitRef } from '../ids.ts';
import { type AcceptanceContent, acceptance } from '../records/acceptance.ts';
import { contentOf } from '../records/content-of.ts';
import { risk as riskType } from '../records/risk.ts';
import type { RiskCriteriaContent } from '../records/risk-criteria.ts';
import { task as taskType } from '../records/task.ts';
import { treatment } from '../records/treatment.ts';
import { withReviewWhenWritten } from '../reviews/when-written.ts';
import { pin } from '../store/commit.ts';
import type { Prepared } from '../store/prepare.ts';
import type { Instant } from '../time.ts';
import { lookSoon } from '../waiting/look-soon.ts';
import { textIn } from '../work/answers.ts';
import { placeOfTask } from '../work/rounds.ts';
import type { ApplyPorts, WorkEffect, WorkGiven } from '../work/work.ts';
import { assessmentIn, draftAssessment } from './assessment.ts';
import { dayAfterMonths, dayOf } from './months.ts';
import { riskNotSo } from './not-so.ts';
import { acceptanceRef, lacksAcceptance, type Standing } from './risks.ts';
import { type Terms, termsOf } from './terms.ts';
import { riskOfTask } from './treat.ts';

/** That an acceptance ends by its date. */
export const ACCEPTANCE = 'acceptance';

/**
 * What is left of a risk is accepted by somebody of the level that it takes, for so long as the
 * criteria let them; or it is refused, and its treatment is planned anew.
 *
 * @throws Refused
 */
export async function applyAcceptance(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  const { store, clock } = ports;
  const { subject, task, answers, person } = given;
  const standing = await riskOfTask(store, subject, task);
  const { place } = placeOfTask(contentOf(taskType, task.head));
  if (!lacksAcceptance(standing) || place !== standing.refusals + 1) {
    throw riskNotSo('no-longer-asked');
  }
  if (ownersOf(standing).includes(person)) throw riskNotSo('owns-it');
  const terms = await termsOf(store, assessmentIn(subject));
  const role = await roleOf(store, task, terms, standing.risk.scored.residual.level);
  const reason = textIn(answers, 'reason');
  const by = { actor: person, via: task.head.version.via, reason } as const;
  if (textIn(answers, 'verdict') === 'refuse') {
    // Another refusal may have sent it back already.
    if (subject.version.state === 'treating')
      return { versions: [], also: [lookSoon(subject, clock.now())] };
    const back = { action: 'treat', state: 'treating' };
    return { versions: [await draftAssessment(store, subject, back, by, clock.now())] };
  }
  const until = textIn(answers, 'until');
  await refuseTooLong(terms, standing, until, clock.now());
  return {
    versions: await draftAccepted(ports, given, standing, { terms, role }, until),
    also: [lookSoon(subject, clock.now())],
  };
}

/** Whoever owns a risk or what is done about it does not accept it. */
export const ownersOf = ({ risk, plans }: Standing): readonly Ref[] => [
  ...new Set([risk.owner, ...plans.slice(-1).map((plan) => contentOf(treatment, plan).owner)]),
];

async function refuseTooLong(
  { criteria, plan }: Terms,
  { risk }: Standing,
  until: Instant,
  now: Instant,
): Promise<void> {
  const months = criteria.levels[risk.scored.residual.level - 1]?.acceptedForMonths ?? 0;
  const last = months === 0 ? '' : await dayAfterMonths(now, months, plan.zone);
  if ((await dayOf(until, plan.zone)) > last) throw riskNotSo('accepted-for-too-long', 'until');
}

async function draftAccepted(
  { store, table, clock }: ApplyPorts,
  { subject, task, answers, person }: WorkGiven,
  { head, risk, dimension }: Standing,
  { terms, role }: { readonly terms: Terms; readonly role: Ref },
  until: Instant,
): Promise<readonly Prepared[]> {
  const reason = textIn(answers, 'reason');
  const by = { actor: person, via: task.head.version.via, reason } as const;
  const accepted = await store.draft({
    ...by,
    type: riskType.name,
    id: head.version.id,
    before: head,
    action: 'accept',
    state: 'accepted',
    content: risk,
    links: head.version.links,
    pending: head.pending,
  });
  const content: AcceptanceContent = {
    risk: pin(head),
    residual: risk.scored.residual,
    criteria: pin(terms.criteriaRecord),
    role,
    by: person,
    decidedBy: pin(task.head),
    reason,
    gains: textIn(answers, 'gains'),
    until,
    endsBy: textIn(answers, 'endsBy'),
    before: await acceptedBefore(store, head.version.version, head.ref),
  };
  const ended = [{ at: until, for: ACCEPTANCE }];
  const written = { type: acceptance.name, state: 'in-force', content };
  const made = await store.draft({
    ...by,
    type: acceptance.name,
    id: splitRef(acceptanceRef(subject.ref, dimension)).id,
    before: undefined,
    action: 'create',
    state: 'in-force',
    content,
    links: [{ rel: 'accepts', to: head.ref }],
    pending: await withReviewWhenWritten({ store, table }, written, undefined, ended, clock.now()),
  });
  return [made, accepted];
}

/** How often it was accepted before: in how many of its versions it became so. */
async function acceptedBefore(
  store: ApplyPorts['store'],
  versions: number,
  ref: Ref,
): Promise<number> {
  const { versions: found } = await store.history(ref, Math.min(versions, 100));
  return found.filter(({ version }) => version.action === 'accept').length;
}

/** The roles that may accept what is left of a level: its own, then those of the higher ones. */
export const acceptedBy = (
  { levels }: Pick<RiskCriteriaContent, 'levels'>,
  level: number,
): readonly Ref[] => [...new Set(levels.slice(level - 1).map((each) => each.acceptedBy))];

/**
 * In which of these roles somebody was asked. Whoever it was passed on to was asked by name: they
 * are to hold one, or one that deputises for it.
 *
 * @throws Refused where it is none of them
 */
async function roleOf(
  store: ApplyPorts['store'],
  task: Prepared,
  { criteria }: Terms,
  level: number,
): Promise<Ref> {
  const { capacity } = contentOf(taskType, task.head);
  const held = capacity.startsWith('role/') ? [capacity] : await linked(store, capacity, 'holds');
  for (const role of acceptedBy(criteria, level)) {
    const deputies = held.includes(role) ? [] : await linked(store, role, 'deputised-by');
    if (held.includes(role) || deputies.some((each) => held.includes(each))) return role;
  }
  throw riskNotSo('not-of-this-level');
}

async function linked(store: ApplyPorts['store'], from: Ref, rel: string): Promise<readonly Ref[]> {
  const head = await store.load(from);
  return (head?.version.links ?? []).filter((each) => each.rel === rel).map(({ to }) => to);
}
