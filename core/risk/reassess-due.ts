import { HOUR } from '../time.ts';

/** That an assessment is to be started because of a record. */
export const REASSESS = 'reassess';

/** How long after the last change: whoever writes a record often does so several times. */
export const SETTLED_MS = HOUR;
