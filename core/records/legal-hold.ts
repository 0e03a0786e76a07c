import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** That objects are kept whatever their retention says, for as long as a reason lasts. */
export const legalHold = defineType({
  name: 'legal-hold',
  title: 'Legal hold',
  about: 'That versions, evidence and logs are kept for as long as a reason lasts (7.5.3, A.8.4).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      reason: f.text(1000),
      owner: f.ref('person').optional(),
      /** What is held: every version of these records, and what they link as evidence. */
      holds: z.array(f.ref()).min(1).max(100),
      lifted: z.strictObject({ at: f.instant(), reason: f.text(1000) }).optional(),
    }),
  states: ['in-force', 'lifted', 'retired'],
  initial: 'in-force',
  transitions: {
    lift: { title: 'Is lifted', from: ['in-force'], to: 'lifted', by: 'people' },
  },
  neverRetired: 'A legal hold is lifted, with a reason',
  links: { because: { to: ['incident'], title: 'Because of', most: 1 } },
  summary: (content) => ({
    label: content.reason.slice(0, 200),
    ...(content.owner === undefined ? {} : { owner: content.owner }),
  }),
  example: {
    id: '01936b2c-7b1e-7c3a-9f00-0000000000f1',
    content: {
      reason: 'While the incident may be reported to an authority',
      holds: ['ai-system/credit-scoring', 'model/credit-scorecard'],
    },
    links: [{ rel: 'because', to: 'incident/01936b2c-7b1e-7c3a-9f00-0000000000f1' }],
  },
});

export type LegalHoldContent = z.output<ReturnType<typeof legalHold.stored>>;
