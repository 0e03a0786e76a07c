import { Duration } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Stage } from '../config.ts';
import type { Names } from '../names.ts';

/** Metrics that the alarms and the dashboard are made of. */
export interface Watched {
  readonly deadLetters: IMetric;
  /** Seconds that the oldest message from outside has waited. */
  readonly ingestBehind: IMetric;
  readonly logErrors: IMetric;
  readonly logBehind: IMetric;
  readonly sweepErrors: IMetric;
  readonly sweepRuns: IMetric;
  readonly serverErrors: IMetric;
  readonly requests: IMetric;
  readonly latency: IMetric;
  readonly throttles: IMetric;
  readonly attention: IMetric;
  /** Failed executions by workflow. */
  readonly failed: ReadonlyMap<string, IMetric>;
}

const HOUR_MS = 3_600_000;
const HOUR_SECONDS = 3600;

/**
 * Few alarms, each on one metric and each something to act on, a topic with somebody who listens,
 * one dashboard, a budget. An execution that died is something left behind: so a new workflow needs
 * no alarm of its own.
 */
export class Watch extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: { stage: Stage; names: Names; of: Watched }) {
    super(scope, id);
    const { stage, names, of } = props;
    this.topic = new Topic(this, 'Topic', { topicName: names.alarmTopic, enforceSSL: true });
    this.topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));
    if (stage.alarms !== 'nobody') {
      this.topic.addSubscription(new EmailSubscription(stage.alarms.email));
    }

    this.#alarm('DeadLetters', of.deadLetters, 'An event failed for good and lies in the queue.');
    this.#alarm(
      'IngestBehind',
      of.ingestBehind,
      'What came from outside has waited for an hour.',
      HOUR_SECONDS,
    );
    this.#alarm('LogErrors', of.logErrors, 'The log stopped or passed something over.');
    this.#alarm('LogBehind', of.logBehind, 'The stream to the log stands for an hour.', HOUR_MS);
    this.#alarm('SweepErrors', of.sweepErrors, 'A run of the sweep failed.');
    this.#silence('SweepSilent', of.sweepRuns, 'The sweep, the one clock, has not run.');
    this.#alarm('ServerErrors', of.serverErrors, 'The API or a task page failed.');
    this.#alarm('Attention', of.attention, 'A function went on and left something behind.');
    this.#dashboard(names, of);
    if (stage.budget !== 'none') this.#budget(stage, stage.budget, names);
  }

  #alarm(id: string, metric: IMetric, description: string, threshold = 1): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold,
      alarmDescription: description,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }

  #silence(id: string, metric: IMetric, description: string): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold: 1,
      alarmDescription: description,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }

  #dashboard(names: Names, of: Watched): void {
    const graph = (title: string, ...left: IMetric[]) => new GraphWidget({ title, left, width: 8 });
    new Dashboard(this, 'Dashboard', {
      dashboardName: names.prefix,
      defaultInterval: Duration.days(7),
      widgets: [
        [
          graph('Requests', of.requests, of.serverErrors),
          graph('Latency', of.latency),
          graph('Stalled executions', ...of.failed.values()),
        ],
        [
          graph('Log', of.logErrors, of.logBehind),
          graph('Sweep', of.sweepRuns, of.sweepErrors),
          graph('Left behind', of.deadLetters, of.ingestBehind, of.attention, of.throttles),
        ],
      ],
    });
  }

  #budget(stage: Stage, budget: Exclude<Stage['budget'], 'none'>, names: Names): void {
    const ofStage = { TagKeyValue: [`user:assent-stage$${stage.name}`] };
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: names.prefix,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: budget.monthlyUsd, unit: 'USD' },
        ...(budget.of === 'stage' && { costFilters: ofStage }),
      },
      notificationsWithSubscribers: [
        {
          notification: {
            notificationType: 'ACTUAL',
            comparisonOperator: 'GREATER_THAN',
            threshold: 80,
          },
          subscribers: [{ subscriptionType: 'EMAIL', address: budget.email }],
        },
      ],
    });
  }
}

/** A metric of the account that no construct offers. */
export function accountMetric(namespace: string, metricName: string, statistic: string): Metric {
  return new Metric({ namespace, metricName, statistic, period: Duration.minutes(5) });
}
