import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import type { TestAssent } from './engine.ts';
import { waitUntil } from './wait-until.ts';

/** Creates a stack beside the deployed ones, and waits until it is there. */
export async function createStack(
  { client }: TestAssent,
  StackName: string,
  Resources: object,
): Promise<void> {
  const cloudformation = new CloudFormationClient(client);
  const Capabilities = ['CAPABILITY_NAMED_IAM' as const];
  const TemplateBody = JSON.stringify({ Resources });
  await cloudformation.send(new CreateStackCommand({ StackName, Capabilities, TemplateBody }));
  await waitUntil(`the stack ${StackName}`, async () => {
    const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
    const [{ StackStatus = '', StackStatusReason = '' } = {}] = Stacks ?? [];
    if (/FAILED|ROLLBACK/.test(StackStatus)) throw new Error(`${StackName}: ${StackStatusReason}`);
    return StackStatus === 'CREATE_COMPLETE' ? true : undefined;
  });
  cloudformation.destroy();
}

/** A role of that name, which whoever is named may assume and which may do what is named. */
export function roleOf(RoleName: string, Principal: object, Action: string) {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName,
      AssumeRolePolicyDocument: allow({ Principal, Action: 'sts:AssumeRole' }),
      Policies: [{ PolicyName: 'all', PolicyDocument: allow({ Action, Resource: '*' }) }],
    },
  };
}

function allow(of: object) {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...of }] };
}
