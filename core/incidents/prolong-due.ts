import type { Pending } from '../records/define-type.ts';
import { DAY, type Instant, later } from '../time.ts';

/** What locks are prolonged for. */
export const PROLONG = 'prolong';

/** How often the locks are prolonged: so much less than its class is the least that is left. */
const EVERY_MS = 30 * DAY;

/** That the locks of what is in use are prolonged; at once where it is over. */
export const prolongDue = (now: Instant, isOver: boolean): Pending => ({
  at: isOver ? now : later(now, EVERY_MS),
  for: PROLONG,
});
