import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { LEFT_BEHIND } from '#infra/constructs/attention.ts';
import { environmentsOf } from '#infra/environments.ts';
import { FUNCTIONS, namesOf } from '#infra/names.ts';
import { both, ofType, production } from './support/synthesise.ts';

const lambda = z.object({
  FunctionName: z.string(),
  Runtime: z.string(),
  Architectures: z.array(z.string()),
  Timeout: z.number(),
  Role: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
  LoggingConfig: z.object({ LogGroup: z.object({ Ref: z.string() }), LogFormat: z.string() }),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});

describe.each(both)('the functions of stage $stage.name', ({ app, all, stage }) => {
  const names = namesOf(stage);
  const functions = ofType(app, 'AWS::Lambda::Function').map((one) => lambda.parse(one.Properties));

  it('are those of the table, on arm64 and Node 24', () => {
    expect(functions.map((one) => one.FunctionName).sort()).toEqual(
      FUNCTIONS.map(names.function).sort(),
    );
    expect(new Set(functions.map((one) => one.Runtime))).toEqual(new Set(['nodejs24.x']));
    expect(new Set(functions.flatMap((one) => one.Architectures))).toEqual(new Set(['arm64']));
  });

  it('have a role each', () => {
    const roles = functions.map((one) => all[one.Role['Fn::GetAtt'][0]]?.Properties.RoleName);
    expect(roles.sort()).toEqual(FUNCTIONS.map(names.role).sort());
  });

  it('write JSON into a log group each, which forgets after three months', () => {
    for (const one of functions) {
      expect(all[one.LoggingConfig.LogGroup.Ref]?.Properties).toMatchObject({
        LogGroupName: `/aws/lambda/${one.FunctionName}`,
        RetentionInDays: 90,
      });
      expect(one.LoggingConfig.LogFormat).toBe('JSON');
    }
  });

  it('stop before API Gateway does, where it waits for them', () => {
    const answering = ['api', 'task-page', 'task-decide', 'report'].map(names.function);
    for (const one of functions.filter(({ FunctionName }) => answering.includes(FunctionName))) {
      expect(one.Timeout).toBeLessThan(30);
    }
  });

  it('take no capacity from others, which a new account could not give', () => {
    const reserved = ofType(app, 'AWS::Lambda::Function').filter(
      (one) => one.Properties.ReservedConcurrentExecutions !== undefined,
    );
    expect(reserved).toEqual([]);
  });

  it('hold no secret and no address of people in their environment', () => {
    for (const one of functions) {
      const text = JSON.stringify(one.Environment.Variables);
      expect(text.length).toBeLessThan(4096);
      expect(text).not.toMatch(/secret|password|token/i);
    }
  });
});

describe('the bell of the log', () => {
  const [bell = {}] = ofType(production.app, 'AWS::Lambda::EventSourceMapping')
    .map(({ Properties }) => Properties)
    .filter((one) => one.FilterCriteria !== undefined);

  it('rings for new markers alone', () => {
    const { Filters } = z
      .object({ Filters: z.array(z.object({ Pattern: z.string() })) })
      .parse(bell.FilterCriteria);
    expect(Filters.map((one) => JSON.parse(one.Pattern))).toEqual([
      { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'N#' }] } } } },
    ]);
  });

  it('never stands still for one bad record, and says when it gave up', () => {
    expect(bell).toMatchObject({
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 3,
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
    });
    // Records leave the stream after a day: an alarm must have rung long before.
    expect(Number(bell.MaximumRecordAgeInSeconds)).toBeLessThan(24 * 60 * 60);
  });
});

describe('what fails for good', () => {
  it('lies in one queue for two weeks, and an alarm looks at it', () => {
    const queues = ofType(production.app, 'AWS::SQS::Queue');
    const queue = queues.find(({ Properties }) => Properties.RedrivePolicy === undefined);
    expect(queue?.Properties).toMatchObject({
      MessageRetentionPeriod: 14 * 24 * 60 * 60,
      SqsManagedSseEnabled: true,
    });
    const rung = ofType(production.app, 'AWS::Lambda::EventInvokeConfig');
    expect(rung).toHaveLength(3);
    expect(rung.every((one) => JSON.stringify(one).includes('OnFailure'))).toBe(true);
  });
});

describe('alarms', () => {
  const alarms = ofType(production.app, 'AWS::CloudWatch::Alarm');

  it('are few, each on one metric, and somebody hears them', () => {
    expect(alarms.length).toBeLessThanOrEqual(10);
    expect(alarms.filter((one) => one.Properties.MetricName === undefined)).toEqual([]);
    expect(alarms.filter((one) => one.Properties.AlarmActions === undefined)).toEqual([]);
    const heard = ofType(production.app, 'AWS::SNS::Subscription').map((one) => one.Properties);
    expect(heard).toContainEqual(
      expect.objectContaining({ Protocol: 'email', Endpoint: 'operations@example.com' }),
    );
  });

  it('ring when a function goes on and leaves something behind', () => {
    const filters = ofType(production.app, 'AWS::Logs::MetricFilter');
    expect(filters.map((one) => one.Properties.FilterPattern).sort()).toEqual(
      Object.values(LEFT_BEHIND)
        .map((terms) => terms.map((words) => `?"${words}"`).join(' '))
        .sort(),
    );
    const alarm = alarms.find((one) => one.Properties.Namespace === 'Assent');
    expect(JSON.stringify(filters)).toContain(`"${alarm?.Properties.MetricName}"`);
  });

  it.each(Object.entries(LEFT_BEHIND))('listen for what %s really says', (name, terms) => {
    const handler = readFileSync(`functions/${name}/handler.ts`, 'utf8');
    for (const words of terms) expect(handler).toContain(`log('${words}'`);
  });

  it('ring when the one clock stands still, which is silence', () => {
    const silent = alarms.filter((one) => one.Properties.TreatMissingData === 'breaching');
    expect(silent.map((one) => one.Properties.MetricName)).toEqual(['Invocations']);
    const rules = ofType(production.app, 'AWS::Events::Rule').map((one) => one.Properties);
    expect(rules.flatMap((one) => one.ScheduleExpression ?? [])).toEqual(['rate(5 minutes)']);
  });
});

describe('environments', () => {
  const environments = environmentsOf({
    stage: production.stage,
    names: namesOf(production.stage),
    softwareVersion: '1.2.3',
    baseUrl: 'https://assent.example.com',
    signingKeyId: '0a1b2c3d-0000-0000-0000-000000000000',
    deadLettersUrl: 'https://sqs.eu-central-1.amazonaws.com/111122223333/dead',
    ingestQueueUrl: 'https://sqs.eu-central-1.amazonaws.com/111122223333/ingest',
  });

  it.each(FUNCTIONS)('of %s are what its handler parses at cold start', async (name) => {
    const { Env } = await import(`../../functions/${name}/env.ts`);
    expect(Object.keys(z.instanceof(z.ZodObject).parse(Env).shape).sort()).toEqual(
      Object.keys(environments[name]).sort(),
    );
    expect(() => Env.parse(environments[name])).not.toThrow();
  });

  it.each(FUNCTIONS)('of %s are refused where one variable is missing', async (name) => {
    const { Env } = await import(`../../functions/${name}/env.ts`);
    for (const variable of Object.keys(environments[name])) {
      const { [variable]: _, ...rest } = { ...environments[name] } as Record<string, string>;
      expect(Env.safeParse(rest).success).toBe(false);
    }
  });
});
