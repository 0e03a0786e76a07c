import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '#core/canonical.ts';
import type { Json } from '#core/json.ts';
import { riskCriteria } from '#core/records/risk-criteria.ts';
import {
  appetiteFor,
  type Estimate,
  type Place,
  scoreOf,
  stepOfFifth,
  strengthOfThird,
} from '#core/risk/score.ts';
import { controlOf, scales, scored } from './arbitraries.ts';

const RUNS = { numRuns: 10_000 };
const example = riskCriteria.stored().parse(riskCriteria.example.content);
const plain: Estimate = {
  likelihood: 3,
  impact: { individuals: 4 },
  controls: [],
  floors: { likelihood: 1, impact: 1 },
};

const isNotAbove = (one: Place, other: Place) =>
  one.likelihood <= other.likelihood && one.impact <= other.impact && one.level <= other.level;

describe('a score', () => {
  it('is read from the matrix of the criteria', () => {
    expect(scoreOf(example, plain).inherent).toEqual({ likelihood: 3, impact: 4, level: 3 });
  });

  it('counts the gravest of the parties', () => {
    const impact = { individuals: 2, groups: 5, society: 1 };
    expect(scoreOf(example, { ...plain, impact }).inherent.impact).toBe(5);
  });

  it('is lowered by what evidence shows, and less by what is only said', () => {
    const by = (proven: boolean) =>
      scoreOf(example, { ...plain, controls: [{ acts: 'prevents', strength: 3, proven }] });
    expect(by(true).residual).toMatchObject({ likelihood: 1, impact: 4 });
    expect(by(false).residual).toMatchObject({ likelihood: 2, impact: 4 });
  });

  it('is not lowered twice by two controls of a kind', () => {
    const control = { acts: 'limits', strength: 2, proven: true } as const;
    const once = scoreOf(example, { ...plain, controls: [control] });
    expect(scoreOf(example, { ...plain, controls: [control, control] })).toEqual(once);
    expect(once.effectiveness).toEqual({ prevents: 0, limits: 1 });
  });

  it('cannot be estimated under what the answers rule out, and says so', () => {
    const score = scoreOf(example, { ...plain, floors: { likelihood: 5, impact: 2 } });
    expect(score.inherent).toEqual({ likelihood: 5, impact: 4, level: 4 });
    expect(score.raised).toEqual({ likelihood: true, impact: false });
  });

  it.each([
    ['a likelihood beyond the scale', { likelihood: 6 }],
    ['a likelihood of nothing', { likelihood: 0 }],
    ['half a step', { likelihood: 2.5 }],
    ['an impact beyond the scale', { impact: { groups: 6 } }],
    ['an impact on nobody', { impact: {} }],
    ['a strength that there is not', { controls: [{ acts: 'limits', strength: 4, proven: true }] }],
    ['a floor beyond the scale', { floors: { likelihood: 1, impact: 9 } }],
  ] as const)('is refused for %s', (_what, wrong) => {
    expect(() => scoreOf(example, { ...plain, ...wrong } as Estimate)).toThrow(RangeError);
  });

  it('never has a residual above the inherent risk', () => {
    fc.assert(
      fc.property(scored, ([of, estimate]) => {
        const { inherent, residual } = scoreOf(of, estimate);
        return isNotAbove(residual, inherent);
      }),
      RUNS,
    );
  });

  it('never has a higher residual for one control more', () => {
    const withOneMore = scored.chain(([of, estimate]) =>
      fc.tuple(fc.constant(of), fc.constant(estimate), controlOf(of)),
    );
    fc.assert(
      fc.property(withOneMore, ([of, estimate, control]) => {
        const more = { ...estimate, controls: [...estimate.controls, control] };
        return isNotAbove(scoreOf(of, more).residual, scoreOf(of, estimate).residual);
      }),
      RUNS,
    );
  });

  it('never falls when evidence is taken away', () => {
    fc.assert(
      fc.property(scored, ([of, estimate]) => {
        const controls = estimate.controls.map((each) => ({ ...each, proven: false }));
        const bare = scoreOf(of, { ...estimate, controls });
        return isNotAbove(scoreOf(of, estimate).residual, bare.residual);
      }),
      RUNS,
    );
  });

  it('never falls when what is said gets worse', () => {
    fc.assert(
      fc.property(scored, ([of, estimate]) => {
        const likelihood = Math.min(of.likelihood.length, estimate.likelihood + 1);
        const worse = scoreOf(of, { ...estimate, likelihood });
        return isNotAbove(scoreOf(of, estimate).residual, worse.residual);
      }),
      RUNS,
    );
  });

  it('is the same bytes for the same words', () => {
    const bytes = (value: unknown) => canonicalText(value as Json);
    fc.assert(
      fc.property(scored, ([of, estimate]) => {
        const controls = [...estimate.controls].reverse();
        return bytes(scoreOf(of, estimate)) === bytes(scoreOf(of, { ...estimate, controls }));
      }),
      RUNS,
    );
  });
});

describe('the parts of a scale', () => {
  it('reach its ends, whatever its length', () => {
    for (let steps = 3; steps <= 10; steps++) {
      expect(stepOfFifth(1, steps)).toBe(1);
      expect(stepOfFifth(5, steps)).toBe(steps);
    }
    for (let strengths = 2; strengths <= 6; strengths++) {
      expect(strengthOfThird(3, strengths)).toBe(strengths);
      // A control that is there is never taken for none.
      expect(strengthOfThird(1, strengths)).toBeGreaterThan(1);
    }
  });

  it('grow', () => {
    for (let steps = 3; steps <= 10; steps++) {
      const each = [1, 2, 3, 4, 5].map((fifth) => stepOfFifth(fifth, steps));
      expect(each).toEqual(each.toSorted((a, b) => a - b));
    }
  });
});

describe('the appetite', () => {
  it('is that of the dimension where it has one of its own', () => {
    expect(appetiteFor(example, 'bias')).toBe(1);
    expect(appetiteFor(example, 'security')).toBe(2);
  });
});

describe('criteria', () => {
  const issues = (change: object) =>
    riskCriteria.rules?.({ ...example, ...change }, 'draft', 'default') ?? [];

  it('that people can score by are taken', () => {
    expect(issues({})).toEqual([]);
    fc.assert(fc.property(scales, (of) => issues(of).length === 0));
  });

  it.each([
    ['a matrix with a row too few', { matrix: example.matrix.slice(1) }],
    ['a row with a column too few', { matrix: example.matrix.map((row) => row.slice(1)) }],
    [
      'a worse place with a lesser level',
      { matrix: [[1, 1, 1, 2, 1], ...example.matrix.slice(1)] },
    ],
    ['a level that is not there', { matrix: [...example.matrix.slice(0, 4), [2, 2, 3, 4, 5]] }],
    ['an appetite that is not there', { appetite: { level: 5, dimensions: {} } }],
    ['an appetite of a dimension', { appetite: { level: 1, dimensions: { safety: 6 } } }],
    [
      'what is said lowering more than what is shown',
      { strengths: [example.strengths[0], { name: 'x', meaning: 'y', proven: 1, claimed: 2 }] },
    ],
    [
      'no control lowering something',
      { strengths: [{ name: 'x', meaning: 'y', proven: 1, claimed: 0 }, example.strengths[2]] },
    ],
    [
      'a stronger control lowering less',
      { strengths: [example.strengths[0], example.strengths[2], example.strengths[1]] },
    ],
  ])('are refused with %s', (_what, change) => {
    expect(issues(change)).not.toEqual([]);
  });
});
