import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

const vkey = () => z.string().max(250);

/**
 * What the management system says of itself: `system/heartbeat` (each day, so that silence shows),
 * `system/log-key` (the keys in force) and `system/log` (the log that this one continues).
 */
export const system = defineType({
  name: 'system',
  title: 'System',
  about: 'What the management system says of itself: heartbeat, keys, the log before.',
  schema: 1,
  retention: 'log',
  writtenBy: 'workflow',
  content: () =>
    z.union([
      z.strictObject({
        backlog: z.int().min(0),
        /** The oldest moment that came due and is not done; `null` where nothing waits. */
        oldestDue: f.instant().nullable(),
        /** Messages in dead-letter queues; `null` where this stage counts none. */
        deadLetters: z.int().min(0).nullable(),
        software: f.line(),
      }),
      z.strictObject({ keys: z.array(vkey()).min(1).max(8) }),
      z.strictObject({
        previous: z.strictObject({
          origin: z.string().max(100),
          root: z.string().max(44),
          size: z.int().min(1),
          vkeys: z.array(vkey()).min(1).max(8),
        }),
      }),
    ]),
  states: ['active', 'retired'],
  initial: 'active',
  transitions: {},
  links: {},
  summary: () => ({}),
  rules: (content, _state, id) => {
    const member = { heartbeat: 'backlog', 'log-key': 'keys', log: 'previous' }[id];
    if (member === undefined) return [{ path: '', message: `There is no record system/${id}` }];
    return member in content ? [] : [{ path: '', message: `system/${id} carries ${member}` }];
  },
  example: {
    id: 'heartbeat',
    content: { backlog: 0, oldestDue: null, deadLetters: 0, software: 'assent 0.1.0' },
    links: [],
  },
});
