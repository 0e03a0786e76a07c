import prices from './prices.json' with { type: 'json' };

/** What a template holds, as far as it costs when nothing happens. */
export interface Standing {
  /** Resources by type, such as `AWS::KMS::Key`. */
  readonly types: readonly string[];
  /** Queues that a function polls. */
  readonly polledQueues: number;
  /** Metrics that functions or filters make. */
  readonly customMetrics: number;
}

/** One line of the bill of a month: what, and US dollars. */
export interface BillLine {
  readonly what: string;
  readonly dollars: number;
}

const MONTH_SECONDS = 30 * 24 * 60 * 60;

/** The sweep: every five minutes, 512 MB, a third of a second with little due. */
const SWEEP = { everySeconds: 300, gb: 0.5, seconds: 0.35, readUnits: 5 };

/** A polled queue is asked by five pollers, each for 20 s at a time. */
const POLL = { pollers: 5, seconds: 20 };

/** Little data: what an idle deployment of fifty systems holds. */
const HELD = { tableGb: 0.1, bucketGb: 3, logGbIn: 0.05 };

/**
 * The bill of a month in which nobody does anything, from what the template holds. Free tiers that
 * end, and those of use (Lambda, DynamoDB's 25 GB), are left out: it is an upper bound.
 */
export function costAtRest(standing: Standing): readonly BillLine[] {
  const count = (type: string) => standing.types.filter((one) => one === type).length;
  const sweeps = MONTH_SECONDS / SWEEP.everySeconds;
  const perSweep =
    prices.lambdaRequest +
    SWEEP.gb * SWEEP.seconds * prices.lambdaArmGbSecond +
    SWEEP.readUnits * prices.dynamodbReadUnit;
  const polls = (standing.polledQueues * POLL.pollers * MONTH_SECONDS) / POLL.seconds;
  return [
    { what: 'keys', dollars: count('AWS::KMS::Key') * prices.kmsKeyMonth },
    {
      what: 'alarms',
      dollars: beyond(count('AWS::CloudWatch::Alarm'), prices.alarmsFree) * prices.alarmMonth,
    },
    {
      what: 'dashboards',
      dollars:
        beyond(count('AWS::CloudWatch::Dashboard'), prices.dashboardsFree) * prices.dashboardMonth,
    },
    { what: 'custom metrics', dollars: standing.customMetrics * prices.customMetricMonth },
    { what: 'polled queues', dollars: polls * prices.sqsRequest },
    { what: 'sweep', dollars: sweeps * perSweep },
    {
      what: 'tables',
      dollars: HELD.tableGb * (prices.dynamodbGbMonth + prices.dynamodbPitrGbMonth),
    },
    { what: 'evidence', dollars: HELD.bucketGb * prices.s3GbMonth },
    { what: 'logs', dollars: HELD.logGbIn * prices.logGbIn },
  ];
}

function beyond(count: number, free: number): number {
  return Math.max(0, count - free);
}
