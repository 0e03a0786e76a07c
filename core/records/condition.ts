import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** A promise that an approval rests on. Missing it suspends what was approved. */
export const condition = defineType({
  name: 'condition',
  title: 'Condition',
  about: 'A promise that an approval rests on, with an owner and a date (8.1, A.6.2.5).',
  schema: 1,
  retention: 'record',
  writtenBy: 'workflow',
  content: () =>
    z.strictObject({
      approval: f.ref('approval'),
      /** The version that was approved. */
      subject: f.pinned(),
      text: f.text(1000),
      owner: f.ref('person'),
      due: f.instant(),
      /** What lapses where it is missed, in words. */
      lapses: f.text(500),
      /** The decision that set it. */
      setBy: f.pinned('task'),
      /** The decision that says it is fulfilled, and how. */
      fulfilledBy: f.pinned('task').optional(),
    }),
  states: ['open', 'met', 'missed', 'retired'],
  initial: 'open',
  transitions: {
    meet: { title: 'Is met', from: ['open', 'missed'], to: 'met', by: 'workflow' },
    miss: { title: 'Is missed', from: ['open'], to: 'missed', by: 'workflow' },
  },
  links: { about: { to: [], title: 'About', most: 1 } },
  summary: (content) => ({ label: content.text.slice(0, 200), owner: content.owner }),
  rules: (content, state) =>
    (state === 'met') === (content.fulfilledBy !== undefined)
      ? []
      : [{ path: '/fulfilledBy', message: `stands exactly in a condition that is met (${state})` }],
  example: {
    id: '01936b2c-7b1e-7c3a-9f00-00000000000a-c1',
    content: {
      approval: 'approval/01936b2c-7b1e-7c3a-9f00-00000000000a',
      subject: { type: 'ai-system', id: 'credit-scoring', version: 2, digest: 'a'.repeat(64) },
      text: 'The stop is tried again with the new release',
      owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      due: '2026-12-15T22:59:59.999Z',
      lapses: 'Credit scoring is taken out of use',
      setBy: {
        type: 'task',
        id: '01936b2c-7b1e-7c3a-9f00-00000000000a-1-s1-1',
        version: 2,
        digest: 'd'.repeat(64),
      },
    },
    links: [{ rel: 'about', to: 'ai-system/credit-scoring' }],
  },
});

export type ConditionContent = z.output<ReturnType<typeof condition.stored>>;
