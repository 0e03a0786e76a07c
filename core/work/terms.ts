import { calendarTerms } from '../calendar/deadline-terms.ts';
import { after, before } from '../calendar/deadlines.ts';
import { AssentError } from '../errors.ts';
import type { Holidays } from '../ports.ts';
import { contentOf } from '../records/content-of.ts';
import type { Span } from '../records/fields.ts';
import { type ResponsePlanContent, responsePlan } from '../records/response-plan.ts';
import type { Sealed } from '../records/version.ts';
import type { Instant } from '../time.ts';

type PlanStep = ResponsePlanContent['steps'][keyof ResponsePlanContent['steps']];

/** What a plan says of one of its steps, and by which calendar. */
export interface StepTerms extends PlanStep {
  /** As the plan is called. */
  readonly plan: string;
  readonly zone: string;
  readonly holidays?: string | undefined;
}

/** @throws Corrupt where the plan has no such step */
export function stepIn(plan: Sealed, step: string): StepTerms {
  const { name, zone, holidays, steps } = contentOf(responsePlan, plan);
  const found = Object.entries(steps).find(([key]) => key === step)?.[1];
  if (found === undefined) throw new AssentError('Corrupt', `${plan.ref} has no step ${step}`);
  return { ...found, plan: name, zone, holidays };
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
