import fc from 'fast-check';
import { ASTRID, INGRID } from '#tests/support/people.ts';
import { FLAWS, type Say } from './hands.ts';
import { EVERYBODY, JONAS, KARI, MARIT, SOLVEIG, TOVE } from './people.ts';

/** Whose task: of those that are asked now first. */
export const whose = fc.oneof({ weight: 8, arbitrary: fc.nat(2) }, fc.nat(9));
const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, arbitrary);
export const flaw = rarely(fc.constantFrom(...FLAWS));
const anybody = fc.constantFrom(...EVERYBODY);
/** Who may be asked next, more often than who may not. */
const somebody = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(JONAS, KARI, SOLVEIG, MARIT, INGRID) },
  anybody,
);
export const comment = fc.constantFrom('Duty 1 is too weak', 'I know them well');

export type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** Without the members that are there and say nothing. */
export const defined = <T extends object>(args: T): Defined<T> =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)) as Defined<T>;

const answers = {
  approve: fc.record({
    choice: fc.constant('approve'),
    comment: fc.constantFrom('', 'Read in full'),
    flaw,
  }),
  reject: fc.record({ choice: fc.constant('reject'), comment, flaw }),
  conditions: fc.record({
    choice: fc.constant('approve-with-conditions'),
    comment: fc.constant(''),
    owner: fc.oneof(fc.constantFrom(TOVE, ASTRID), anybody),
    days: fc.constantFrom(1, 7, 30),
    flaw,
  }),
  passOn: fc.record({
    choice: fc.constant('pass-on'),
    comment,
    to: somebody,
    days: rarely(fc.constantFrom(2, 20)),
    flaw,
  }),
  conflict: fc.record({ choice: fc.constant('conflict-of-interest'), comment, flaw }),
} as const;

export const say: fc.Arbitrary<Say> = fc
  .oneof(
    { weight: 6, arbitrary: answers.approve },
    { weight: 3, arbitrary: answers.reject },
    { weight: 4, arbitrary: answers.conditions },
    { weight: 5, arbitrary: answers.passOn },
    { weight: 3, arbitrary: answers.conflict },
  )
  .map((said): Say => defined(said));
