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
      release: f.line(60),
      kind: z.enum(['classical', 'deep-learning', 'generative', 'rules', 'other']),
      intendedUse: f.text(),
      limitations: z.array(f.line(500)).max(30),
      /** SHA-256 of the artefact, where there is one file. */
      artefact: f.hex().optional(),
    }),
  states: ['registered', 'retired'],
  initial: 'registered',
  transitions: {},
  links: {
    'supplied-by': { to: ['vendor'], title: 'Supplied by', most: 1 },
    'tested-by': { to: ['evidence'], title: 'Tested by', pinned: true },
  },
  summary: (content) => ({ label: `${content.name} ${content.release}` }),
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
