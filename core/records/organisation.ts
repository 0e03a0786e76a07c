import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** The organisation whose management system this is (ISO/IEC 42001 clause 4). */
export const organisation = defineType({
  name: 'organisation',
  title: 'Organisation',
  about: 'The organisation whose AI management system this is (clause 4.1).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      name: f.line(),
      purpose: f.text().optional(),
      /** As ISO/IEC 22989 names them. */
      roles: z.array(z.enum(['provider', 'producer', 'customer', 'partner', 'user'])).max(5),
      zone: f.zone(),
      language: f.language(),
    }),
  states: ['active', 'retired'],
  initial: 'active',
  transitions: {},
  links: { 'part-of': { to: ['organisation'], title: 'Part of', most: 1 } },
  summary: (content) => ({ label: content.name }),
  example: {
    id: 'halden',
    content: {
      name: 'Halden Savings Bank',
      purpose: 'Savings and small loans for households in the south-east',
      roles: ['producer', 'customer'],
      zone: 'Europe/Oslo',
      language: 'en',
    },
    links: [],
  },
});
