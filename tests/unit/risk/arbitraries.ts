import fc from 'fast-check';
import { PARTIES } from '#core/records/risk-criteria.ts';
import type { Control, Estimate, Scales } from '#core/risk/score.ts';

const step = { name: 'A step', meaning: 'What it means' };

/** Criteria such as rules would take: the matrix grows both ways, stronger controls lower more. */
export const scales: fc.Arbitrary<Scales> = fc
  .record({
    rows: fc.integer({ min: 3, max: 10 }),
    columns: fc.integer({ min: 3, max: 10 }),
    levels: fc.integer({ min: 2, max: 6 }),
    strengths: fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 5 }),
    rises: fc.array(fc.nat(1), { minLength: 100, maxLength: 100 }),
    appetite: fc.nat(5),
    bias: fc.option(fc.nat(5), { nil: undefined }),
    disagreement: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ rows, columns, levels, strengths, rises, appetite, bias, disagreement }) => ({
    likelihood: Array.from({ length: rows }, () => step),
    impact: Array.from({ length: columns }, () => step),
    strengths: growing(strengths),
    levels: Array.from({ length: levels }, () => ({
      name: 'A level',
      acceptedBy: 'role/risk',
      acceptedForMonths: 12,
      reviewEveryMonths: 12,
    })),
    matrix: matrixOf(rows, columns, levels, rises),
    appetite: {
      level: 1 + (appetite % levels),
      dimensions: bias === undefined ? {} : { bias: 1 + (bias % levels) },
    },
    disagreement,
  }));

function growing(steps: readonly (readonly [number, number])[]): Scales['strengths'] {
  const made = [{ ...step, proven: 0, claimed: 0 }];
  for (const [claimedMore, provenMore] of steps) {
    const before = made.at(-1) ?? { proven: 0, claimed: 0 };
    const claimed = Math.min(9, before.claimed + claimedMore);
    const proven = Math.min(9, Math.max(before.proven, claimed) + provenMore);
    made.push({ ...step, proven, claimed });
  }
  return made;
}

function matrixOf(rows: number, columns: number, levels: number, rises: readonly number[]) {
  const matrix: number[][] = [];
  for (let l = 0; l < rows; l++) {
    const row: number[] = [];
    for (let i = 0; i < columns; i++) {
      const least = Math.max(1, row[i - 1] ?? 1, matrix[l - 1]?.[i] ?? 1);
      row.push(Math.min(levels, least + (rises[l * columns + i] ?? 0)));
    }
    matrix.push(row);
  }
  return matrix;
}

const upTo = (most: number) => fc.integer({ min: 1, max: most });

export const controlOf = ({ strengths }: Scales): fc.Arbitrary<Control> =>
  fc.record({
    acts: fc.constantFrom('prevents', 'limits'),
    strength: upTo(strengths.length),
    proven: fc.boolean(),
  });

export const estimateOf = (of: Scales): fc.Arbitrary<Estimate> =>
  fc.record({
    likelihood: upTo(of.likelihood.length),
    impact: fc
      .subarray([...PARTIES], { minLength: 1 })
      .chain((parties) =>
        fc.record(Object.fromEntries(parties.map((each) => [each, upTo(of.impact.length)]))),
      ),
    controls: fc.array(controlOf(of), { maxLength: 6 }),
    floors: fc.record({ likelihood: upTo(of.likelihood.length), impact: upTo(of.impact.length) }),
  });

/** Criteria with an estimate that fits them. */
export const scored = scales.chain((of) => fc.tuple(fc.constant(of), estimateOf(of)));

/** Criteria with several estimates. */
export const scoredByMany = scales.chain((of) =>
  fc.tuple(fc.constant(of), fc.array(estimateOf(of), { minLength: 1, maxLength: 5 })),
);
