import type { Browser } from 'playwright-core';
import type { Live } from '#tests/engine/support/live.ts';
import type { Attempt, Reach } from './attempt.ts';
import { lookAttempts } from './chromium-looks.ts';
import { pressAttempts } from './chromium-presses.ts';
import { formAttempts, replayAttempts } from './http-forms.ts';
import { linkAttempts } from './http-links.ts';
import { ALL_TARGETS, givenTargets, type Target } from './targets.ts';
import { type Changes, changesBetween, quietTruth, readTruth } from './truth.ts';
import { openWrapper } from './wrapper.ts';

/** What was tried, how often, and what came of it. */
export interface Tried extends Pick<Attempt, 'by' | 'what'> {
  readonly times: number;
  readonly changes: Changes;
}

export interface Scanned {
  readonly targets: readonly Target[];
  readonly tried: readonly Tried[];
  /** Over all of it, looked at once everything was quiet again. */
  readonly changes: Changes;
}

export const ATTEMPTS: readonly Attempt[] = [
  ...linkAttempts,
  ...formAttempts,
  ...lookAttempts,
  ...pressAttempts,
  ...replayAttempts,
];

/** The links of a short run. */
const SHORT: Readonly<Record<Attempt['by'], readonly Target['is'][]>> = {
  HTTP: ['vote', 'clarification', 'work', 'receipt', 'closed'],
  Chromium: ['vote', 'work', 'receipt'],
};

/**
 * Lets machines do to links of every kind what machines do to links, one attempt after the other,
 * and says what changed in the tables by each.
 *
 * @param told is told of each attempt once it is over
 */
export async function scan(
  live: Live,
  browser: Browser,
  isShort: boolean,
  told: (tried: Tried) => void = () => {},
): Promise<Scanned> {
  const targets = await givenTargets(live, isShort ? SHORT.HTTP : ALL_TARGETS);
  const wrapper = await openWrapper();
  const { door } = live;
  const reach: Reach = { door, browser, wrapper, targets, recorded: [], isShort };
  try {
    const first = await quietTruth(live.assent);
    const tried: Tried[] = [];
    let before = first;
    for (const { by, what, run } of ATTEMPTS) {
      const within = isShort ? targets.filter((each) => SHORT[by].includes(each.is)) : targets;
      const times = await run({ ...reach, targets: within });
      const now = await readTruth(live.assent);
      const one = { by, what, times, changes: changesBetween(before, now) };
      tried.push(one);
      told(one);
      before = now;
    }
    const changes = changesBetween(first, await quietTruth(live.assent));
    return { targets, tried, changes };
  } finally {
    await wrapper.close();
  }
}
