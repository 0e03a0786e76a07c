import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** A role with its responsibilities, authorities and the competence that it demands. */
export const role = defineType({
  name: 'role',
  title: 'Role',
  about: 'Responsibilities and authorities, and the competence they demand (5.3, 7.2, A.3.2).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      name: f.line(),
      responsibilities: z.array(f.line(500)).min(1).max(30),
      competence: f.text().optional(),
    }),
  states: ['active', 'retired'],
  initial: 'active',
  transitions: {},
  links: { 'deputised-by': { to: ['role'], title: 'Deputised by' } },
  summary: (content) => ({ label: content.name }),
  example: {
    id: 'chief-risk-officer',
    content: {
      name: 'Chief Risk Officer',
      responsibilities: ['Decides on the AI policy', 'Accepts residual risk above appetite'],
      competence: 'Ten years in credit risk; trained in AI risk assessment',
    },
    links: [],
  },
});
