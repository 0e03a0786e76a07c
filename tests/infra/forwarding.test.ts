import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { checkConfig, chooseStage } from '#infra/config.ts';
import { ForwardingStack } from '#infra/forwarding-stack.ts';
import { namesOf } from '#infra/names.ts';
import { aProductionStage } from './support/stages.ts';
import {
  build,
  emptyApp,
  local,
  ofType,
  onlyOf,
  production,
  resourcesOf,
} from './support/synthesise.ts';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const BUS = 'arn:aws:events:eu-central-1:111122223333:event-bus/assent-production';

const root = emptyApp();
const stack = new ForwardingStack(root, { names: namesOf(production.stage) });
const template = Template.fromStack(stack).toJSON();
const resources = resourcesOf(stack);

const rule = z.object({
  Name: z.string().optional(),
  State: z.string(),
  EventPattern: z.unknown().optional(),
  EventBusName: z.unknown().optional(),
  Targets: z.array(z.looseObject({ Arn: z.unknown(), DeadLetterConfig: z.unknown().optional() })),
});
const rulesOf = (all: typeof resources) =>
  ofType(all, 'AWS::Events::Rule').map(({ Properties }) => rule.parse(Properties));

describe('what stands in other accounts', () => {
  const rules = rulesOf(resources);

  it('hears there what is heard here', () => {
    const here = rulesOf(production.app).filter(({ EventBusName }) => EventBusName === 'default');
    const patterns = rules.map(({ EventPattern }) => EventPattern);
    expect(patterns.length).toBeGreaterThan(1);
    expect(patterns).toEqual(here.map(({ EventPattern }) => EventPattern));
  });

  it('hands it to the bus of the stage, and what it cannot hand over to a queue', () => {
    const targets = rules.flatMap(({ Targets }) => Targets);
    expect(targets).toHaveLength(rules.length);
    for (const { Arn, RoleArn, DeadLetterConfig } of targets) {
      expect(Arn).toBe(BUS);
      // An organisation as the condition of a bus asks for a role.
      expect(RoleArn).toBeDefined();
      expect(DeadLetterConfig).toBeDefined();
    }
  });

  it('may do nothing but that', () => {
    const policies = ofType(resources, 'AWS::IAM::Policy').map(({ Properties }) => Properties);
    expect(policies.map(({ PolicyDocument }) => PolicyDocument)).toEqual([
      {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: BUS }],
      },
    ]);
    const types = new Set(Object.values(resources).map(({ Type }) => Type));
    expect([...types].sort()).toEqual([
      ...['AWS::Events::Rule', 'AWS::IAM::Policy', 'AWS::IAM::Role'],
      ...['AWS::SQS::Queue', 'AWS::SQS::QueuePolicy'],
    ]);
  });

  it('fits any account and region: it names none of its own, and needs no bootstrap', () => {
    expect(template.Parameters).toBeUndefined();
    expect(onlyOf(resources, 'AWS::IAM::Role').Properties.RoleName).toBeUndefined();
    const text = JSON.stringify(template).replaceAll(BUS, '');
    // What begins like ours names machines of the stage, which it is not to hear.
    const machines = namesOf(production.stage).machineArnPrefix;
    expect(text.replaceAll(machines, '')).not.toMatch(/111122223333|eu-central-1/);
  });

  it('passes the rules of cdk-nag', () => {
    const { violations } = new AwsSolutionsChecks().validateScope(root);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([]);
  });

  it('is not synthesised for a stage that would not listen, and that is said', () => {
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME };
    const run = spawnSync(process.execPath, ['infra/forwarding.ts'], { cwd: ROOT, env });
    expect(run.status).toBe(1);
    expect(String(run.stderr)).toMatch(/^- stages\.local\.organisationId is missing: .+\n$/);
  });
});

describe('the bus', () => {
  it('takes events from accounts of the organisation, and from nobody else', () => {
    const policies = ofType(production.app, 'AWS::Events::EventBusPolicy');
    expect(policies.map(({ Properties }) => Properties.Statement)).toEqual([
      {
        Sid: 'organisation',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 'events:PutEvents',
        Resource: BUS,
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
      },
    ]);
  });

  it('takes none from other accounts where no organisation is named', () => {
    expect(ofType(local.app, 'AWS::Events::EventBusPolicy')).toEqual([]);
  });

  it.each(['o-short', 'a1b2c3d4e5', 'o-A1B2C3D4E5', '*', ''])(
    'is not opened to “%s”, which is no organisation',
    (organisationId) => {
      const stages = { production: { ...aProductionStage(), organisationId } };
      expect(() => checkConfig({ stages })).toThrow(/is no id of an organisation/);
    },
  );
});

describe('the public form', () => {
  const routesOf = (app: typeof resources) =>
    ofType(app, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => String(Properties.RouteKey));

  it('is there unless the configuration says that it is not', () => {
    const stages = { production: { ...aProductionStage(), publicReports: false } };
    const closed = build(chooseStage(checkConfig({ stages }), 'production'));
    const isReport = (key: string) => key.includes('/report');
    expect(routesOf(production.app).filter(isReport)).toHaveLength(3);
    const app = resourcesOf(closed.app);
    expect(routesOf(app).filter(isReport)).toEqual([]);
    const door = onlyOf(app, 'AWS::ApiGatewayV2::Stage').Properties;
    expect(JSON.stringify(door.RouteSettings)).not.toContain('/report');
  });
});
