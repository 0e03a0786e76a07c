import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIMENSIONS, riskCriteria } from '#core/records/risk-criteria.ts';
import { type Estimate, scoreOf } from '#core/risk/score.ts';
import { againstAppetite, overall, together } from '#core/risk/together.ts';
import { scoredByMany } from './arbitraries.ts';

const criteria = riskCriteria.stored().parse(riskCriteria.example.content);
const at = (likelihood: number, impact: number): Estimate => ({
  likelihood,
  impact: { individuals: impact },
  controls: [],
  floors: { likelihood: 1, impact: 1 },
});

describe('several assessors of a dimension', () => {
  it('come to the worst that one of them says, never to a mean', () => {
    const scores = [at(1, 1), at(5, 4), at(2, 2)].map((each) => scoreOf(criteria, each));
    expect(together(criteria, scores).residual).toEqual({ likelihood: 5, impact: 4, level: 4 });
  });

  it('disagree from the distance on that the criteria name', () => {
    const scores = (other: number) =>
      [at(2, 2), at(other, 2)].map((each) => scoreOf(criteria, each));
    expect(together(criteria, scores(3))).toMatchObject({ disagree: false });
    expect(together(criteria, scores(4))).toMatchObject({
      disagree: true,
      apart: { likelihood: 2, impact: 0 },
    });
  });

  it('take the graver of two places of one level', () => {
    const scores = [at(4, 3), at(3, 4)].map((each) => scoreOf(criteria, each));
    expect(together(criteria, scores).residual).toEqual({ likelihood: 3, impact: 4, level: 3 });
  });

  it('are somebody', () => {
    expect(() => together(criteria, [])).toThrow(RangeError);
    expect(() => overall([])).toThrow(RangeError);
  });

  it('come to no less with one more of them', () => {
    fc.assert(
      fc.property(scoredByMany, ([of, estimates]) => {
        const scores = estimates.map((each) => scoreOf(of, each));
        const all = together(of, scores);
        const fewer = together(of, scores.slice(0, Math.max(1, scores.length - 1)));
        return (
          all.residual.level >= fewer.residual.level &&
          all.inherent.level >= fewer.inherent.level &&
          (all.disagree || !fewer.disagree)
        );
      }),
      { numRuns: 10_000 },
    );
  });

  it('come to the same in whatever order they answer', () => {
    fc.assert(
      fc.property(scoredByMany, ([of, estimates]) => {
        const scores = estimates.map((each) => scoreOf(of, each));
        expect(together(of, scores.toReversed())).toEqual(together(of, scores));
      }),
    );
  });
});

describe('the appetite', () => {
  it('is held against each dimension, its own where it has one', () => {
    const moderate = { likelihood: 2, impact: 3, level: 2 };
    const all = DIMENSIONS.map((dimension) => [dimension, moderate] as const);
    const above = againstAppetite(criteria, all).filter((each) => each.above > 0);
    expect(above).toEqual([{ dimension: 'bias', level: 2, appetite: 1, above: 1 }]);
  });

  it('makes a system as bad as its worst dimension', () => {
    const low = { likelihood: 1, impact: 1, level: 1 };
    const severe = { likelihood: 5, impact: 5, level: 4 };
    expect(overall([low, severe, low])).toBe(4);
  });
});
