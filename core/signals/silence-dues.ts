import * as z from 'zod';
import type { Pending } from '../records/define-type.ts';
import type { Instant } from '../time.ts';

/** As much of a plan as says how many signals it expects. */
const plan = z.object({ expects: z.array(z.unknown()) });

/** That it is looked at now whether the signals come that a plan expects: each as `silence-<n>`. */
export function silenceDues(content: unknown, now: Instant): readonly Pending[] {
  // What is no plan is refused when it is drafted.
  const expects = plan.safeParse(content).data?.expects ?? [];
  return expects.map((_each, n) => ({ at: now, for: `silence-${n + 1}` }));
}
