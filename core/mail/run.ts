import type { Ref } from '../ids.ts';
import { MAX_MAILS_A_RUN } from '../limits.ts';
import { type Instant, later, MINUTE } from '../time.ts';

/** Time that one run of the function `mail` takes: half of what Lambda gives it. */
const MAX_RUN_MS = MINUTE;

/** What one run of the function `mail` has done, and until when it goes on. */
export interface Run {
  mails: number;
  readonly until: Instant;
}

export const newRun = (now: Instant): Run => ({ mails: 0, until: later(now, MAX_RUN_MS) });

/** Whether the rest is for another run. */
export const isSpent = ({ mails, until }: Run, now: Instant): boolean =>
  mails >= MAX_MAILS_A_RUN || now >= until;

/** What became of the mails that a record owes. */
export interface Sent {
  readonly sent: number;
  /** People who have no address any more, or whose address is refused. */
  readonly undeliverable: readonly Ref[];
  /** Whether some are left for another run. */
  readonly rest: boolean;
}
