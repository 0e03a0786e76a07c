import * as z from 'zod';
import type { Ref } from '../ids.ts';
import { MAX_REASON_CHARS } from '../limits.ts';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** Somebody says that a decision recorded as theirs was not theirs. Its id is the task's. */
export const repudiation = defineType({
  name: 'repudiation',
  title: 'Repudiation',
  about: 'Somebody says that a decision recorded as theirs was not theirs (A.8.3).',
  schema: 1,
  retention: 'record',
  writtenBy: 'workflow',
  content: () =>
    z.strictObject({
      decision: f.pinned('task'),
      approval: f.ref('approval'),
      subject: f.pinned(),
      person: f.ref('person'),
      reported: f.instant(),
      comment: f.text(MAX_REASON_CHARS).optional(),
    }),
  states: ['open', 'upheld', 'dismissed', 'retired'],
  initial: 'open',
  transitions: {
    uphold: { title: 'Is upheld', from: ['open'], to: 'upheld', by: 'people' },
    dismiss: { title: 'Is dismissed', from: ['open'], to: 'dismissed', by: 'people' },
  },
  links: { about: { to: [], title: 'About', most: 1 } },
  summary: (content) => ({ person: content.person }),
  example: {
    id: '01936b2c-7b1e-7c3a-9f00-00000000000a-1-s1-1',
    content: {
      decision: {
        type: 'task',
        id: '01936b2c-7b1e-7c3a-9f00-00000000000a-1-s1-1',
        version: 2,
        digest: 'd'.repeat(64),
      },
      approval: 'approval/01936b2c-7b1e-7c3a-9f00-00000000000a',
      subject: { type: 'ai-system', id: 'credit-scoring', version: 2, digest: 'a'.repeat(64) },
      person: 'person/01936b2c-7b1e-7c3a-9f00-000000000001',
      reported: '2026-11-25T07:30:00.000Z',
      comment: 'I was travelling and did not open this mail',
    },
    links: [{ rel: 'about', to: 'ai-system/credit-scoring' }],
  },
});

/** The report on a task's decision: there is one at most. */
export const repudiationRef = (task: Ref): Ref => `repudiation/${task.slice('task/'.length)}`;

export type RepudiationContent = z.output<ReturnType<typeof repudiation.stored>>;
