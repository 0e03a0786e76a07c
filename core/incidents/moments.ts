import { minuteOf } from '../signals/folding/terms.ts';
import type { Instant } from '../time.ts';

/** Whether a moment that people gave, to the minute, lies before another. */
export const isBefore = (given: Instant, moment: Instant): boolean => given < minuteOf(moment);
