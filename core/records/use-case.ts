import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** One use of an AI system: permitted, prohibited, or to be expected though nobody wants it. */
export const useCase = defineType({
  name: 'use-case',
  title: 'Use case',
  about: 'A use of an AI system: permitted, prohibited, or foreseeable misuse (A.9.4, A.5.2).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      name: f.line(),
      owner: f.ref('person').optional(),
      is: z.enum(['permitted', 'prohibited', 'foreseeable-misuse']),
      description: f.text(2000),
      users: f.line(500),
      affected: f.line(500),
      /** What keeps to it, or keeps from it. */
      kept: f.text(1000).optional(),
    }),
  states: ['registered', 'retired'],
  initial: 'registered',
  transitions: {},
  links: { of: { to: ['ai-system'], title: 'Of', most: 1 } },
  summary: (content) => ({
    label: content.name,
    ...(content.owner === undefined ? {} : { owner: content.owner }),
  }),
  example: {
    id: 'limit-for-household-loans',
    content: {
      name: 'Limit for a household loan',
      is: 'permitted',
      description: 'A loan officer sees the recommended limit beside the application',
      users: 'Loan officers of the bank',
      affected: 'Applicants for loans under 40,000 EUR',
      kept: 'The screen opens from an application only',
    },
    links: [{ rel: 'of', to: 'ai-system/credit-scoring' }],
  },
});
