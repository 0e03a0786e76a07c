import * as z from 'zod';
import { sha256Hex } from '#hash';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';
import { DIMENSIONS } from './risk-criteria.ts';
import { place } from './scored.ts';

/** One risk of an AI system, as it was last scored (ISO/IEC 42001 6.1.2, 8.2). */
export const risk = defineType({
  name: 'risk',
  title: 'Risk',
  about: 'One risk of an AI system, as it was last scored (6.1.2, 8.2).',
  schema: 1,
  retention: 'record',
  writtenBy: 'workflow',
  content: () =>
    z.strictObject({
      system: f.ref('ai-system'),
      dimension: z.enum(DIMENSIONS),
      cause: f.line(500),
      event: f.line(500),
      harm: f.line(500),
      to: f.line(500),
      owner: f.ref('person'),
      tier: f.tier().optional(),
      criteria: f.pinned('risk-criteria'),
      scored: z.strictObject({
        by: f.ref('risk-assessment'),
        at: f.instant(),
        inherent: place(),
        residual: place(),
        disagree: z.boolean(),
      }),
      /** The worst level that is borne without treatment, as the criteria had it. */
      appetite: z.int().min(1).max(6),
      /** Controls of Annex A that the dimension's questions concern. */
      controls: z.array(f.line(12)).max(38),
      nextReview: f.date(),
    }),
  states: ['within-appetite', 'above-appetite', 'treated', 'accepted', 'retired'],
  initial: 'within-appetite',
  transitions: {
    score: {
      title: 'Is scored anew, within appetite',
      from: ['within-appetite', 'above-appetite', 'treated', 'accepted'],
      to: 'within-appetite',
      by: 'workflow',
    },
    exceed: {
      title: 'Is scored anew, above appetite',
      from: ['within-appetite', 'above-appetite', 'treated', 'accepted'],
      to: 'above-appetite',
      by: 'workflow',
    },
    treat: { title: 'Is treated', from: ['above-appetite'], to: 'treated', by: 'workflow' },
    accept: {
      title: 'Is accepted',
      from: ['above-appetite', 'treated'],
      to: 'accepted',
      by: 'workflow',
    },
    expire: {
      title: 'Is accepted no more',
      from: ['accepted'],
      to: 'above-appetite',
      by: 'workflow',
    },
  },
  links: {
    threatens: { to: ['ai-system'], title: 'Threatens', most: 1 },
    'shown-by': { to: ['incident'], title: 'Shown by' },
  },
  summary: (content) => ({
    label: content.event.slice(0, 200),
    owner: content.owner,
    ...(content.tier === undefined ? {} : { tier: content.tier }),
  }),
  example: {
    id: 'credit-scoring-bias',
    content: {
      system: 'ai-system/credit-scoring',
      dimension: 'bias',
      cause: 'Training data hold few applicants under 25',
      event: 'Young applicants are refused more often than their arrears warrant',
      harm: 'No loan, or a dearer one elsewhere',
      to: 'Applicants aged 18 to 24, about 900 a year',
      owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      tier: 'high',
      criteria: { type: 'risk-criteria', id: 'default', version: 2, digest: 'b'.repeat(64) },
      scored: {
        by: 'risk-assessment/01936b2c-7b1e-7c3a-9f00-0000000000a1',
        at: '2026-12-10T09:00:00.000Z',
        inherent: { likelihood: 4, impact: 4, level: 4 },
        residual: { likelihood: 3, impact: 4, level: 3 },
        disagree: true,
      },
      appetite: 1,
      controls: ['A.6.2.4', 'A.7.4'],
      nextReview: '2027-06-10',
    },
    links: [{ rel: 'threatens', to: 'ai-system/credit-scoring' }],
  },
});

/** Characters that an id has left beside the longest dimension. */
const MAX_SYSTEM_CHARS = 50;

/** The id of a system's risk in a dimension; of a long name, its beginning and its digest. */
export function riskId(systemId: string, dimension: (typeof DIMENSIONS)[number]): string {
  if (systemId.length <= MAX_SYSTEM_CHARS) return `${systemId}-${dimension}`;
  const digest = sha256Hex(new TextEncoder().encode(systemId)).slice(0, 16);
  return `${systemId.slice(0, 33)}-${digest}-${dimension}`;
}

export type RiskContent = z.output<ReturnType<typeof risk.stored>>;
