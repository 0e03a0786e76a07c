import { derivedId } from '../derived-id.ts';
import { type Ref, splitRef } from '../ids.ts';
import { acceptance } from '../records/acceptance.ts';
import { contentOf } from '../records/content-of.ts';
import { type RiskContent, riskId, risk as riskType } from '../records/risk.ts';
import type { Dimension } from '../records/risk-criteria.ts';
import { task as taskType } from '../records/task.ts';
import { treatment } from '../records/treatment.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import { isDone, roundsOf } from '../work/rounds.ts';
import { acceptGate, assessmentIn } from './assessment.ts';

/** Plans of one risk in one assessment. Where the last is refused as well, the assessment ends. */
export const MAX_PLANS = 9;

export const riskRef = (system: Ref, dimension: Dimension): Ref =>
  `${riskType.name}/${riskId(splitRef(system).id, dimension)}`;

/** What belongs to a risk in an assessment, the n-th, from 1. */
const ofRisk = (type: string, assessment: Ref, dimension: Dimension, n: number): Ref =>
  `${type}/${derivedId(splitRef(assessment).id, n === 1 ? dimension : `${dimension}-${n}`)}`;

export const treatmentRef = (assessment: Ref, dimension: Dimension, n: number): Ref =>
  ofRisk(treatment.name, assessment, dimension, n);

/** The acceptance of a risk, in whichever round of an assessment it was accepted. */
export const acceptanceRef = (assessment: Ref, dimension: Dimension): Ref =>
  ofRisk(acceptance.name, assessment, dimension, 1);

/** How a risk of an assessment stands. */
export interface Standing {
  readonly dimension: Dimension;
  readonly head: Head;
  readonly risk: RiskContent;
  /** Its treatments in this assessment, the newest last. */
  readonly plans: readonly Head[];
  /** How often somebody refused to accept it. */
  readonly refusals: number;
}

/** The risks that an assessment has scored, in its order. None before it has. */
export async function standingsOf(
  store: RecordStore,
  assessment: Head,
): Promise<readonly Standing[]> {
  const { system, dimensions } = assessmentIn(assessment);
  const found = await Promise.all(
    dimensions.map(({ dimension }) => standingOf(store, assessment.ref, system, dimension)),
  );
  return found.filter((each) => each !== undefined);
}

async function standingOf(
  store: RecordStore,
  assessment: Ref,
  system: Ref,
  dimension: Dimension,
): Promise<Standing | undefined> {
  const head = await store.load(riskRef(system, dimension));
  if (head === undefined) return undefined;
  const risk = contentOf(riskType, head);
  if (risk.scored.by !== assessment) return undefined;
  const [plans, refusals] = await Promise.all([
    plansOf(store, assessment, dimension),
    refusalsOf(store, assessment, dimension),
  ]);
  return { dimension, head, risk, plans, refusals };
}

async function plansOf(store: RecordStore, assessment: Ref, dimension: Dimension) {
  const plans: Head[] = [];
  for (let n = 1; n <= MAX_PLANS; n++) {
    const head = await store.load(treatmentRef(assessment, dimension, n));
    if (head === undefined) break;
    plans.push(head);
  }
  return plans;
}

/** Each time it is asked at a place of its own: those before the last were refused. */
async function refusalsOf(store: RecordStore, assessment: Ref, dimension: Dimension) {
  for (let place = 1; place <= MAX_PLANS; place++) {
    const at = { of: assessment, gate: acceptGate(dimension), place };
    const done = (await roundsOf(store, at)).find(isDone);
    const verdict = done && contentOf(taskType, done.head).decision?.answers?.verdict;
    if (verdict !== 'refuse') return place - 1;
  }
  return MAX_PLANS;
}

/** Whether it is borne without more. */
const isWithin = ({ head }: Standing): boolean =>
  head.version.state === 'within-appetite' || head.version.state === 'retired';

export const isAccepted = ({ head }: Standing): boolean => head.version.state === 'accepted';

/** Whether it was refused as often as it may be planned anew: the assessment comes to no end. */
export const isRefusedForGood = (standing: Standing): boolean =>
  !isWithin(standing) && !isAccepted(standing) && standing.refusals >= MAX_PLANS;

/** Whether its treatment is to be planned: first, or since somebody refused to accept it. */
export const lacksPlan = (standing: Standing): boolean =>
  !isWithin(standing) &&
  !isAccepted(standing) &&
  !isRefusedForGood(standing) &&
  standing.plans.length <= standing.refusals;

/** Whether somebody is to accept what is left of it. */
export const lacksAcceptance = (standing: Standing): boolean =>
  !isWithin(standing) && !isAccepted(standing) && standing.plans.length > standing.refusals;
