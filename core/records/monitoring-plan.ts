import * as z from 'zod';
import { canonicalText } from '../canonical.ts';
import { foldingTerms } from '../signals/folding/terms.ts';
import { SEVERITIES } from '../signals/severity.ts';
import { kind, MAX_FINGERPRINT_CHARS } from '../signals/signal.ts';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** Whether a text is what adapters know causes by: canonical, the adapter's name first. */
function isFingerprint(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.length > 1 && canonicalText(value.map(String)) === text;
  } catch {
    return false;
  }
}

/** Which signals a system must send, how often, and when they open an incident (A.6.2.6). */
export const monitoringPlan = defineType({
  name: 'monitoring-plan',
  title: 'Monitoring plan',
  about: 'Which signals a system must send, how often, and what opens an incident (9.1, A.6.2.6).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      name: f.line(),
      owner: f.ref('person'),
      /** Expected signals: each is looked for by its cause. */
      expects: z
        .array(
          z.strictObject({
            title: f.line(),
            kind: kind(),
            /** What its adapter says that repeats have in common: `assent emit` tells it. */
            fingerprint: z.string().min(1).max(MAX_FINGERPRINT_CHARS),
            every: f.span(),
            /** How much it matters where none comes. */
            silence: z.enum(SEVERITIES),
          }),
        )
        .max(30),
      /** Terms by kind of signal, the first that fits; others keep what holds for every system. */
      terms: z.array(z.strictObject({ kind: kind(), terms: foldingTerms() })).max(30),
    }),
  states: ['in-force', 'retired'],
  initial: 'in-force',
  transitions: {},
  links: { monitors: { to: ['ai-system'], title: 'Monitors', most: 1 } },
  summary: (content) => ({ label: content.name, owner: content.owner }),
  // Else what is expected would never come, and nobody would know why.
  rules: ({ expects }) =>
    expects.flatMap(({ fingerprint }, n) =>
      isFingerprint(fingerprint)
        ? []
        : [
            {
              path: `/expects/${n}/fingerprint`,
              message: 'is no fingerprint: assent emit says it',
            },
          ],
    ),
  example: {
    id: 'credit-scoring',
    content: {
      name: 'Monitoring of credit scoring',
      owner: 'person/01936b2c-7b1e-7c3a-9f00-000000000002',
      expects: [
        {
          title: 'Nightly drift report',
          kind: 'heartbeat',
          fingerprint: '["monitoring-signal","acme.monitoring","drift-report"]',
          every: { amount: 26, unit: 'hours' },
          silence: 'medium',
        },
      ],
      terms: [
        {
          kind: 'drift',
          terms: {
            counts: 'low',
            thresholds: [{ by: 'severity', least: 'medium' }],
            flapping: { turns: 4, minutes: 30 },
          },
        },
      ],
    },
    links: [{ rel: 'monitors', to: 'ai-system/credit-scoring' }],
  },
});

export type MonitoringPlanContent = z.output<ReturnType<typeof monitoringPlan.stored>>;
