import { type Issue, invalid } from '../errors.ts';
import type { DaysOff, Holidays } from '../ports.ts';
import type { ApprovalPolicyContent } from '../records/approval-policy.ts';
import type { Span } from '../records/fields.ts';
import type { CalendarTerms } from './deadlines.ts';

type Policy = Pick<ApprovalPolicyContent, 'zone' | 'holidays' | 'stages'>;

/** Days of the week by ISO 8601, 1 is Monday: the weekend where no region says otherwise. */
export const SATURDAY_AND_SUNDAY: readonly number[] = [6, 7];

/** Where days are told, and whose holidays are kept. */
export interface CalendarOf {
  readonly zone: string;
  readonly holidays?: string | undefined;
}

/**
 * By which calendar the spans of a policy are counted. Holidays are looked up only where the policy
 * names a region and counts in working days.
 *
 * @throws Invalid where nothing is known of the region
 */
export const deadlineTerms = (policy: Policy, holidays: Holidays): Promise<CalendarTerms> =>
  calendarTerms(policy, spansOf(policy), holidays);

/** The same for whatever spans are to be counted. @throws Invalid */
export async function calendarTerms(
  of: CalendarOf,
  spans: readonly Span[],
  holidays: Holidays,
): Promise<CalendarTerms> {
  const [clocks, off] = await Promise.all([
    import('./zone-clock.ts'),
    daysOff(of, spans, holidays),
  ]);
  return { zone: of.zone, clocks, weekend: off.weekend, isHoliday: off.isHoliday };
}

/** What is wrong with the region whose holidays a policy observes: asked when it is saved. */
export async function regionIssues(
  { holidays: region }: Pick<Policy, 'holidays'>,
  holidays: Holidays,
): Promise<Issue[]> {
  if (region === undefined || (await holidays.daysOff(region)) !== undefined) return [];
  return [{ path: '/holidays', message: unknown(region) }];
}

const unknown = (region: string) => `no holidays are known of a region ${region}`;

async function daysOff(
  { holidays: region }: CalendarOf,
  spans: readonly Span[],
  holidays: Holidays,
): Promise<DaysOff> {
  if (region === undefined) return { weekend: SATURDAY_AND_SUNDAY, isHoliday: () => false };
  if (!spans.some(({ unit }) => unit === 'working-days')) return notLookedUp(region);
  const known = await holidays.daysOff(region);
  if (known !== undefined) return known;
  throw invalid(`Working days cannot be counted: ${unknown(region)}`, [
    { path: '/holidays', message: unknown(region) },
  ]);
}

// Working days from elsewhere than these spans must not be counted as if it had no region.
const notLookedUp = (region: string): DaysOff => ({
  weekend: SATURDAY_AND_SUNDAY,
  isHoliday() {
    throw invalid(`Holidays of ${region} were not looked up: no stage counts in working days`);
  },
});

const spansOf = ({ stages }: Policy): readonly Span[] =>
  stages
    .flatMap(({ deadline, reminders, escalation }) => [deadline, ...reminders, escalation?.before])
    .filter((span) => span !== undefined);
