import * as z from 'zod';
import type { Issue } from '../errors.ts';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** From when the next review is counted. */
const anchor = () =>
  z.discriminatedUnion('from', [
    /** So many months after the last one was completed. */
    z.strictObject({ from: z.literal('completion'), months: z.int().min(1).max(60) }),
    /** On fixed days of each year, `MM-DD`; 29 February is the 28th in other years. */
    z.strictObject({
      from: z.literal('calendar'),
      days: z
        .array(z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/))
        .min(1)
        .max(12),
    }),
  ]);

const cadence = () =>
  z.strictObject({
    type: f.typeName(),
    tier: f.tier().optional(),
    anchor: anchor(),
    /** Asked where the record has no owner, or its owner is not there. */
    reviewer: f.ref('role', 'person'),
    /** Signs what the reviewer found; absent: nobody does. */
    approver: f.ref('role', 'person').optional(),
    deadline: f.span(),
    reminders: z.array(f.span()).max(5),
    escalateTo: f.ref('role', 'person').optional(),
    identity: z.enum(['link', 'signed-in']),
  });

/** Which records are looked at again, how often, by whom (ISO/IEC 42001 9.1, 9.3, 8.2, 8.4). */
export const reviewPlan = defineType({
  name: 'review-plan',
  title: 'Review plan',
  about: 'Which records are looked at again, how often, and by whom (9.1, 8.2, 8.4).',
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
      /** The first that fits counts. */
      cadences: z.array(cadence()).min(1).max(60),
      /** How often a control must leave evidence in a period (A-controls in operation). */
      evidence: z
        .array(
          z.strictObject({
            control: f.line(12),
            what: f.line(300),
            occurrences: z.int().min(1).max(366),
            every: z.enum(['month', 'quarter', 'year']),
            from: f.date(),
          }),
        )
        .max(60),
    }),
  states: ['in-force', 'retired'],
  initial: 'in-force',
  transitions: {},
  links: {},
  summary: (content) => ({ label: content.name, owner: content.owner }),
  rules: ({ cadences }): readonly Issue[] => cadences.flatMap(impossibleDays),
  example: {
    id: 'default',
    content: {
      name: 'What is looked at again',
      owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      zone: 'Europe/Oslo',
      cadences: [
        {
          type: 'ai-system',
          tier: 'high',
          anchor: { from: 'completion', months: 3 },
          reviewer: 'role/head-of-ai',
          approver: 'role/chief-risk-officer',
          deadline: { amount: 15, unit: 'working-days' },
          reminders: [{ amount: 3, unit: 'working-days' }],
          escalateTo: 'role/chief-risk-officer',
          identity: 'link',
        },
        {
          type: 'policy',
          anchor: { from: 'calendar', days: ['03-01', '09-01'] },
          reviewer: 'role/head-of-ai',
          deadline: { amount: 30, unit: 'days' },
          reminders: [],
          identity: 'link',
        },
      ],
      evidence: [
        {
          control: 'A.6.2.6',
          what: 'Report of drift, looked at',
          occurrences: 3,
          every: 'quarter',
          from: '2027-01-01',
        },
      ],
    },
    links: [],
  },
});

export type ReviewPlanContent = z.output<ReturnType<typeof reviewPlan.stored>>;
export type Cadence = z.output<ReturnType<typeof cadence>>;

function impossibleDays({ anchor: by }: Cadence, n: number): readonly Issue[] {
  if (by.from !== 'calendar') return [];
  // 2024 is a leap year, in which every day is that there ever is.
  const wrong = by.days.filter((day) => !z.iso.date().safeParse(`2024-${day}`).success);
  return wrong.map((day) => ({ path: `/cadences/${n}/anchor/days`, message: `no day ${day}` }));
}
