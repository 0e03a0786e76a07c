import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** How grave, how many, and whether it can be undone: for one kind of those who bear it. */
const impact = () =>
  z.strictObject({
    who: f.line(500),
    number: f.line(60),
    how: f.text(2000),
    benefit: f.text(1000).optional(),
    severity: z.enum(['slight', 'serious', 'grave']),
    reversible: z.enum(['quickly', 'with-effort', 'never']),
    scale: z.enum(['few', 'many', 'most']),
    /** What lessens it, and what remains. */
    lessened: f.text(2000),
  });

/** What an AI system does to people, groups and society (6.1.4, A.5; EU AI Act Art. 27). */
export const impactAssessment = defineType({
  name: 'impact-assessment',
  title: 'Impact assessment',
  about: 'What an AI system does to people, groups and society (6.1.4, A.5.2 to A.5.5).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      system: f.ref('ai-system'),
      name: f.line(),
      owner: f.ref('person'),
      tier: f.tier().optional(),
      /** The process in which it is used, how often and for how long (Art. 27(1)(a) and (b)). */
      use: f.text(2000),
      individuals: z.array(impact()).min(1).max(20),
      groups: z.array(impact()).max(20),
      society: z.array(impact()).max(20),
      misuse: z.array(f.line(500)).min(1).max(30),
      /** Who was asked, when, and what they said; or why nobody was. */
      consulted: f.text(2000),
      oversight: f.text(2000),
      /** What is done where harm comes true, and where people can complain (Art. 27(1)(f)). */
      remedy: f.text(2000),
      /** Whether Art. 27 applies, and why. */
      fundamentalRights: z.strictObject({
        applies: z.enum(['yes', 'no']),
        reason: f.text(1000),
        notified: f.date().optional(),
      }),
      nextReview: f.date(),
      unknowns: z.array(f.line(500)).max(30),
    }),
  states: ['draft', 'in-approval', 'approved', 'retired'],
  initial: 'draft',
  approved: ['approved'],
  revising: ['draft', 'in-approval'],
  edited: { 'in-approval': 'draft', approved: 'draft' },
  transitions: {
    'request-approval': {
      title: 'Asks to be approved',
      from: ['draft'],
      to: 'in-approval',
      by: 'people',
      asks: { granted: 'approve', refused: 'send-back' },
    },
    approve: { title: 'Is approved', from: ['in-approval'], to: 'approved', by: 'approval' },
    'send-back': { title: 'Goes back', from: ['in-approval'], to: 'draft', by: 'workflow' },
  },
  links: {
    assesses: { to: ['ai-system'], title: 'Assesses', most: 1, pinned: true },
    informs: { to: ['risk'], title: 'Informs' },
    'proved-by': { to: ['evidence'], title: 'Proved by' },
  },
  summary: (content) => ({
    label: content.name,
    owner: content.owner,
    ...(content.tier === undefined ? {} : { tier: content.tier }),
  }),
  example: {
    id: 'credit-scoring',
    content: {
      system: 'ai-system/credit-scoring',
      name: 'Impact of Credit scoring',
      owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      tier: 'high',
      use: 'At each application for a household loan, some 9,000 a year, without end',
      individuals: [
        {
          who: 'Applicants',
          number: 'about 9,000 a year',
          how: 'A loan is refused, or smaller, though it would have been repaid',
          benefit: 'An answer within a day',
          severity: 'serious',
          reversible: 'with-effort',
          scale: 'many',
          lessened: 'A person decides; an objection is looked at by another one within five days',
        },
      ],
      groups: [],
      society: [],
      misuse: ['Pricing of insurance', 'Judging employees'],
      consulted: 'The consumer council, 12 October 2026: reasons must name what can be changed',
      oversight: 'A loan officer decides, and departs in one of eleven cases',
      remedy: 'Complaints board of the bank; then the financial complaints body',
      fundamentalRights: {
        applies: 'yes',
        reason: 'Creditworthiness of natural persons, Annex III point 5(b)',
      },
      nextReview: '2027-11-24',
      unknowns: ['Effect on people who do not apply at all'],
    },
    links: [],
  },
});

export type ImpactAssessmentContent = z.output<ReturnType<typeof impactAssessment.stored>>;
