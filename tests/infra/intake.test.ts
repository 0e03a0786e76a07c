import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { adapters } from '#core/signals/adapters/index.ts';
import { IDENTITY_DAYS } from '#core/signals/folding/terms.ts';
import { namesOf } from '#infra/names.ts';
import { flat, policyDocument } from './support/policies.ts';
import { both, ofType, onlyOf, type Resource } from './support/synthesise.ts';

/** Properties of a resource, with its logical id. */
type Named = Resource['Properties'] & { readonly id: string };

/** By which the queue hears of events. */
const RULES = ['dead-executions', 'signals', 'native', 'calls', 'executions'];

const pattern = z.object({ source: z.array(z.string()), 'detail-type': z.array(z.string()) });

describe.each(both)('what reaches stage $stage.name from outside', ({ app, all, stage }) => {
  const names = namesOf(stage);
  const named = (type: string, member: string, name: string): Named => {
    const found = Object.entries(app).find(
      ([, one]) => one.Type === type && one.Properties[member] === name,
    );
    if (found === undefined) throw new Error(`No ${type} is called ${name}`);
    return { id: found[0], ...found[1].Properties };
  };
  const queue = named('AWS::SQS::Queue', 'QueueName', names.ingestQueue);
  const deadLetters = named('AWS::SQS::Queue', 'QueueName', names.deadLetters);
  const topic = named('AWS::SNS::Topic', 'TopicName', names.feedbackTopic);
  const ingest = named('AWS::Lambda::Function', 'FunctionName', names.function('ingest'));
  const ruleOf = (name: string) => named('AWS::Events::Rule', 'Name', `${names.prefix}-${name}`);
  const arnOf = ({ id }: { id: string }) => ({ 'Fn::GetAtt': [id, 'Arn'] });
  const policyOf = (type: string, member: string, id: string) => {
    const found = ofType(app, type).find((one) =>
      JSON.stringify(one.Properties[member]).includes(id),
    );
    return policyDocument.parse(found?.Properties.PolicyDocument).Statement;
  };

  it('lies in one queue, encrypted, until it is taken or with the dead letters', () => {
    expect(queue).toMatchObject({
      SqsManagedSseEnabled: true,
      RedrivePolicy: { deadLetterTargetArn: arnOf(deadLetters), maxReceiveCount: 5 },
    });
    // SQS counts the days of a dead letter from its first arrival.
    expect(Number(deadLetters.MessageRetentionPeriod)).toBeGreaterThanOrEqual(
      Number(queue.MessageRetentionPeriod),
    );
  });

  it('is not handed out again while it is being taken', () => {
    expect(Number(queue.VisibilityTimeout)).toBeGreaterThanOrEqual(6 * Number(ingest.Timeout));
  });

  it('is taken in batches whose failures come back one by one', () => {
    const feed = ofType(app, 'AWS::Lambda::EventSourceMapping').find(
      (one) => JSON.stringify(one.Properties.EventSourceArn) === JSON.stringify(arnOf(queue)),
    );
    expect(feed?.Properties).toMatchObject({
      BatchSize: 1000,
      FunctionName: { Ref: ingest.id },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    expect(Number(feed?.Properties.MaximumBatchingWindowInSeconds)).toBeGreaterThan(0);
  });

  it('alarms where it is not taken', () => {
    const alarm = ofType(app, 'AWS::CloudWatch::Alarm').find(
      (one) => one.Properties.MetricName === 'ApproximateAgeOfOldestMessage',
    );
    expect(JSON.stringify(alarm?.Properties.Dimensions)).toContain(queue.id);
    // By then, what fails has been tried as often as it may be.
    const tries = 5 * Number(queue.VisibilityTimeout);
    expect(Number(alarm?.Properties.Threshold)).toBeGreaterThan(tries);
  });

  it('comes by TLS, and from the topic and the rules alone', () => {
    const statements = policyOf('AWS::SQS::QueuePolicy', 'Queues', queue.id);
    const denied = statements.filter((one) => one.Effect === 'Deny');
    expect(denied.map((one) => one.Condition)).toEqual([
      { Bool: { 'aws:SecureTransport': 'false' } },
    ]);
    const allowed = statements.filter((one) => one.Effect === 'Allow');
    expect(allowed.map((one) => one.Principal)).toEqual([
      { Service: 'sns.amazonaws.com' },
      ...RULES.map(() => ({ Service: 'events.amazonaws.com' })),
    ]);
    for (const { Action, Condition } of allowed) {
      expect(Action).toContain('sqs:SendMessage');
      expect(Object.keys(Condition)).toEqual(['ArnEquals']);
      expect(JSON.stringify(Condition)).toMatch(/aws:SourceArn/);
    }
  });

  describe('of mails', () => {
    it('is published by SES for our configuration set, and by nobody else', () => {
      const statements = policyOf('AWS::SNS::TopicPolicy', 'Topics', topic.id);
      const allowed = statements.filter((one) => one.Effect === 'Allow');
      expect(allowed.map((one) => [one.Action, one.Principal])).toEqual([
        [['sns:Publish'], { Service: 'ses.amazonaws.com' }],
      ]);
      const equals = z.record(z.string(), z.unknown()).parse(allowed[0]?.Condition.StringEquals);
      expect(flat(equals['AWS:SourceAccount'])).toBe(stage.account);
      expect(flat(equals['AWS:SourceArn'])).toMatch(/:configuration-set\/.*Mails/);
      expect(statements.filter((one) => one.Effect === 'Deny')).toHaveLength(1);
    });

    it('is bounces, complaints, rejections and delays: nobody is tracked', () => {
      const destination = onlyOf(app, 'AWS::SES::ConfigurationSetEventDestination').Properties;
      expect(destination.EventDestination).toEqual({
        Name: 'feedback',
        Enabled: true,
        MatchingEventTypes: ['bounce', 'complaint', 'reject', 'deliveryDelay'],
        SnsDestination: { TopicARN: { Ref: topic.id } },
      });
      const set = onlyOf(app, 'AWS::SES::ConfigurationSet').Properties;
      expect(set).toMatchObject({
        Name: names.configurationSet,
        VdmOptions: { DashboardOptions: { EngagementMetrics: 'DISABLED' } },
      });
      expect(set).not.toHaveProperty('TrackingOptions');
      expect(JSON.stringify(all)).not.toMatch(/"(open|click)"/);
    });

    it('is of every mail: the sender names the configuration set', () => {
      const mail = named('AWS::Lambda::Function', 'FunctionName', names.function('mail'));
      expect(mail.Environment).toMatchObject({
        Variables: { ASSENT_CONFIGURATION_SET: names.configurationSet },
      });
    });

    it('reaches the queue as it was published', () => {
      const subscription = ofType(app, 'AWS::SNS::Subscription').find(
        (one) => one.Properties.Protocol === 'sqs',
      );
      expect(subscription?.Properties).toMatchObject({
        TopicArn: { Ref: topic.id },
        Endpoint: arnOf(queue),
        RawMessageDelivery: true,
      });
    });
  });

  describe('of executions', () => {
    const rule = { Properties: ruleOf('dead-executions') };

    it('is those of our machines that ended without an outcome', () => {
      expect(rule.Properties).not.toHaveProperty('EventBusName');
      expect(rule.Properties.EventPattern).toEqual({
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: ofType(app, 'AWS::StepFunctions::StateMachine').map(
            (one) =>
              `arn:aws:states:${stage.region}:${stage.account}:stateMachine:${one.Properties.StateMachineName}`,
          ),
        },
      });
    });
  });

  it.each(RULES)(
    'by the rule %s lies with the dead letters where the queue takes it not',
    (name) => {
      expect(ruleOf(name).Targets).toEqual([
        expect.objectContaining({
          Arn: arnOf(queue),
          DeadLetterConfig: { Arn: arnOf(deadLetters) },
        }),
      ]);
    },
  );

  describe('of AI systems', () => {
    const patternOf = (name: string) => pattern.parse(ruleOf(name).EventPattern);

    it('is whatever others put on our bus, and nothing that we announce there', () => {
      const { EventBusName, EventPattern } = ruleOf('signals');
      const bus = named('AWS::Events::EventBus', 'Name', names.bus);
      expect(EventBusName).toEqual({ Ref: bus.id });
      expect(EventPattern).toEqual({ source: [{ 'anything-but': ['assent'] }] });
    });

    it('is every kind of native event that an adapter reads, but what an account is full of', () => {
      const heard = ['native', 'calls', 'executions'].map(patternOf);
      const isHeard = ({ source = '', types = [] }: (typeof adapters)[number]) =>
        types.every((type) =>
          heard.some((one) => one.source.includes(source) && one['detail-type'].includes(type)),
        );
      const native = adapters.filter(({ source }) => source?.startsWith('aws.'));
      expect(native.filter((one) => !isHeard(one)).map(({ name }) => name)).toEqual([
        's3-object',
        'schedule',
        'datadog',
      ]);
    });

    it('is calls of services of AI alone', () => {
      expect(patternOf('calls').source).toEqual([
        'aws.bedrock',
        'aws.bedrock-agent',
        'aws.sagemaker',
      ]);
      expect(patternOf('native')['detail-type'].join()).not.toContain('CloudTrail');
    });

    it('is no execution of our own machines: those are told by another rule', () => {
      expect(ruleOf('executions').EventPattern).toMatchObject({
        detail: { stateMachineArn: [{ 'anything-but': { prefix: names.machineArnPrefix } }] },
      });
    });

    it('fits the patterns that EventBridge takes', () => {
      for (const name of RULES) {
        expect(JSON.stringify(ruleOf(name).EventPattern).length).toBeLessThanOrEqual(2048);
      }
    });

    it.each(['signals', 'native', 'calls', 'executions'])(
      'by the rule %s can be replayed as long as identities are remembered',
      (name) => {
        const archive = named('AWS::Events::Archive', 'ArchiveName', `${names.prefix}-${name}`);
        expect(archive.EventPattern).toEqual(ruleOf(name).EventPattern);
        expect(archive.RetentionDays).toBe(90);
        expect(IDENTITY_DAYS).toBe(92);
      },
    );
  });
});
