import type { Dimension } from '../records/risk-criteria.ts';
import { appetiteFor, type Place, type Scales, type Score } from './score.ts';

/** What the assessors of one dimension come to, together. */
export interface Together {
  /** The worst of them, before and after controls: caution is not outvoted. */
  readonly inherent: Place;
  readonly residual: Place;
  /** How many steps they are apart, by what they estimated. */
  readonly apart: { readonly likelihood: number; readonly impact: number };
  readonly disagree: boolean;
}

/**
 * What several assessors of one dimension come to: the worst of their scores, never a mean; where
 * they are as far apart as the criteria say, that is a disagreement, and is shown as one.
 *
 * @throws RangeError where nobody has assessed
 */
export function together(scales: Scales, scores: readonly Score[]): Together {
  const inherent = worst(scores.map((score) => score.inherent));
  const residual = worst(scores.map((score) => score.residual));
  const apart = {
    likelihood: spread(scores.map((score) => score.residual.likelihood)),
    impact: spread(scores.map((score) => score.residual.impact)),
  };
  const disagree = Math.max(apart.likelihood, apart.impact) >= scales.disagreement;
  return { inherent, residual, apart, disagree };
}

/** How one dimension stands against what is borne. */
export interface Against {
  readonly dimension: Dimension;
  readonly level: number;
  readonly appetite: number;
  /** By how many levels it is above; 0: it is borne. */
  readonly above: number;
}

/** How each dimension's residual stands against the appetite, in the order that it was given. */
export function againstAppetite(
  scales: Scales,
  residuals: readonly (readonly [Dimension, Place])[],
): readonly Against[] {
  return residuals.map(([dimension, { level }]) => {
    const appetite = appetiteFor(scales, dimension);
    return { dimension, level, appetite, above: Math.max(0, level - appetite) };
  });
}

/** The worst level of all: what a system is said to be as a whole. @throws RangeError for none */
export function overall(residuals: readonly Place[]): number {
  return worst(residuals).level;
}

/** The worst place: by level, then by impact, since what is grave and rare surprises. */
function worst(places: readonly Place[]): Place {
  const [first, ...others] = places;
  if (first === undefined) throw new RangeError('Nobody has assessed');
  return others.reduce((a, b) => (isWorse(b, a) ? b : a), first);
}

function isWorse(one: Place, other: Place): boolean {
  if (one.level !== other.level) return one.level > other.level;
  if (one.impact !== other.impact) return one.impact > other.impact;
  return one.likelihood > other.likelihood;
}

function spread(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}
