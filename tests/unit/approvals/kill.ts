import * as everywhere from '#tests/support/kill.ts';
import { again, type Matter } from './matter.ts';

export type { Act } from '#tests/support/kill.ts';

/** What is done to a matter, from a start to its end. Deeds that `act` does may be killed. */
export type Life = everywhere.Life<Matter>;

/** The same for a life of a matter: each time a copy of the one that was prepared lives it. */
export const killedEverywhere = (start: Matter, life: Life): Promise<number> =>
  everywhere.killedEverywhere(() => again(start), life);
