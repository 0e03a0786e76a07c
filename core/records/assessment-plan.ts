import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';
import { DIMENSIONS } from './risk-criteria.ts';

const step = () =>
  z.strictObject({
    role: f.ref('role', 'person'),
    deadline: f.span(),
    reminders: z.array(f.span()).max(5),
    escalateTo: f.ref('role', 'person').optional(),
    identity: z.enum(['link', 'signed-in']),
  });

/** Who assesses which dimension, by when, and who treats what is found (ISO/IEC 42001 6.1.2). */
export const assessmentPlan = defineType({
  name: 'assessment-plan',
  title: 'Assessment plan',
  about: 'Who assesses which dimension by when, and who treats what is found (6.1.2, 6.1.4, 8.2).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      name: f.line(),
      owner: f.ref('person'),
      zone: f.zone(),
      holidays: z
        .string()
        .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
        .optional(),
      dimensions: z
        .array(
          step().extend({
            dimension: z.enum(DIMENSIONS),
            set: f.ref('question-set'),
            /** Of how many people who do not know of each other's answer. */
            assessors: z.int().min(1).max(3),
          }),
        )
        .min(1)
        .max(DIMENSIONS.length),
      treatment: step(),
      /** Who accepts, and who stands above them, the criteria say by level. */
      acceptance: step().omit({ role: true, escalateTo: true }),
      impact: step(),
      /** An assessment that is not done by then ends overdue. */
      within: f.span(),
    }),
  states: ['in-force', 'retired'],
  initial: 'in-force',
  transitions: {},
  links: { for: { to: ['ai-system'], title: 'For', most: 1 } },
  summary: (content) => ({ label: content.name, owner: content.owner }),
  rules: ({ dimensions }) => {
    const names = dimensions.map(({ dimension }) => dimension);
    const twice = names.find((name, n) => names.indexOf(name) < n);
    if (twice === undefined) return [];
    return [{ path: '/dimensions', message: `${twice} stands twice` }];
  },
  example: {
    id: 'default',
    content: {
      name: 'Assessment of AI systems',
      owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      zone: 'Europe/Oslo',
      dimensions: [
        {
          dimension: 'bias',
          set: 'question-set/bias-machine-learning',
          assessors: 2,
          role: 'role/ai-risk',
          deadline: { amount: 10, unit: 'working-days' },
          reminders: [{ amount: 2, unit: 'working-days' }],
          escalateTo: 'role/chief-risk-officer',
          identity: 'link',
        },
      ],
      treatment: {
        role: 'role/head-of-ai',
        deadline: { amount: 10, unit: 'working-days' },
        reminders: [],
        identity: 'link',
      },
      acceptance: {
        deadline: { amount: 10, unit: 'working-days' },
        reminders: [],
        identity: 'link',
      },
      impact: {
        role: 'role/data-protection-officer',
        deadline: { amount: 15, unit: 'working-days' },
        reminders: [],
        identity: 'link',
      },
      within: { amount: 60, unit: 'days' },
    },
    links: [],
  },
});

/** The ids under which the plan for a system is found, the most particular first. */
export const assessmentPlanIds = (system: string): readonly string[] => [system, 'default'];

export type AssessmentPlanContent = z.output<ReturnType<typeof assessmentPlan.stored>>;
