import { App, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { both } from './support/synthesise.ts';

/** Rules broken below a construct, exceptions apart. */
function broken(scope: IConstruct): string[] {
  const { violations } = new AwsSolutionsChecks().validateScope(scope);
  return violations.map((violation) => violation.ruleName);
}

/** Exceptions made below a construct: rule and reason. */
function exceptions(scope: IConstruct): [string, string][] {
  const made = scope.node.findAll().flatMap((one) => one.node.metadata);
  return made
    .filter((entry) => entry.type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap((entry) => Object.entries(z.record(z.string(), z.string()).parse(entry.data)));
}

describe('cdk-nag', () => {
  it('finds a bucket that takes plain HTTP', () => {
    const app = new App();
    new Bucket(new Stack(app, 'Planted'), 'Open');
    expect(broken(app)).toContain('AwsSolutions-S10');
  });
});

describe.each(both)('the stacks of stage $stage.name', ({ built }) => {
  it('pass the rules of cdk-nag', () => {
    expect(broken(built.root)).toEqual([]);
  });

  it('make no exception without a sentence that says why', () => {
    const made = exceptions(built.root);
    expect(made.length).toBeGreaterThan(0);
    expect(made.filter(([, reason]) => !/^[A-Z].{25,}\.$/.test(reason))).toEqual([]);
  });

  it('make no exception for all wildcards of a role at once', () => {
    const rules = exceptions(built.root).map(([rule]) => rule);
    expect(rules.filter((rule) => rule.endsWith('IAM5'))).toEqual([]);
  });
});
