import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** What is done so that a cause goes away, and whether it did (ISO/IEC 42001 10.2). */
export const correctiveAction = defineType({
  name: 'corrective-action',
  title: 'Corrective action',
  about: 'What is done so that a cause goes away, and whether it did (10.2).',
  schema: 1,
  retention: 'record',
  writtenBy: 'workflow',
  content: () =>
    z.strictObject({
      incident: f.ref('incident'),
      text: f.text(1000),
      owner: f.ref('person'),
      due: f.instant(),
      /** When it is looked at whether it had its effect, by whom, and what shows it. */
      effect: z.strictObject({ due: f.instant(), by: f.ref('person'), shownBy: f.text(1000) }),
      /** The decision that planned it. */
      plannedBy: f.pinned('task'),
      done: z.strictObject({ by: f.pinned('task'), at: f.instant(), how: f.text(2000) }).optional(),
      checked: z
        .strictObject({ by: f.pinned('task'), at: f.instant(), found: f.text(2000) })
        .optional(),
    }),
  states: ['open', 'overdue', 'done', 'effective', 'ineffective', 'retired'],
  initial: 'open',
  transitions: {
    miss: { title: 'Is overdue', from: ['open'], to: 'overdue', by: 'workflow' },
    do: { title: 'Is done', from: ['open', 'overdue'], to: 'done', by: 'workflow' },
    prove: { title: 'Had its effect', from: ['done'], to: 'effective', by: 'workflow' },
    fail: { title: 'Had no effect', from: ['done'], to: 'ineffective', by: 'workflow' },
  },
  links: {
    of: { to: ['incident'], title: 'Of incident', most: 1 },
    'proved-by': { to: ['evidence'], title: 'Proved by' },
  },
  summary: (content) => ({ label: content.text.slice(0, 200), owner: content.owner }),
  rules: (content, state) => {
    const isDone = state !== 'open' && state !== 'overdue' && state !== 'retired';
    if (state === 'retired' || isDone === (content.done !== undefined)) return [];
    return [{ path: '/done', message: `stands exactly in an action that is done (${state})` }];
  },
  example: {
    id: '01936b2c-7b1e-7c3a-9f00-0000000000f1-a1',
    content: {
      incident: 'incident/01936b2c-7b1e-7c3a-9f00-0000000000f1',
      text: 'Refit the scorecard on applications since March, and monitor income by quarter',
      owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      due: '2026-12-15T22:59:59.999Z',
      effect: {
        due: '2027-02-15T22:59:59.999Z',
        by: 'person/01936b2c-7b1e-7c3a-9f00-000000000001',
        shownBy: 'Population stability of income under 0.1 for eight weeks',
      },
      plannedBy: {
        type: 'task',
        id: '01936b2c-7b1e-7c3a-9f00-0000000000f1-correction-w1-1',
        version: 2,
        digest: 'd'.repeat(64),
      },
    },
    links: [{ rel: 'of', to: 'incident/01936b2c-7b1e-7c3a-9f00-0000000000f1' }],
  },
});

export type CorrectiveActionContent = z.output<ReturnType<typeof correctiveAction.stored>>;
