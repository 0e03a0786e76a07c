import * as z from 'zod';
import { mappingRule } from '../signals/system-of.ts';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** Rules of one record. */
export const MAX_RULES = 200;

/** Which events from outside belong to which AI system (A.6.2.6, A.6.2.8). */
export const signalMapping = defineType({
  name: 'signal-mapping',
  title: 'Mapping of signals',
  about: 'Which events from outside belong to which AI system (A.6.2.6, A.6.2.8).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      name: f.line(),
      owner: f.ref('person').optional(),
      /** The first that fits counts, within a record and by the records' ids. */
      rules: z.array(mappingRule()).min(1).max(MAX_RULES),
    }),
  states: ['in-force', 'retired'],
  initial: 'in-force',
  transitions: {},
  links: {},
  summary: (content) => ({
    label: content.name,
    ...(content.owner === undefined ? {} : { owner: content.owner }),
  }),
  example: {
    id: 'credit',
    content: {
      name: 'What the credit team runs',
      rules: [
        { when: { alarm: 'credit-scorecard-*' }, system: 'ai-system/credit-scoring' },
        { when: { tag: { name: 'assent:system' } }, systemTag: 'assent:system' },
      ],
    },
    links: [],
  },
});

export type SignalMappingContent = z.output<ReturnType<typeof signalMapping.stored>>;
