import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** A program that acts on its own: a function of ours, a pipeline, a set-up script. */
export const service = defineType({
  name: 'service',
  title: 'Service',
  about: 'A program that writes records under its own name.',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      name: f.line(),
      purpose: f.line(500),
      /** Whether it may write in a person's name, having identified the person itself. */
      actsForPeople: z.boolean(),
    }),
  states: ['active', 'retired'],
  initial: 'active',
  transitions: {},
  links: {},
  summary: (content) => ({ label: content.name }),
  example: {
    id: 'assent-sweep',
    content: {
      name: 'Assent sweep',
      purpose: 'Takes whatever is due: reminders, lapses, lost executions',
      actsForPeople: false,
    },
    links: [],
  },
});
