import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** A supplier of models, data or services (ISO/IEC 42001 A.10.3). */
export const vendor = defineType({
  name: 'vendor',
  title: 'Vendor',
  about: 'A supplier of models, data, tools or services (A.10.3).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: (personal) =>
    z.strictObject({
      name: f.line(),
      supplies: z.array(f.line()).min(1).max(30),
      country: z.string().regex(/^[A-Z]{2}$/, 'is not an ISO 3166 country code'),
      contact: personal(f.line(300)).optional(),
      agreement: f.line(500).optional(),
      reviewed: f.date().optional(),
    }),
  states: ['active', 'retired'],
  initial: 'active',
  transitions: {},
  links: { 'assessed-by': { to: ['evidence'], title: 'Assessed by' } },
  summary: (content) => ({ label: content.name }),
  example: {
    id: 'fjord-analytics',
    content: {
      name: 'Fjord Analytics AS',
      supplies: ['Gradient-boosted scorecards', 'Yearly revalidation'],
      country: 'NO',
      contact: 'Support desk, support@fjord-analytics.example',
      agreement: 'Framework agreement 2025-118, audit right in section 9',
      reviewed: '2026-05-12',
    },
    links: [],
  },
});
