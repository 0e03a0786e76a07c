import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** Who is concerned by the organisation's AI, and what they need of it (ISO/IEC 42001 4.2). */
export const interestedParty = defineType({
  name: 'interested-party',
  title: 'Interested party',
  about: 'Who is concerned by our AI, and which of their needs the AIMS meets (4.2).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      name: f.line(),
      owner: f.ref('person').optional(),
      kind: z.enum(['affected', 'user', 'customer', 'authority', 'supplier', 'staff', 'other']),
      needs: z
        .array(
          z.strictObject({
            need: f.text(1000),
            /** Whether the management system meets it, and how. */
            metBy: f.text(1000).optional(),
            binding: z.enum(['law', 'contract', 'own-choice']),
          }),
        )
        .min(1)
        .max(30),
      /** How they are heard. */
      heardBy: f.text(1000),
    }),
  states: ['registered', 'retired'],
  initial: 'registered',
  transitions: {},
  links: { concerned: { to: ['ai-system'], title: 'Concerned by' } },
  summary: (content) => ({
    label: content.name,
    ...(content.owner === undefined ? {} : { owner: content.owner }),
  }),
  example: {
    id: 'loan-applicants',
    content: {
      name: 'Applicants for a loan',
      kind: 'affected',
      needs: [
        { need: 'A reason that they can act upon', metBy: 'Letter of refusal', binding: 'law' },
      ],
      heardBy: 'Complaints, and a panel of customers once a year',
    },
    links: [{ rel: 'concerned', to: 'ai-system/credit-scoring' }],
  },
});
