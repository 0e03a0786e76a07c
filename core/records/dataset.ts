import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** Data that models learn from or are tested with (ISO/IEC 42001 A.4.3, A.7). */
export const dataset = defineType({
  name: 'dataset',
  title: 'Dataset',
  about: 'Data that models learn from or are tested with: origin, rights, gaps (A.4.3, A.7).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      name: f.line(),
      owner: f.ref('person'),
      release: f.line(60),
      purpose: z.array(z.enum(['training', 'validation', 'test', 'retrieval', 'operation'])).min(1),
      origin: f.text(2000),
      /** By which right it may be used so, and who found that. */
      right: f.text(1000),
      personal: z.enum(['none', 'ordinary', 'special-categories']),
      /** How it was cleaned, labelled and joined. */
      preparation: f.text(2000),
      from: f.date().optional(),
      until: f.date().optional(),
      gaps: z.array(f.line(500)).max(30),
      /** SHA-256 of the file or of its manifest, where there is one. */
      digest: f.hex().optional(),
    }),
  states: ['registered', 'retired'],
  initial: 'registered',
  transitions: {},
  links: {
    'derived-from': { to: ['dataset'], title: 'Derived from' },
    'supplied-by': { to: ['vendor'], title: 'Supplied by', most: 1 },
    'proved-by': { to: ['evidence'], title: 'Proved by' },
  },
  summary: (content) => ({ label: `${content.name} ${content.release}`, owner: content.owner }),
  example: {
    id: 'household-loans-2019-2025',
    content: {
      name: 'Household loans',
      owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      release: '2019 to 2025',
      purpose: ['training', 'validation'],
      origin: 'The bank’s own loans under 40,000 EUR with what became of them',
      right: 'Legitimate interest, assessed by the data protection officer in March 2026',
      personal: 'ordinary',
      preparation: 'Joined with income as declared; arrears within 24 months are the label',
      from: '2019-01-01',
      until: '2025-12-31',
      gaps: ['Nothing is known of those who were refused', 'No applicants under 21'],
    },
    links: [],
  },
});
