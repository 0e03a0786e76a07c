import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** A policy: what the organisation commits itself to (ISO/IEC 42001 clause 5.2, A.2). */
export const policy = defineType({
  name: 'policy',
  title: 'Policy',
  about: 'What the organisation commits itself to (5.2, A.2.2).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      name: f.line(),
      owner: f.ref('person'),
      /** Why it is made or changed now. */
      whyNow: f.text(2000),
      /** What it binds people to, one duty a line. */
      duties: z.array(f.line(500)).min(1).max(100),
      binds: f.line(500),
      effective: f.date(),
      nextReview: f.date(),
      enforcedBySoftware: z.array(f.line(500)).max(50),
      restsOnPeople: z.array(f.line(500)).max(50),
      unknowns: z.array(f.line(500)).max(30),
      text: f.text(60_000).optional(),
    }),
  states: ['draft', 'in-approval', 'approved', 'suspended', 'retired'],
  initial: 'draft',
  approved: ['approved'],
  revising: ['draft', 'in-approval'],
  edited: { 'in-approval': 'draft', approved: 'draft', suspended: 'draft' },
  transitions: {
    'request-approval': {
      title: 'Asks to be approved',
      from: ['draft', 'suspended'],
      to: 'in-approval',
      by: 'people',
      asks: { granted: 'approve', refused: 'send-back' },
    },
    approve: { title: 'Is approved', from: ['in-approval'], to: 'approved', by: 'approval' },
    'send-back': { title: 'Goes back', from: ['in-approval'], to: 'draft', by: 'workflow' },
    suspend: { title: 'Is suspended', from: ['approved'], to: 'suspended', by: 'people' },
  },
  links: {
    governs: { to: ['ai-system', 'organisation'], title: 'Governs' },
    text: { to: ['evidence'], title: 'Full text', most: 1, pinned: true },
  },
  summary: (content) => ({ label: content.name, owner: content.owner }),
  example: {
    id: 'ai-policy',
    content: {
      name: 'AI policy',
      owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      whyNow: 'Credit scoring goes live in January and is the first high-risk system we run',
      duties: [
        'No AI system goes live without its recorded approval',
        'Every high-risk system has a named person who can stop it',
      ],
      binds: 'All 214 employees and the staff of contractors who build or run AI systems',
      effective: '2027-01-01',
      nextReview: '2027-11-30',
      enforcedBySoftware: ['Approval before going live'],
      restsOnPeople: ['Reporting unexpected behaviour within a day'],
      unknowns: ['How the supervisor will read Annex III for small loans'],
    },
    links: [{ rel: 'governs', to: 'organisation/halden' }],
  },
});
