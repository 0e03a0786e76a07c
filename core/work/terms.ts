import { calendarTerms } from '../calendar/deadline-terms.ts';
import { after, before } from '../calendar/deadlines.ts';
import { AssentError } from '../errors.ts';
import { type Ref, splitRef } from '../ids.ts';
import type { Holidays } from '../ports.ts';
import { assessmentPlan } from '../records/assessment-plan.ts';
import { contentOf } from '../records/content-of.ts';
import type { Span } from '../records/fields.ts';
import { type ResponsePlanContent, responsePlan } from '../records/response-plan.ts';
import { reviewPlan } from '../records/review-plan.ts';
import type { Sealed } from '../records/version.ts';
import type { Instant } from '../time.ts';

type PlanStep = Omit<ResponsePlanContent['steps'][keyof ResponsePlanContent['steps']], 'role'>;

/** What a plan says of one of its steps, and by which calendar. */
export interface StepTerms extends PlanStep {
  /** As the plan is called. */
  readonly plan: string;
  readonly zone: string;
  readonly holidays?: string | undefined;
}

/** What a plan says of its steps, by their names. */
interface Terms extends Pick<StepTerms, 'zone' | 'holidays'> {
  readonly name: string;
  readonly steps: Readonly<Record<string, PlanStep>>;
}

/** How to read the plans of each type. */
const TERMS: Readonly<Record<string, (plan: Sealed) => Terms>> = {
  [responsePlan.name]: (plan) => contentOf(responsePlan, plan),
  [assessmentPlan.name]: (plan) => {
    const { dimensions, treatment, acceptance, impact, ...rest } = contentOf(assessmentPlan, plan);
    const each = Object.fromEntries(dimensions.map((one) => [one.dimension, one]));
    return { ...rest, steps: { ...each, treatment, acceptance, impact } };
  },
  // Its steps are its cadences, by their places.
  [reviewPlan.name]: (plan) => {
    const { cadences, ...rest } = contentOf(reviewPlan, plan);
    return {
      ...rest,
      steps: Object.fromEntries(cadences.map((each, n) => [cadenceStep(n), each])),
    };
  },
};

/** The step of a review plan: one of its cadences, by its place from 0. */
export const cadenceStep = (cadence: number): string => `cadence-${cadence}`;

/** @throws Corrupt where the plan has no such step */
function stepIn(plan: Sealed, step: string): StepTerms {
  const terms = TERMS[splitRef(plan.ref).type]?.(plan);
  const found = terms?.steps[step];
  if (terms === undefined || found === undefined) {
    throw new AssentError('Corrupt', `${plan.ref} has no step ${step}`);
  }
  const { deadline, reminders, escalateTo, identity } = found;
  const { name, zone, holidays } = terms;
  return { deadline, reminders, escalateTo, identity, plan: name, zone, holidays };
}

/** What a plan says of the step of a piece of work, which may say itself who stands above. */
export function stepOf(
  plan: Sealed,
  { step, escalateTo }: { readonly step: string; readonly escalateTo?: Ref | null | undefined },
): StepTerms {
  const terms = stepIn(plan, step);
  return escalateTo === undefined ? terms : { ...terms, escalateTo: escalateTo ?? undefined };
}

/** When a piece of work is to be done, and when its person is reminded. */
export interface Times {
  readonly deadline: Instant;
  readonly reminders: readonly Instant[];
}

/** The times of a step that is asked now. */
export async function timesOf(holidays: Holidays, terms: StepTerms, now: Instant): Promise<Times> {
  const { deadline: span, reminders } = terms;
  const spans: readonly Span[] = [span, ...reminders];
  const calendar = await calendarTerms(terms, spans, holidays);
  const deadline = after(now, span, calendar);
  const reminded = reminders.map((each) => before(deadline, each, calendar));
  return { deadline, reminders: reminded.filter((at) => at > now).sort() };
}
