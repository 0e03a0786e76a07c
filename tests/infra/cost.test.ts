import { describe, expect, it } from 'vitest';
import { costAtRest } from '#infra/cost-at-rest.ts';
import { both, ofType, type Resource } from './support/synthesise.ts';

/** Types that cost something only when they are used, or not at all. */
const FREE_AT_REST = [
  'ApiGatewayV2::Api',
  'ApiGatewayV2::ApiMapping',
  'ApiGatewayV2::Authorizer',
  'ApiGatewayV2::DomainName',
  'ApiGatewayV2::Integration',
  'ApiGatewayV2::Route',
  'ApiGatewayV2::Stage',
  'Budgets::Budget',
  'Events::Archive',
  'Events::EventBus',
  'Events::EventBusPolicy',
  'Events::Rule',
  'IAM::Policy',
  'IAM::Role',
  'KMS::Alias',
  'Lambda::EventInvokeConfig',
  'Lambda::EventSourceMapping',
  'Lambda::Function',
  'Lambda::Permission',
  'Logs::LogGroup',
  'Logs::MetricFilter',
  'Route53::RecordSet',
  'S3::BucketPolicy',
  'SES::ConfigurationSet',
  'SES::ConfigurationSetEventDestination',
  'SES::EmailIdentity',
  'SNS::Subscription',
  'SNS::Topic',
  'SNS::TopicPolicy',
  'SQS::Queue',
  'SQS::QueuePolicy',
  'SSM::Parameter',
  'StepFunctions::StateMachine',
];

/** Types that `costAtRest` puts a price on. */
const PRICED = [
  'CloudWatch::Alarm',
  'CloudWatch::Dashboard',
  'DynamoDB::GlobalTable',
  'KMS::Key',
  'S3::Bucket',
];

const known = new Set([...FREE_AT_REST, ...PRICED].map((type) => `AWS::${type}`));

function polledQueues(all: Readonly<Record<string, Resource>>): number {
  const sources = ofType(all, 'AWS::Lambda::EventSourceMapping');
  return sources.filter((one) => !JSON.stringify(one.Properties).includes('stream')).length;
}

describe.each(both)('stage $stage.name at rest', ({ all }) => {
  const types = Object.values(all).map((one) => one.Type);

  it('holds nothing whose price is not known here', () => {
    expect(types.filter((type) => !known.has(type))).toEqual([]);
  });

  it('keeps no function warm, no capacity and no request validator waiting', () => {
    const text = JSON.stringify(all);
    for (const costly of [
      'ProvisionedConcurrency',
      'PROVISIONED',
      'VpcConfig',
      'ContributorInsights',
    ]) {
      expect(text).not.toContain(costly);
    }
  });

  it('makes no metric while nothing is said', () => {
    const filters = ofType(all, 'AWS::Logs::MetricFilter');
    expect(filters.length).toBeGreaterThan(0);
    expect(JSON.stringify(filters)).not.toContain('DefaultValue');
  });

  it('costs less than two dollars a month', () => {
    const lines = costAtRest({ types, polledQueues: polledQueues(all), customMetrics: 0 });
    const total = lines.reduce((sum, line) => sum + line.dollars, 0);
    expect(total).toBeGreaterThan(1);
    expect(total).toBeLessThan(2);
  });
});

describe('the bill at rest', () => {
  const total = (standing: Partial<Parameters<typeof costAtRest>[0]>) => {
    const nothing = { types: [], polledQueues: 0, customMetrics: 0 };
    return costAtRest({ ...nothing, ...standing }).reduce((sum, line) => sum + line.dollars, 0);
  };

  it('grows by a dollar with a key', () => {
    expect(total({ types: ['AWS::KMS::Key'] }) - total({})).toBeCloseTo(1);
  });

  it('grows with the eleventh alarm, not with the tenth', () => {
    const alarms = (count: number) => Array.from({ length: count }, () => 'AWS::CloudWatch::Alarm');
    expect(total({ types: alarms(10) }) - total({})).toBe(0);
    expect(total({ types: alarms(11) }) - total({})).toBeCloseTo(0.1);
  });

  it('grows with a queue that is polled and a metric of its own', () => {
    expect(total({ polledQueues: 1 }) - total({})).toBeGreaterThan(0.2);
    expect(total({ customMetrics: 2 }) - total({})).toBeCloseTo(0.6);
  });
});
