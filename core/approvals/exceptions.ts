import type { ApprovalPolicyContent } from '../records/approval-policy.ts';
import type { Instant } from '../time.ts';

export type Exceptions = ApprovalPolicyContent['exceptions'];
type Exception = Exceptions[number];

/** The exception of a policy that lifts a duty at a moment; `undefined` where none does. */
export function exceptionFor(
  exceptions: Exceptions,
  duty: Exception['duty'],
  now: Instant,
): Exception | undefined {
  return exceptions.find((each) => each.duty === duty && each.until > now);
}

/** Whether an exception of a policy lets one person fill several seats, at a moment. */
export const maySitTwice = (
  { exceptions }: Pick<ApprovalPolicyContent, 'exceptions'>,
  now: Instant,
): boolean => exceptionFor(exceptions, 'one-seat-each', now) !== undefined;

/** Exceptions whose use shows in no single person: they are on record as long as they run. */
export const atLarge = ({ exceptions }: ApprovalPolicyContent, now: Instant): Exceptions =>
  (['one-seat-each', 'delegate-of-excluded'] as const).flatMap(
    (duty) => exceptionFor(exceptions, duty, now) ?? [],
  );

/**
 * How whoever decides is identified. High risk is decided signed in, whatever a policy's stages
 * say, unless an exception of the policy runs; it stands in the approval then.
 */
export function identityOf(
  { exceptions, stages }: ApprovalPolicyContent,
  tier: string | undefined,
  now: Instant,
) {
  const high = tier === 'high';
  const exception = high ? exceptionFor(exceptions, 'signed-in', now) : undefined;
  const byLink = stages.some(({ identity }) => identity === 'link');
  return {
    exceptions: exception !== undefined && byLink ? [exception] : [],
    of: (wanted: 'link' | 'signed-in') =>
      high && exception === undefined ? ('signed-in' as const) : wanted,
  };
}
