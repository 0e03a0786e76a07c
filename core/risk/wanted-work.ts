import { type CandidatePorts, holdersOf } from '../approvals/candidates.ts';
import { refused } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { contentOf } from '../records/content-of.ts';
import type { QuestionSetContent } from '../records/question-set.ts';
import type { RiskAssessmentContent } from '../records/risk-assessment.ts';
import { task as taskType } from '../records/task.ts';
import type { Sealed } from '../records/version.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import { labelOf } from '../work/label-of.ts';
import { isDone, roundsOf, type Spot } from '../work/rounds.ts';
import type { Offers, WorkKind, WorkWanted } from '../work/work.ts';
import { acceptedBy, ownersOf } from './accept.ts';
import {
  ASSESS,
  type Assessed,
  acceptGate,
  assessmentIn,
  IMPACT,
  isOver,
  type Part,
  partsOf,
  treatGate,
} from './assessment.ts';
import { isImpactAssessed } from './impact.ts';
import { acceptRiskOf } from './kinds/accept-risk.ts';
import { assessRiskIn } from './kinds/assess-risk.ts';
import { haveImpactAssessed } from './kinds/have-impact-assessed.ts';
import { planTreatmentOf } from './kinds/plan-treatment.ts';
import type { RiskMatter } from './risk-facts.ts';
import { lacksAcceptance, lacksPlan, riskRef, type Standing, standingsOf } from './risks.ts';
import { questionsOf, type Terms, termsOf } from './terms.ts';

/** Everywhere that somebody is to be asked about an assessment as it stands. */
export async function wantedSpots(store: RecordStore, assessment: Head): Promise<readonly Spot[]> {
  const { state } = assessment.version;
  if (isOver(state)) return [];
  const { system, subject } = assessmentIn(assessment);
  // Asked for from the beginning: it takes longer than most of the rest.
  const impact = (await isImpactAssessed(store, system, subject.version)) ? [] : [OF_IMPACT];
  if (state === 'assessing') {
    return [...partsOf(assessmentIn(assessment)).map(spotOfPart), ...impact];
  }
  return [...(await standingsOf(store, assessment)).flatMap(spotsOfRisk), ...impact];
}

const OF_IMPACT: Spot = { gate: IMPACT, place: 1 };

const spotOfPart = ({ place }: Part): Spot => ({ gate: ASSESS, place });

function spotsOfRisk(standing: Standing): readonly Spot[] {
  const { dimension, refusals } = standing;
  // Each time that it is asked anew it has a place of its own.
  const place = refusals + 1;
  if (lacksPlan(standing)) return [{ gate: treatGate(dimension), place }];
  return lacksAcceptance(standing) ? [{ gate: acceptGate(dimension), place }] : [];
}

/** An assessment, and all that its questions are made of. */
interface Matter {
  readonly store: RecordStore;
  readonly assessment: Head;
  readonly content: RiskAssessmentContent;
  readonly terms: Terms;
  readonly system: Sealed;
  readonly offers: Offers;
}

export async function matterOf(
  ports: CandidatePorts & { readonly store: RecordStore },
  assessment: Head,
): Promise<Matter> {
  const { store } = ports;
  const content = assessmentIn(assessment);
  const [terms, system] = await Promise.all([
    termsOf(store, content),
    store.pinned(content.subject),
  ]);
  const offers = await offersFor(ports, content, terms);
  return { store, assessment, content, terms, system, offers };
}

/** What is asked at a spot; `undefined` where nothing is any more. */
export async function wantedAt(matter: Matter, spot: Spot): Promise<WorkWanted | undefined> {
  const { store, assessment, content } = matter;
  if (spot.gate === ASSESS) {
    const part = partsOf(content).find(({ place }) => place === spot.place);
    return part === undefined ? undefined : assessing(matter, part);
  }
  if (spot.gate === IMPACT) {
    const { role } = matter.terms.plan.impact;
    return piece(matter, spot, content.label, haveImpactAssessed, role, IMPACT, []);
  }
  const risks = await standingsOf(store, assessment);
  const standing = risks.find((each) =>
    spotsOfRisk(each).some(({ gate, place }) => gate === spot.gate && place === spot.place),
  );
  return standing === undefined ? undefined : ofRisk(matter, standing, spot);
}

/** Most people whom a form offers by name. */
const MAX_PEOPLE = 40;

async function offersFor(
  ports: CandidatePorts,
  { owner }: RiskAssessmentContent,
  { plan }: Terms,
): Promise<Offers> {
  const roles = [plan.treatment.role, ...plan.dimensions.map(({ role }) => role), plan.owner];
  const holders = await holdersOf(ports, [...new Set([owner, ...roles])]);
  const people = [...new Set([...holders.values()].flat())].slice(0, MAX_PEOPLE);
  return { people, duties: [], incidents: [] };
}

const common = ({ assessment, content, terms, offers }: Matter) => ({
  of: assessment,
  offers,
  requester: content.started.by,
  plan: terms.planRecord,
});

async function assessing(matter: Matter, part: Part): Promise<WorkWanted> {
  const { store, assessment, content, terms, system } = matter;
  const { dimension } = part;
  const [set, riskBefore, before] = await Promise.all([
    questionsOf(store, dimension),
    store.load(riskRef(content.system, dimension.dimension)),
    beforeOf(store, content, part),
  ]);
  const about = {
    dimension: dimension.dimension,
    about: set.about,
    criteria: terms.criteria,
    criteriaRecord: terms.criteriaRecord,
    system,
    systemBefore: before?.system,
  };
  return {
    ...common(matter),
    ...spotOfPart(part),
    kind: assessRiskIn(about, set, riskBefore, before?.assessed),
    who: dimension.role,
    not: await othersAsked(store, assessment.ref, content, part),
    apart: otherPlaces(content, part),
    label: content.label,
    step: dimension.dimension,
  };
}

/** How many assessments back answers are looked for: those that gave way may have none. */
const MAX_BACK = 5;

/** What was answered before in the dimension, and of which version of the system. */
async function beforeOf(
  store: RecordStore,
  { previous }: RiskAssessmentContent,
  { dimension, assessor }: Part,
): Promise<{ readonly assessed: Assessed; readonly system: Sealed } | undefined> {
  let at = previous;
  for (let back = 1; at !== undefined && back <= MAX_BACK; back++) {
    const content = assessmentIn(await store.need(`${at.type}/${at.id}`));
    const found = content.dimensions.find((each) => each.dimension === dimension.dimension);
    const answers = found?.assessed ?? [];
    const assessed = answers[Math.min(assessor, answers.length) - 1];
    if (assessed !== undefined) {
      return { assessed, system: await store.pinned(content.subject) };
    }
    at = content.previous;
  }
  return undefined;
}

/** The dimension's other places. */
const otherPlaces = (content: RiskAssessmentContent, { dimension, place }: Part) =>
  partsOf(content)
    .filter((each) => each.dimension === dimension && each.place !== place)
    .map((each) => each.place);

/** Whoever is asked at the dimension's other places, or has answered there. */
async function othersAsked(
  store: RecordStore,
  of: Ref,
  content: RiskAssessmentContent,
  part: Part,
): Promise<readonly Ref[]> {
  const rounds = await Promise.all(
    otherPlaces(content, part).map((place) => roundsOf(store, { of, gate: ASSESS, place })),
  );
  return [...new Set(rounds.flat().map(({ task }) => task.person))];
}

async function ofRisk(matter: Matter, standing: Standing, spot: Spot): Promise<WorkWanted> {
  const { terms } = matter;
  const { dimension, risk } = standing;
  const about = await riskMatter(matter, standing);
  const label = labelOf(matter.content.label, risk.event);
  if (spot.gate === treatGate(dimension)) {
    const { role } = terms.plan.treatment;
    return piece(matter, spot, label, planTreatmentOf(about), role, 'treatment', []);
  }
  const [role, above = null] = acceptedBy(terms.criteria, risk.scored.residual.level);
  if (role === undefined) throw refused(`The criteria have no level of ${standing.head.ref}`);
  const not = ownersOf(standing);
  const work = piece(matter, spot, label, acceptRiskOf(about), role, 'acceptance', not);
  // Silence lets nobody accept it whom the criteria do not.
  return { ...work, escalateTo: above };
}

const piece = (
  matter: Matter,
  spot: Spot,
  label: string,
  kind: WorkKind,
  who: Ref,
  step: string,
  not: readonly Ref[],
): WorkWanted => ({ ...common(matter), ...spot, kind, who, not, label, step });

async function riskMatter(matter: Matter, standing: Standing): Promise<RiskMatter> {
  const { store, assessment, content, terms, system } = matter;
  const { dimension: name, head, plans, refusals } = standing;
  const dimension = content.dimensions.find((each) => each.dimension === name);
  if (dimension === undefined) throw refused(`${assessment.ref} has no dimension ${name}`);
  const { questions } = await questionsOf(store, dimension);
  const unanswered = new Set(dimension.assessed.flatMap(({ unknown }) => unknown));
  return {
    dimension,
    terms,
    system,
    risk: head,
    plan: plans.length > refusals ? plans.at(-1) : undefined,
    refused: await refusalsOf(store, assessment.ref, standing),
    unanswered: questions.filter(({ id }) => unanswered.has(id)).map(({ text }) => text),
    controls: controlsSaid(questions, dimension.assessed),
  };
}

/** The controls that all assessors say are there, and whether evidence showed each to all. */
function controlsSaid(
  questions: QuestionSetContent['questions'],
  assessed: readonly Assessed[],
): RiskMatter['controls'] {
  // What an assessor's controls are stands in the order of the questions that brought them.
  const each = assessed.map(({ answers, controls }) => {
    const said = questions.flatMap(({ id, options }) => {
      const option = options.find(({ value }) => value === answers[id]);
      return option?.control === undefined ? [] : [option.text];
    });
    return new Map(said.map((text, n) => [text, controls[n]?.proven === true]));
  });
  const [first, ...others] = each;
  return [...(first ?? [])]
    .filter(([text]) => others.every((one) => one.has(text)))
    .map(([text]) => ({ text, proven: each.every((one) => one.get(text) === true) }));
}

/** Why it was not accepted as it was planned before. */
async function refusalsOf(
  store: RecordStore,
  of: Ref,
  { dimension, refusals }: Standing,
): Promise<readonly string[]> {
  const places = Array.from({ length: refusals }, (_, n) => n + 1);
  const rounds = await Promise.all(
    places.map((place) => roundsOf(store, { of, gate: acceptGate(dimension), place })),
  );
  return rounds.flatMap((each) =>
    each.filter(isDone).flatMap(({ head }) => {
      const reason = contentOf(taskType, head).decision?.answers?.reason;
      return typeof reason === 'string' ? [reason] : [];
    }),
  );
}
