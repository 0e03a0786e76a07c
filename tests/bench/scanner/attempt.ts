import type { Browser } from 'playwright-core';
import type { Target } from './targets.ts';
import type { Wrapper } from './wrapper.ts';

/** What a machine that is let loose on links has at hand. */
export interface Reach {
  /** Address of the front door. */
  readonly door: string;
  readonly browser: Browser;
  /** A server of the scanner's own: redirects, and pages that prefetch. */
  readonly wrapper: Wrapper;
  /** Every link there is, whatever became of its task. */
  readonly targets: readonly Target[];
  /** What Chromium posted so far, to be sent again. */
  readonly recorded: Recorded[];
  /** A few of each kind instead of all: for a run of the tests. */
  readonly isShort: boolean;
}

/** A request as it was made. */
export interface Recorded {
  readonly url: string;
  readonly method: string;
  readonly body: string;
}

/** One thing that scanners, rewriters or prefetchers do. */
export interface Attempt {
  readonly by: 'HTTP' | 'Chromium';
  readonly what: string;
  /** Does it to every link. @returns how often */
  run(reach: Reach): Promise<number>;
}

/** The first few of a list, in a short run; all of them in a whole one. */
export const some = <T>({ isShort }: Pick<Reach, 'isShort'>, all: readonly T[], few: number) =>
  isShort ? all.slice(0, few) : all;
