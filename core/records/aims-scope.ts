import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** What the management system covers, and what it leaves out and why (ISO/IEC 42001 4.1, 4.3). */
export const aimsScope = defineType({
  name: 'aims-scope',
  title: 'Scope of the AIMS',
  about: 'What the management system covers, and what it leaves out and why (4.1, 4.3).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      name: f.line(),
      owner: f.ref('person'),
      statement: f.text(2000),
      /** Sites, units, services and stages of the life cycle that are covered. */
      covers: z.array(f.line(500)).min(1).max(50),
      excludes: z.array(z.strictObject({ what: f.line(500), reason: f.text(1000) })).max(30),
      /** What outside and inside matters for the purpose, and how it may change (4.1). */
      issues: z
        .array(z.strictObject({ where: z.enum(['external', 'internal']), issue: f.text(1000) }))
        .min(1)
        .max(50),
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
  links: { covers: { to: ['organisation', 'ai-system'], title: 'Covers' } },
  summary: (content) => ({ label: content.name, owner: content.owner }),
  example: {
    id: 'scope',
    content: {
      name: 'Scope of the AIMS of Halden Savings Bank',
      owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      statement: 'AI systems that the bank uses or has made for loans to households in Norway',
      covers: ['Lending', 'From requirements to retirement of the systems'],
      excludes: [{ what: 'Spell checking in office software', reason: 'Decides about nobody' }],
      issues: [
        { where: 'external', issue: 'Duties for high-risk systems from December 2027' },
        { where: 'internal', issue: 'Two people know how the scorecard was made' },
      ],
      unknowns: [],
    },
    links: [{ rel: 'covers', to: 'organisation/halden' }],
  },
});
