import {
  CfnOutput,
  Duration,
  type IStackSynthesizer,
  LegacyStackSynthesizer,
  Stack,
} from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { EventBus as OtherBus } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { except } from './exceptions.ts';
import type { Names } from './names.ts';
import { nativeRules } from './native-events.ts';

/**
 * What stands in each other account, and in each region there, whose AWS services are to be heard:
 * the rules of the App stack on the default bus, with our bus in the account of Assent as their
 * target. It needs no bootstrap and no account, so that it may be a stack set.
 */
export class ForwardingStack extends Stack {
  constructor(scope: Construct, { names }: { readonly names: Names }) {
    const stackName = `${names.prefix}-forwarding`;
    // The one that asks for no bootstrap. By its own types it is none: a member that may be absent
    // there may be undefined here.
    const synthesizer = new LegacyStackSynthesizer() as IStackSynthesizer;
    super(scope, 'Forwarding', { stackName, synthesizer });
    const deadLetterQueue = new Queue(this, 'DeadLetters', {
      queueName: `${stackName}-dead-letters`,
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    except(deadLetterQueue, 'SQS3', 'This is the dead-letter queue of the rules.');
    // An organisation's bus takes events from roles of its accounts, and from nobody without one.
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('events.amazonaws.com'),
      description: 'Puts events of AWS services on the bus of Assent',
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['events:PutEvents'], resources: [names.busArn] }),
    );
    const bus = EventBus.fromEventBusArn(this, 'Bus', names.busArn);
    for (const { name, description, pattern } of nativeRules(names)) {
      new Rule(this, `Rule-${name}`, {
        ruleName: `${stackName}-${name}`,
        description,
        eventPattern: pattern,
        targets: [new OtherBus(bus, { role: role.withoutPolicyUpdates(), deadLetterQueue })],
      });
    }
    new CfnOutput(this, 'DeadLettersUrl', { value: deadLetterQueue.queueUrl });
  }
}
