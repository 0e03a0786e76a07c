import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** What is done about a risk above appetite; over only once it was scored again (6.1.3, 8.3). */
export const treatment = defineType({
  name: 'treatment',
  title: 'Risk treatment',
  about: 'What is done about a risk above appetite; over once it was scored again (6.1.3, 8.3).',
  schema: 1,
  retention: 'record',
  writtenBy: 'workflow',
  content: () =>
    z.strictObject({
      risk: f.ref('risk'),
      assessment: f.ref('risk-assessment'),
      option: z.enum(['avoid', 'reduce', 'transfer', 'accept']),
      reason: f.text(2000),
      /** Options that were weighed, their cost and effect, and why not. */
      weighed: f.text(2000),
      actions: z
        .array(z.strictObject({ text: f.text(1000), owner: f.ref('person'), due: f.instant() }))
        .max(20),
      /** The residual level that it is to reach. */
      target: z.int().min(1).max(6),
      owner: f.ref('person'),
      due: f.instant(),
      plannedBy: f.pinned('task'),
      done: z.strictObject({ by: f.pinned('task'), at: f.instant(), how: f.text(2000) }).optional(),
      /** The assessment that scored the risk again, and the level that it found. */
      ended: z
        .strictObject({
          by: f.ref('risk-assessment'),
          at: f.instant(),
          level: z.int().min(1).max(6),
        })
        .optional(),
    }),
  states: ['open', 'overdue', 'done', 'effective', 'ineffective', 'retired'],
  initial: 'open',
  transitions: {
    miss: { title: 'Is overdue', from: ['open'], to: 'overdue', by: 'workflow' },
    do: { title: 'Is done', from: ['open', 'overdue'], to: 'done', by: 'workflow' },
    prove: { title: 'Reached its target', from: ['done'], to: 'effective', by: 'workflow' },
    fail: { title: 'Missed its target', from: ['done'], to: 'ineffective', by: 'workflow' },
  },
  links: {
    treats: { to: ['risk'], title: 'Treats', most: 1 },
    'proved-by': { to: ['evidence'], title: 'Proved by' },
  },
  summary: (content) => ({ label: content.reason.slice(0, 200), owner: content.owner }),
  example: {
    id: '01936b2c-7b1e-7c3a-9f00-0000000000a1-bias',
    content: {
      risk: 'risk/credit-scoring-bias',
      assessment: 'risk-assessment/01936b2c-7b1e-7c3a-9f00-0000000000a1',
      option: 'reduce',
      reason: 'The difference can be measured, and a second look costs little',
      weighed: 'Taking age out of the inputs: other inputs carry it, and the difference grows',
      actions: [
        {
          text: 'A person looks at each refusal of an applicant under 25',
          owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
          due: '2027-01-15T22:59:59.999Z',
        },
      ],
      target: 2,
      owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      due: '2027-01-15T22:59:59.999Z',
      plannedBy: {
        type: 'task',
        id: '01936b2c-7b1e-7c3a-9f00-0000000000a1-treatment-w1-1',
        version: 2,
        digest: 'd'.repeat(64),
      },
    },
    links: [{ rel: 'treats', to: 'risk/credit-scoring-bias' }],
  },
});

export type TreatmentContent = z.output<ReturnType<typeof treatment.stored>>;
