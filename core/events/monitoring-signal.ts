import * as z from 'zod';
import { once } from '../once.ts';
import * as f from '../records/fields.ts';
import { ownCause, ownFields, ownSeverity } from './own-fields.ts';

/** The event's name on the bus (`detail-type`). */
export const MONITORING_SIGNAL = 'Monitoring Signal';

/**
 * What your own monitoring saw of an AI system. `raised` says that something is wrong, `cleared`
 * that it is right again, `info` that all is well: a sign of life.
 */
export const monitoringSignal = once(() =>
  z.strictObject({
    kind: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,31}$/)
      .describe('What it is about, in one word: drift, bias, or a word of yours'),
    title: f.line(),
    state: z
      .enum(['raised', 'cleared', 'info'])
      .default('raised')
      .describe('Something is wrong, is right again, or is as ever: a sign of life'),
    severity: ownSeverity().optional().describe('Of what is raised: medium where it is not said'),
    measure: z
      .strictObject({
        name: f.line(100),
        value: z.number(),
        threshold: z.number().optional(),
        unit: f.line(40).optional(),
      })
      .optional(),
    cause: ownCause(),
    ...ownFields(),
  }),
);

export type MonitoringSignal = z.output<ReturnType<typeof monitoringSignal>>;

export const example: MonitoringSignal = {
  kind: 'drift',
  title: 'Income of applicants has moved away from the baseline',
  state: 'raised',
  severity: 'medium',
  measure: { name: 'population stability index of income', value: 0.31, threshold: 0.2 },
  system: 'ai-system/credit-scoring',
  model: 'model/credit-scorecard',
  at: '2026-11-24T06:00:00Z',
  key: 'drift-2026-11-24-income',
};
