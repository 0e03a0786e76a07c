import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FunctionName, Names } from '../names.ts';
import type { Functions } from './functions.ts';

/**
 * What a function says when it goes on without something that somebody has to see to: a version
 * that could not be put, a record that could not be taken, a person whom no mail reaches, an
 * event that could not be read, an execution that died, an incident that nobody can be asked about
 * or that nobody can close.
 */
export const LEFT_BEHIND = {
  log: ['passed over'],
  sweep: ['not taken'],
  mail: ['undeliverable'],
  ingest: ['put in quarantine', 'execution died'],
  await: ['nobody to ask'],
  step: ['closure refused'],
} as const satisfies Partial<Record<FunctionName, readonly string[]>>;

/** Lines that hold one of the terms. */
const anyOf = (terms: readonly string[]) =>
  FilterPattern.literal(terms.map((term) => `?"${term}"`).join(' '));

/**
 * One metric over those lines of the log groups, whose alarm is one too: the line says which.
 * Without a default value, it costs nothing while nothing is said.
 */
export function attentionMetric(scope: Construct, names: Names, functions: Functions['by']) {
  const metric = { metricNamespace: 'Assent', metricName: `${names.prefix}-attention` };
  for (const name of ['log', 'sweep', 'mail', 'ingest', 'await', 'step'] as const) {
    new MetricFilter(scope, `Attention-${name}`, {
      ...metric,
      logGroup: functions[name].logGroup,
      filterPattern: anyOf(LEFT_BEHIND[name]),
      metricValue: '1',
    });
  }
  return new Metric({
    namespace: metric.metricNamespace,
    metricName: metric.metricName,
    period: Duration.minutes(5),
    statistic: 'Sum',
  });
}
