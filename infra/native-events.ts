import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { Match } from 'aws-cdk-lib/aws-events';
import { adapters } from '#core/signals/adapters/index.ts';
import type { Names } from './names.ts';

/** Rules on the account's default bus, by name: what of it becomes signals. */
export interface NativeRule {
  readonly name: string;
  readonly description: string;
  readonly pattern: EventPattern;
}

/** Services of AI whose calls are told by CloudTrail. */
const CALLED = ['aws.bedrock', 'aws.bedrock-agent', 'aws.sagemaker'];

/**
 * Sources that are not heard as a whole: an account has buckets, machines and schedules that have
 * nothing to do with AI. Of machines, failures are; the rest, a rule of the deployer's sends on to
 * our bus.
 */
const NOT_AS_A_WHOLE = ['aws.s3', 'aws.states', 'aws.events'];

export function nativeRules(names: Names): readonly NativeRule[] {
  const native = adapters.flatMap(({ source = '', types = [] }) =>
    /^aws\.[a-z0-9-]+$/.test(source) && !NOT_AS_A_WHOLE.includes(source) ? [{ source, types }] : [],
  );
  return [
    {
      name: 'native',
      description: 'Events of AWS services that say how AI systems fare',
      pattern: {
        source: [...new Set(native.map(({ source }) => source))],
        detailType: native.flatMap(({ types }) => types),
      },
    },
    {
      name: 'calls',
      description: 'Calls of services of AI, as CloudTrail tells them',
      pattern: {
        source: CALLED,
        detailType: adapters.find(({ name }) => name === 'cloudtrail')?.types?.slice() ?? [],
      },
    },
    {
      name: 'executions',
      description: 'Executions that failed, of machines that are not ours',
      pattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: Match.anythingButPrefix(names.machineArnPrefix),
        },
      },
    },
  ];
}
