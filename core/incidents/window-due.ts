import type { Pending } from '../records/define-type.ts';
import { WINDOW_MS, windowOf } from '../signals/folding/terms.ts';
import { type Instant, later, MINUTE } from '../time.ts';

/** How long after its end a window is counted: what is late by less is in it. */
export const LATE_MS = 15 * MINUTE;

/** That a window is over, and may be counted. */
export const countedAt = (window: Instant): Instant => later(window, WINDOW_MS + LATE_MS);

/** That the window of a moment is counted when it is over. */
export const windowDue = (now: Instant): Pending => ({
  at: countedAt(windowOf(now)),
  for: 'window',
});
