import * as z from 'zod';
import type { Issue } from '../errors.ts';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** The dimensions in which every AI system is assessed (A.5.2 to A.5.5; NIST AI RMF, MEASURE 2). */
export const DIMENSIONS = [
  'bias',
  'privacy',
  'security',
  'safety',
  'misuse',
  'transparency',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Who bears a harm; the worst of them counts, each stays visible. */
export const PARTIES = ['individuals', 'groups', 'society', 'organisation'] as const;
export type Party = (typeof PARTIES)[number];

/** What a control does: makes the event rarer, or its harm smaller. */
export const ACTS = ['prevents', 'limits'] as const;

const MAX_STEPS = 9;

/** A step of a scale, in words that two people read alike; its value is its place, from 1. */
const step = () => z.strictObject({ name: f.line(40), meaning: f.text(500) });

/** How far a control lowers what it acts on, in steps: shown to work by evidence, or only said. */
const strength = () =>
  z.strictObject({
    name: f.line(40),
    meaning: f.text(500),
    proven: z.int().min(0).max(MAX_STEPS),
    claimed: z.int().min(0).max(MAX_STEPS),
  });

const level = () =>
  z.strictObject({
    name: f.line(40),
    /** Who may accept a residual risk of this level, and for how many months at most. */
    acceptedBy: f.ref('role'),
    acceptedForMonths: z.int().min(1).max(60),
    /** Between two assessments. */
    reviewEveryMonths: z.int().min(1).max(60),
  });

/** By which scales risks are scored, how much is borne, and who may bear it (6.1.1, 6.1.2). */
export const riskCriteria = defineType({
  name: 'risk-criteria',
  title: 'Risk criteria',
  about: 'By which scales risks are scored, how much is borne, and who may accept it (6.1.1).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      name: f.line(),
      owner: f.ref('person'),
      whyNow: f.text(2000),
      /** From the rarest to the most certain. */
      likelihood: z.array(step()).min(3).max(10),
      /** From the slightest to the gravest. */
      impact: z.array(step()).min(3).max(10),
      /** From the weakest to the strongest; the first is that of no control. */
      strengths: z.array(strength()).min(2).max(6),
      /** From the least to the worst. */
      levels: z.array(level()).min(2).max(6),
      /** The level of each likelihood (rows) with each impact (columns), by its place from 1. */
      matrix: z
        .array(z.array(z.int().min(1).max(6)).min(3).max(10))
        .min(3)
        .max(10),
      /** The worst level that is borne without treatment, in general and for single dimensions. */
      appetite: z.strictObject({
        level: z.int().min(1).max(6),
        dimensions: z.partialRecord(z.enum(DIMENSIONS), z.int().min(1).max(6)),
      }),
      /** Assessors who are so many steps apart disagree: that is shown, and never averaged away. */
      disagreement: z.int().min(1).max(MAX_STEPS),
      /** Changes to these call for an assessment. */
      assessedOn: z.array(z.enum(['ai-system', 'model', 'dataset', 'vendor', 'use-case'])).max(5),
      unknowns: z.array(f.line(500)).max(30),
    }),
  states: ['draft', 'in-approval', 'in-force', 'retired'],
  initial: 'draft',
  approved: ['in-force'],
  revising: ['draft', 'in-approval'],
  edited: { 'in-approval': 'draft', 'in-force': 'draft' },
  transitions: {
    'request-adoption': {
      title: 'Asks to come into force',
      from: ['draft'],
      to: 'in-approval',
      by: 'people',
      asks: { granted: 'adopt', refused: 'send-back' },
    },
    adopt: {
      title: 'Comes into force',
      from: ['in-approval', 'draft'],
      to: 'in-force',
      by: 'approval',
      untilGoverned: true,
    },
    'send-back': { title: 'Goes back', from: ['in-approval'], to: 'draft', by: 'workflow' },
  },
  links: {},
  summary: (content) => ({ label: content.name, owner: content.owner }),
  rules: (content) => [
    ...wrongMatrix(content),
    ...beyondLevels(content),
    ...wrongStrengths(content),
  ],
  example: {
    id: 'default',
    content: {
      name: 'Criteria for risks of AI',
      owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      whyNow: 'The first AI system is assessed',
      likelihood: [
        { name: 'Rare', meaning: 'Not once in ten years of use as intended' },
        { name: 'Unlikely', meaning: 'Once in several years' },
        { name: 'Possible', meaning: 'Once a year' },
        { name: 'Likely', meaning: 'Several times a year' },
        { name: 'Almost certain', meaning: 'Every month, or it happens already' },
      ],
      impact: [
        { name: 'Slight', meaning: 'An annoyance that ends by itself; nobody loses anything' },
        { name: 'Minor', meaning: 'A few people lose time or a little money, made good in days' },
        { name: 'Serious', meaning: 'People lose a service or money that matters to them' },
        { name: 'Grave', meaning: 'Rights, health or livelihood of some, or of a group as such' },
        { name: 'Irreversible', meaning: 'A death, or lasting harm to many or to a group' },
      ],
      strengths: [
        { name: 'None', meaning: 'There is no control', proven: 0, claimed: 0 },
        { name: 'Partial', meaning: 'Works in some cases', proven: 1, claimed: 0 },
        { name: 'Strong', meaning: 'Works in nearly all cases', proven: 2, claimed: 1 },
      ],
      levels: [
        {
          name: 'Low',
          acceptedBy: 'role/head-of-ai',
          acceptedForMonths: 24,
          reviewEveryMonths: 24,
        },
        {
          name: 'Moderate',
          acceptedBy: 'role/head-of-ai',
          acceptedForMonths: 12,
          reviewEveryMonths: 12,
        },
        {
          name: 'High',
          acceptedBy: 'role/chief-risk-officer',
          acceptedForMonths: 6,
          reviewEveryMonths: 6,
        },
        {
          name: 'Severe',
          acceptedBy: 'role/board-member',
          acceptedForMonths: 3,
          reviewEveryMonths: 3,
        },
      ],
      matrix: [
        [1, 1, 1, 2, 3],
        [1, 1, 2, 3, 3],
        [1, 2, 2, 3, 4],
        [1, 2, 3, 4, 4],
        [2, 2, 3, 4, 4],
      ],
      appetite: { level: 2, dimensions: { bias: 1 } },
      disagreement: 2,
      assessedOn: ['ai-system', 'model', 'use-case'],
      unknowns: [],
    },
    links: [],
  },
});

export type RiskCriteriaContent = z.output<ReturnType<typeof riskCriteria.stored>>;

interface Scales {
  readonly likelihood: readonly unknown[];
  readonly impact: readonly unknown[];
  readonly levels: readonly unknown[];
  readonly matrix: readonly (readonly number[])[];
  readonly appetite: {
    readonly level: number;
    readonly dimensions: Readonly<Partial<Record<Dimension, number>>>;
  };
}

// More likely or graver is never a lesser risk, or control could make things look better by harm.
function wrongMatrix({ likelihood, impact, matrix }: Scales): readonly Issue[] {
  const fits =
    matrix.length === likelihood.length && matrix.every((row) => row.length === impact.length);
  if (!fits) {
    const message = `has ${likelihood.length} rows of ${impact.length}, one for each step`;
    return [{ path: '/matrix', message }];
  }
  return matrix.flatMap((row, l) =>
    row.flatMap((level, i) => {
      const less = Math.max(row[i - 1] ?? 0, matrix[l - 1]?.[i] ?? 0);
      if (level >= less) return [];
      return [{ path: `/matrix/${l}/${i}`, message: `is less than what is beside it: ${less}` }];
    }),
  );
}

function beyondLevels({ levels, matrix, appetite }: Scales): readonly Issue[] {
  const most = levels.length;
  const named = [
    ...matrix.flat().map((level) => ({ path: '/matrix', level })),
    { path: '/appetite/level', level: appetite.level },
    ...Object.entries(appetite.dimensions).map(([dimension, level]) => ({
      path: `/appetite/dimensions/${dimension}`,
      level,
    })),
  ];
  return named.flatMap(({ path, level }) =>
    level <= most ? [] : [{ path, message: `names level ${level} of ${most}` }],
  );
}

function wrongStrengths({
  strengths,
}: {
  strengths: readonly { proven: number; claimed: number }[];
}): readonly Issue[] {
  return strengths.flatMap(({ proven, claimed }, n) => {
    const path = `/strengths/${n}`;
    const before = strengths[n - 1] ?? { proven: 0, claimed: 0 };
    if (n === 0 && proven + claimed > 0) return [{ path, message: 'no control lowers nothing' }];
    if (claimed > proven) return [{ path, message: 'what is only said lowers more than proof' }];
    if (proven < before.proven || claimed < before.claimed) {
      return [{ path, message: 'lowers less than the weaker one before it' }];
    }
    return [];
  });
}
