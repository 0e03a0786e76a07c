import type { ACTS, Dimension, Party, RiskCriteriaContent } from '../records/risk-criteria.ts';

/** What of approved criteria a score needs. */
export type Scales = Pick<
  RiskCriteriaContent,
  'likelihood' | 'impact' | 'strengths' | 'levels' | 'matrix' | 'appetite' | 'disagreement'
>;

/** A control as it stands today; `strength` is its place in the criteria's list, from 1. */
export interface Control {
  readonly acts: (typeof ACTS)[number];
  readonly strength: number;
  /** Whether evidence shows that it works. */
  readonly proven: boolean;
}

/** What one assessor says. Steps count from 1. */
export interface Estimate {
  readonly likelihood: number;
  readonly impact: Readonly<Partial<Record<Party, number>>>;
  readonly controls: readonly Control[];
  /** What answers to questions rule out: nobody may estimate less. */
  readonly floors: { readonly likelihood: number; readonly impact: number };
}

/** A place in the matrix. Steps and level count from 1. */
export interface Place {
  readonly likelihood: number;
  readonly impact: number;
  readonly level: number;
}

export interface Score {
  readonly inherent: Place;
  /** By how many steps controls lower likelihood and impact. */
  readonly effectiveness: { readonly prevents: number; readonly limits: number };
  readonly residual: Place;
  /** What an answer raised, beyond what the assessor had estimated. */
  readonly raised: { readonly likelihood: boolean; readonly impact: boolean };
}

/**
 * The score of one estimate by some criteria. The gravest party counts; answers set a floor; of the
 * controls of each kind the strongest counts, for two that fail together are no better than one.
 *
 * @throws RangeError for a step or strength that the criteria do not have
 */
export function scoreOf(scales: Scales, estimate: Estimate): Score {
  const { likelihood, impact, strengths } = scales;
  const { floors } = estimate;
  const said = {
    likelihood: within(estimate.likelihood, likelihood.length, 'likelihood'),
    impact: gravest(estimate.impact, impact.length),
  };
  const atLeast = {
    likelihood: Math.max(said.likelihood, within(floors.likelihood, likelihood.length, 'floor')),
    impact: Math.max(said.impact, within(floors.impact, impact.length, 'floor')),
  };
  const by = (acts: Control['acts']) =>
    estimate.controls
      .filter((control) => control.acts === acts)
      .map((control) => stepsOf(strengths, control))
      .reduce((most, steps) => Math.max(most, steps), 0);
  const effectiveness = { prevents: by('prevents'), limits: by('limits') };
  return {
    inherent: placeAt(scales, atLeast.likelihood, atLeast.impact),
    effectiveness,
    residual: placeAt(
      scales,
      Math.max(1, atLeast.likelihood - effectiveness.prevents),
      Math.max(1, atLeast.impact - effectiveness.limits),
    ),
    raised: {
      likelihood: atLeast.likelihood > said.likelihood,
      impact: atLeast.impact > said.impact,
    },
  };
}

/** A step for a number of fifths of a scale: 1 is its first, 5 its last. */
export function stepOfFifth(fifth: number, steps: number): number {
  return Math.round(1 + ((fifth - 1) * (steps - 1)) / 4);
}

/** A strength for a number of thirds of a scale, 3 its strongest; never that of no control. */
export function strengthOfThird(third: number, strengths: number): number {
  return Math.max(2, Math.round(1 + (third * (strengths - 1)) / 3));
}

/** The worst level that is borne without treatment in a dimension. */
export function appetiteFor({ appetite }: Pick<Scales, 'appetite'>, dimension: Dimension): number {
  return appetite.dimensions[dimension] ?? appetite.level;
}

function placeAt({ matrix }: Scales, likelihood: number, impact: number): Place {
  const level = matrix[likelihood - 1]?.[impact - 1];
  if (level === undefined) throw new RangeError(`No level for ${likelihood} and ${impact}`);
  return { likelihood, impact, level };
}

function gravest(impact: Estimate['impact'], steps: number): number {
  const all = Object.values(impact);
  if (all.length === 0) throw new RangeError('An impact is estimated for nobody');
  return all.reduce((most, step) => Math.max(most, within(step, steps, 'impact')), 1);
}

function stepsOf(strengths: Scales['strengths'], { strength, proven }: Control): number {
  const found = strengths[within(strength, strengths.length, 'strength') - 1];
  if (found === undefined) throw new RangeError(`No strength ${strength}`);
  return proven ? found.proven : found.claimed;
}

function within(step: number, most: number, what: string): number {
  if (Number.isInteger(step) && step >= 1 && step <= most) return step;
  throw new RangeError(`The ${what} ${step} is no step from 1 to ${most}`);
}
