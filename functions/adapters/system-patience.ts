import type { Patience } from '#core/store/retrying.ts';
import { systemRandom } from './system-random.ts';

/** Waits in real time. */
export const systemPatience: Patience = {
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: systemRandom,
};
