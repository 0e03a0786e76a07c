import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** One trained model, in one version of its own (ISO/IEC 42001 A.6.2). */
export const model = defineType({
  name: 'model',
  title: 'Model',
  about: 'A trained model that AI systems use (A.6.2).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      name: f.line(),
      owner: f.ref('person').optional(),
      tier: f.tier().optional(),
      release: f.line(60),
      kind: z.enum(['classical', 'deep-learning', 'generative', 'rules', 'other']),
      intendedUse: f.text(),
      limitations: z.array(f.line(500)).max(30),
      /** What was tested against which threshold, as fixed before the test; failures too. */
      tests: z
        .array(
          z.strictObject({
            name: f.line(),
            group: f.line().optional(),
            threshold: f.line(100),
            result: f.line(100),
            passed: z.boolean(),
            on: f.date(),
          }),
        )
        .max(50)
        .optional(),
      /** Where the training data come from, the right to use them, and their known gaps. */
      data: f.text(2000).optional(),
      unknowns: z.array(f.line(500)).max(30).optional(),
      /** SHA-256 of the artefact, where there is one file. */
      artefact: f.hex().optional(),
    }),
  states: ['registered', 'in-approval', 'released', 'suspended', 'retired'],
  initial: 'registered',
  approved: ['released'],
  revising: ['registered', 'in-approval'],
  edited: { 'in-approval': 'registered', released: 'registered', suspended: 'registered' },
  transitions: {
    'request-release': {
      title: 'Asks to be released',
      from: ['registered', 'suspended'],
      to: 'in-approval',
      by: 'people',
      asks: { granted: 'release', refused: 'send-back' },
    },
    release: { title: 'Is released', from: ['in-approval'], to: 'released', by: 'approval' },
    'send-back': { title: 'Goes back', from: ['in-approval'], to: 'registered', by: 'workflow' },
    suspend: { title: 'Is suspended', from: ['released'], to: 'suspended', by: 'people' },
  },
  links: {
    'supplied-by': { to: ['vendor'], title: 'Supplied by', most: 1 },
    'learns-from': { to: ['dataset'], title: 'Learns from' },
    'tested-by': { to: ['evidence'], title: 'Tested by', pinned: true },
  },
  summary: (content) => ({
    label: `${content.name} ${content.release}`,
    ...(content.owner === undefined ? {} : { owner: content.owner }),
    ...(content.tier === undefined ? {} : { tier: content.tier }),
  }),
  example: {
    id: 'credit-scorecard',
    content: {
      name: 'Credit scorecard',
      release: '14',
      kind: 'classical',
      intendedUse: 'Probability that a household loan under 40,000 EUR falls into arrears',
      limitations: ['Not validated for the self-employed', 'No applicants under 21 in training'],
    },
    links: [{ rel: 'supplied-by', to: 'vendor/fjord-analytics' }],
  },
});
