import * as z from 'zod';
import { SEVERITIES } from '../signals/severity.ts';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** The steps of an incident that people are asked to take. */
export const STEPS = [
  'triage',
  'containment',
  'analysis',
  'correction',
  'reportability',
  'closing',
] as const;
export type Step = (typeof STEPS)[number];

const step = () =>
  z.strictObject({
    role: f.ref('role', 'person'),
    deadline: f.span(),
    reminders: z.array(f.span()).max(5),
    /** Who is asked instead where nobody answered by the deadline. */
    escalateTo: f.ref('role', 'person').optional(),
    identity: z.enum(['link', 'signed-in']),
  });

/** Who does what, by when, once something went wrong (ISO/IEC 42001 A.8.4, 8.1). */
export const responsePlan = defineType({
  name: 'response-plan',
  title: 'Incident response plan',
  about: 'Who does what, by when, once something went wrong (A.8.3, A.8.4).',
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
      steps: z.strictObject({
        triage: step(),
        containment: step(),
        analysis: step(),
        correction: step(),
        reportability: step(),
        closing: step(),
      }),
      /** Incidents of these severities, once confirmed, take their system out of use. */
      suspends: z.array(z.enum(SEVERITIES)).max(SEVERITIES.length),
      /** Duties of the catalogue that may concern this organisation: what is offered, in order. */
      duties: z.array(f.line(60)).min(1).max(60),
      /** Our own limit where the law says "at once". */
      undueDelay: f.span(),
    }),
  states: ['in-force', 'retired'],
  initial: 'in-force',
  transitions: {},
  links: { for: { to: ['ai-system'], title: 'For', most: 1 } },
  summary: (content) => ({ label: content.name, owner: content.owner }),
  example: {
    id: 'default',
    content: {
      name: 'Response to incidents with AI',
      owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      zone: 'Europe/Oslo',
      steps: {
        triage: {
          role: 'role/ai-risk',
          deadline: { amount: 4, unit: 'hours' },
          reminders: [{ amount: 1, unit: 'hours' }],
          escalateTo: 'role/chief-risk-officer',
          identity: 'link',
        },
        containment: {
          role: 'role/ai-risk',
          deadline: { amount: 1, unit: 'days' },
          reminders: [],
          identity: 'link',
        },
        analysis: {
          role: 'role/ai-risk',
          deadline: { amount: 5, unit: 'working-days' },
          reminders: [{ amount: 1, unit: 'working-days' }],
          identity: 'link',
        },
        correction: {
          role: 'role/ai-risk',
          deadline: { amount: 5, unit: 'working-days' },
          reminders: [],
          identity: 'link',
        },
        reportability: {
          role: 'role/compliance',
          deadline: { amount: 1, unit: 'days' },
          reminders: [{ amount: 4, unit: 'hours' }],
          escalateTo: 'role/chief-risk-officer',
          identity: 'link',
        },
        closing: {
          role: 'role/ai-risk',
          deadline: { amount: 10, unit: 'working-days' },
          reminders: [],
          identity: 'link',
        },
      },
      suspends: ['critical'],
      duties: ['euaia-art73-general', 'euaia-art73-death', 'gdpr-art33-authority'],
      undueDelay: { amount: 3, unit: 'days' },
    },
    links: [],
  },
});

/** The ids under which the plan for a system's incidents is found, the most particular first. */
export function responsePlanIds(system: string | undefined): readonly string[] {
  return system === undefined ? ['default'] : [system, 'default'];
}

export type ResponsePlanContent = z.output<ReturnType<typeof responsePlan.stored>>;
