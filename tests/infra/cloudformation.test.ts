import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, CfnResource, Stack } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { theProductionStage } from './support/stages.ts';
import { build, emptyApp } from './support/synthesise.ts';

const report = z.object({
  pluginReports: z.array(
    z.object({
      violations: z.array(z.looseObject({ ruleName: z.string(), description: z.string() })),
    }),
  ),
});

/**
 * CDK's own rules for CloudFormation. They take seconds, so that the everyday synthesis leaves
 * them to this test (`cdk.json`).
 */
const RULES = { '@aws-cdk/core:validateAgainstDefaultRules': true };

/** What is reported beneath an error, which would end the synthesis. */
function found(app: App): string[] {
  const text = readFileSync(join(app.synth().directory, 'validation-report.json'), 'utf8');
  const { pluginReports } = report.parse(JSON.parse(text));
  return pluginReports.flatMap((one) => one.violations.map((each) => each.ruleName));
}

describe("CloudFormation's rules", () => {
  it('find a property that there is not', () => {
    const app = emptyApp(RULES);
    const properties = { QueueNam: 'typo' };
    new CfnResource(new Stack(app, 'Planted'), 'Queue', { type: 'AWS::SQS::Queue', properties });
    expect(() => app.synth()).toThrow("'QueueNam' was unexpected");
  });

  it('find nothing in the stacks of production', () => {
    expect(found(build(theProductionStage(), emptyApp(RULES)).root)).toEqual([]);
  });
});
