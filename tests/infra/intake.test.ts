import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { namesOf } from '#infra/names.ts';
import { flat, policyDocument } from './support/policies.ts';
import { both, ofType, onlyOf, type Resource } from './support/synthesise.ts';

/** Properties of a resource, with its logical id. */
type Named = Resource['Properties'] & { readonly id: string };

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

  it('comes by TLS, and from the topic and the rule alone', () => {
    const statements = policyOf('AWS::SQS::QueuePolicy', 'Queues', queue.id);
    const denied = statements.filter((one) => one.Effect === 'Deny');
    expect(denied.map((one) => one.Condition)).toEqual([
      { Bool: { 'aws:SecureTransport': 'false' } },
    ]);
    const allowed = statements.filter((one) => one.Effect === 'Allow');
    expect(allowed.map((one) => one.Principal)).toEqual([
      { Service: 'sns.amazonaws.com' },
      { Service: 'events.amazonaws.com' },
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
    const rule = ofType(app, 'AWS::Events::Rule').find((one) => one.Properties.EventPattern);

    it('is those of our machines that ended without an outcome', () => {
      expect(rule?.Properties).not.toHaveProperty('EventBusName');
      expect(rule?.Properties.EventPattern).toEqual({
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

    it('lies with the dead letters where the queue does not take it', () => {
      expect(rule?.Properties.Targets).toEqual([
        expect.objectContaining({
          Arn: arnOf(queue),
          DeadLetterConfig: { Arn: arnOf(deadLetters) },
        }),
      ]);
    });
  });
});
