import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** Stages of the life cycle (ISO/IEC 22989; ISO/IEC 42001 A.6.2). */
export const STAGES = [
  'inception',
  'design',
  'verification',
  'deployment',
  'operation',
  'retirement',
] as const;

/** An AI system in its context of use (ISO/IEC 42001 clause 4.3, A.6, A.9). */
export const aiSystem = defineType({
  name: 'ai-system',
  title: 'AI system',
  about: 'An AI system in its context of use (4.3, A.6, A.9).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      name: f.line(),
      purpose: f.text(),
      owner: f.ref('person'),
      tier: f.tier(),
      tierReason: f.text(),
      prohibitedUses: z.array(f.line(500)).min(1).max(30),
      affected: z
        .array(z.strictObject({ group: f.line(), number: f.line(60), harm: f.line(500) }))
        .min(1)
        .max(30),
      oversight: z.strictObject({
        autonomy: z.enum(['assists', 'recommends', 'decides-with-veto', 'decides']),
        stoppedBy: f.ref('role'),
        lastTried: f.date().optional(),
      }),
      /** What the organisation is to it, as the EU AI Act names that. */
      role: z.enum(['provider', 'deployer', 'importer', 'distributor', 'none']).optional(),
      stage: z.enum(STAGES).optional(),
      /** Where it is used: ISO 3166 codes of countries. */
      regions: z
        .array(z.string().regex(/^[A-Z]{2}$/))
        .max(50)
        .optional(),
      users: f.text(1000).optional(),
      /** Of which kind its models are: which questions are put. */
      kind: z.enum(['machine-learning', 'generative']).optional(),
      unknowns: z.array(f.line(500)).max(30),
    }),
  states: ['draft', 'in-approval', 'live', 'suspended', 'retired'],
  initial: 'draft',
  approved: ['live'],
  revising: ['draft', 'in-approval'],
  edited: { 'in-approval': 'draft', live: 'draft', suspended: 'draft' },
  transitions: {
    'request-go-live': {
      title: 'Asks to go live',
      from: ['draft', 'suspended'],
      to: 'in-approval',
      by: 'people',
      asks: { granted: 'go-live', refused: 'send-back' },
    },
    'go-live': { title: 'Goes live', from: ['in-approval'], to: 'live', by: 'approval' },
    'send-back': { title: 'Goes back', from: ['in-approval'], to: 'draft', by: 'workflow' },
    suspend: { title: 'Is suspended', from: ['live'], to: 'suspended', by: 'people' },
  },
  links: {
    'uses-model': { to: ['model'], title: 'Uses model' },
    'supplied-by': { to: ['vendor'], title: 'Supplied by' },
    'learns-from': { to: ['dataset'], title: 'Learns from' },
    'assessed-by': { to: ['evidence'], title: 'Assessed by' },
  },
  summary: (content) => ({ label: content.name, owner: content.owner, tier: content.tier }),
  example: {
    id: 'credit-scoring',
    content: {
      name: 'Credit scoring',
      purpose: 'Recommends a limit for household loans under 40,000 EUR to a loan officer',
      owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      tier: 'high',
      tierReason: 'Creditworthiness of natural persons: EU AI Act Annex III point 5(b)',
      prohibitedUses: ['Pricing of insurance', 'Decisions on employees'],
      affected: [
        {
          group: 'Loan applicants',
          number: 'about 9,000 a year',
          harm: 'A loan refused to somebody who would have repaid it',
        },
      ],
      oversight: {
        autonomy: 'recommends',
        stoppedBy: 'role/head-of-lending',
        lastTried: '2026-10-02',
      },
      unknowns: ['Behaviour for applicants with income from several countries'],
    },
    links: [{ rel: 'uses-model', to: 'model/credit-scorecard' }],
  },
});
