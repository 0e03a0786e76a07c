import { Validations } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/**
 * Exceptions to the rules that cdk-nag checks, each with its reason. They are made on the construct
 * that they are about, and for a wildcard by the very resource, never by path.
 */
export function except(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions-${rule}`, reason });
}

/** Why a role's statement may end in a wildcard, by what the resource looks like. */
const WILDCARDS: readonly (readonly [RegExp, string])[] = [
  [
    /^arn:aws:s3:::[^*/]+\/(evidence|records|log|signals)\/\*$/,
    'A path is made of the digest, the record or the size it holds: the folder is the grant.',
  ],
  [
    /^arn:aws:states:[^*]+:execution:[^*:]+:\*$/,
    'An execution is named when it starts; the machine it belongs to is not left open.',
  ],
];

/** Actions for which IAM knows no resource (Service Authorization Reference). */
const WITHOUT_RESOURCE = ['dynamodb:ListStreams', 'states:SendTaskSuccess'];

/** Says why each wildcard of a statement is there. Throws where this page knows no reason. */
export function explainWildcards(role: IConstruct, statement: PolicyStatement): void {
  for (const resource of statement.resources.filter((one) => one.includes('*'))) {
    except(role, `IAM5[Resource::${resource}]`, reasonFor(resource, statement.actions));
  }
}

function reasonFor(resource: string, actions: readonly string[]): string {
  if (resource === '*' && actions.every((action) => WITHOUT_RESOURCE.includes(action))) {
    return `IAM knows no resource of ${actions.join(', ')}.`;
  }
  const known = WILDCARDS.find(([pattern]) => pattern.test(resource));
  if (!known) throw new Error(`no reason is known for ${actions.join(', ')} on ${resource}`);
  return known[1];
}
