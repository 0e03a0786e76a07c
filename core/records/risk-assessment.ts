import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';
import { DIMENSIONS } from './risk-criteria.ts';
import { assessed, place } from './scored.ts';

/** Why an assessment was started. */
export const STARTED_BY = ['new', 'changed', 'incident', 'signal', 'review', 'by-hand'] as const;

const dimension = () =>
  z.strictObject({
    dimension: z.enum(DIMENSIONS),
    set: f.pinned('question-set'),
    role: f.ref('role', 'person'),
    /** How many people are to assess it. */
    assessors: z.int().min(1).max(3),
    assessed: z.array(assessed()).max(3),
    /** What they come to together: the worst; absent until all have answered. */
    together: z
      .strictObject({
        inherent: place(),
        residual: place(),
        apart: z.strictObject({ likelihood: z.int().min(0), impact: z.int().min(0) }),
        disagree: z.boolean(),
      })
      .optional(),
  });

/** One assessment of an AI system's risks in all dimensions (ISO/IEC 42001 6.1.2, 8.2). */
export const riskAssessment = defineType({
  name: 'risk-assessment',
  title: 'Risk assessment',
  about: 'One assessment of an AI system’s risks in all dimensions (6.1.2, 8.2).',
  schema: 1,
  retention: 'record',
  writtenBy: 'workflow',
  content: () =>
    z.strictObject({
      system: f.ref('ai-system'),
      label: f.line(),
      /** The version of the system, and by which criteria and plan it is assessed. */
      subject: f.pinned('ai-system'),
      criteria: f.pinned('risk-criteria'),
      plan: f.pinned('assessment-plan'),
      started: z.strictObject({
        at: f.instant(),
        why: z.enum(STARTED_BY),
        by: f.ref('person', 'service'),
        reason: f.text(2000),
        /** The incident or review that asked for it. */
        because: f.ref().optional(),
      }),
      deadline: f.instant(),
      owner: f.ref('person'),
      tier: f.tier().optional(),
      dimensions: z.array(dimension()).min(1).max(DIMENSIONS.length),
      /** The assessment before, whose answers this one began with. */
      previous: f.pinned('risk-assessment').optional(),
      outcome: z
        .strictObject({
          at: f.instant(),
          level: z.int().min(1).max(6),
          risks: z.array(f.pinned('risk')).max(DIMENSIONS.length),
          nextReview: f.date(),
        })
        .optional(),
    }),
  states: ['assessing', 'treating', 'accepting', 'done', 'overdue', 'superseded', 'retired'],
  initial: 'assessing',
  transitions: {
    assess: {
      title: 'Is answered in a dimension',
      from: ['assessing'],
      to: 'assessing',
      by: 'workflow',
    },
    treat: {
      title: 'Asks for treatment',
      // Where somebody refuses to accept a risk, its treatment is planned anew.
      from: ['assessing', 'accepting'],
      to: 'treating',
      by: 'workflow',
    },
    accept: {
      title: 'Asks for acceptance',
      from: ['assessing', 'treating'],
      to: 'accepting',
      by: 'workflow',
    },
    finish: {
      title: 'Is done',
      from: ['assessing', 'treating', 'accepting'],
      to: 'done',
      by: 'workflow',
    },
    miss: {
      title: 'Ends overdue',
      from: ['assessing', 'treating', 'accepting'],
      to: 'overdue',
      by: 'workflow',
    },
    supersede: {
      title: 'Gives way to another',
      from: ['assessing', 'treating', 'accepting', 'overdue'],
      to: 'superseded',
      by: 'workflow',
    },
  },
  links: {
    assesses: { to: ['ai-system'], title: 'Assesses', most: 1 },
    'proved-by': { to: ['evidence'], title: 'Proved by' },
  },
  summary: (content) => ({
    label: content.label,
    owner: content.owner,
    ...(content.tier === undefined ? {} : { tier: content.tier }),
  }),
  rules: (content, state) =>
    (state === 'done') === (content.outcome !== undefined) || state === 'retired'
      ? []
      : [{ path: '/outcome', message: `stands exactly in an assessment that is done (${state})` }],
  example: {
    id: '01936b2c-7b1e-7c3a-9f00-0000000000a1',
    content: {
      system: 'ai-system/credit-scoring',
      label: 'Risks of Credit scoring',
      subject: { type: 'ai-system', id: 'credit-scoring', version: 2, digest: 'a'.repeat(64) },
      criteria: { type: 'risk-criteria', id: 'default', version: 2, digest: 'b'.repeat(64) },
      plan: { type: 'assessment-plan', id: 'default', version: 1, digest: 'c'.repeat(64) },
      started: {
        at: '2026-11-24T09:00:00.000Z',
        why: 'new',
        by: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
        reason: 'It is to go live in January',
      },
      deadline: '2027-01-23T09:00:00.000Z',
      owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      tier: 'high',
      dimensions: [
        {
          dimension: 'bias',
          set: {
            type: 'question-set',
            id: 'bias-machine-learning',
            version: 1,
            digest: 'd'.repeat(64),
          },
          role: 'role/ai-risk',
          assessors: 2,
          assessed: [],
        },
      ],
    },
    links: [{ rel: 'assesses', to: 'ai-system/credit-scoring' }],
  },
});

export type RiskAssessmentContent = z.output<ReturnType<typeof riskAssessment.stored>>;
