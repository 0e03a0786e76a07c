import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';
import { place } from './scored.ts';

/** That somebody of the level that it takes bears a residual risk, and until when (6.1.3). */
export const acceptance = defineType({
  name: 'acceptance',
  title: 'Risk acceptance',
  about: 'That somebody of the level that it takes bears a residual risk, until when (6.1.3).',
  schema: 1,
  retention: 'record',
  writtenBy: 'workflow',
  content: () =>
    z.strictObject({
      risk: f.pinned('risk'),
      residual: place(),
      criteria: f.pinned('risk-criteria'),
      /** In which role, by which decision. */
      role: f.ref('role'),
      by: f.ref('person'),
      decidedBy: f.pinned('task'),
      reason: f.text(2000),
      /** Who gains, and who bears it. */
      gains: f.text(1000),
      until: f.instant(),
      /** What ends it earlier. */
      endsBy: f.text(1000),
      /** How often this risk was accepted before. */
      before: z.int().min(0),
    }),
  states: ['in-force', 'expired', 'ended', 'retired'],
  initial: 'in-force',
  transitions: {
    expire: { title: 'Expires', from: ['in-force'], to: 'expired', by: 'workflow' },
    end: { title: 'Is ended', from: ['in-force'], to: 'ended', by: 'workflow' },
  },
  links: { accepts: { to: ['risk'], title: 'Accepts', most: 1 } },
  summary: (content) => ({ label: content.reason.slice(0, 200), owner: content.by }),
  example: {
    id: '01936b2c-7b1e-7c3a-9f00-0000000000a1-bias',
    content: {
      risk: { type: 'risk', id: 'credit-scoring-bias', version: 3, digest: 'a'.repeat(64) },
      residual: { likelihood: 2, impact: 4, level: 3 },
      criteria: { type: 'risk-criteria', id: 'default', version: 2, digest: 'b'.repeat(64) },
      role: 'role/chief-risk-officer',
      by: 'person/01936b2c-7b1e-7c3a-9f00-000000000001',
      decidedBy: {
        type: 'task',
        id: '01936b2c-7b1e-7c3a-9f00-0000000000a1-accept-bias-w1-1',
        version: 2,
        digest: 'd'.repeat(64),
      },
      reason: 'The second look halves it, and stopping would send applicants to dearer loans',
      gains: 'Applicants get an answer in a day; those under 25 bear it',
      until: '2027-06-10T21:59:59.999Z',
      endsBy: 'A difference above 1.25 in a quarter, or a complaint that is upheld',
      before: 0,
    },
    links: [{ rel: 'accepts', to: 'risk/credit-scoring-bias' }],
  },
});

export type AcceptanceContent = z.output<ReturnType<typeof acceptance.stored>>;
