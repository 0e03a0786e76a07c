import type fc from 'fast-check';
import type { Real } from './hands.ts';
import { checkInvariants } from './invariants.ts';
import type { Model } from './model.ts';
import { observe } from './observe.ts';

export type Command = fc.AsyncCommand<Model, Real>;

/** Does something to what is real, and to the model what should come of it. */
export type Deed = (m: Model, real: Real) => Promise<void>;

/** A command: its deed, and a look at everything afterwards. */
export const command = (name: string, deed: Deed): Command => ({
  check: () => true,
  run: (m, real) => played(m, real, deed),
  toString: () => name,
});

export async function played(m: Model, real: Real, deed: Deed): Promise<void> {
  const since = m.now;
  const wasEffective = m.approval === 'effective';
  await deed(m, real);
  m.now = real.at.clock.now();
  checkInvariants(m, real, observe(m, real, since), wasEffective);
}

/** Arguments as they stand in the name of a command. */
export const inWords = (what: string, args: object): string =>
  `${what} ${JSON.stringify(args).replaceAll('"', '')}`;
