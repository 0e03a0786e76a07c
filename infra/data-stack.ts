import { createHash } from 'node:crypto';
import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { Stage } from './config.ts';
import { EvidenceBucket } from './constructs/evidence-bucket.ts';
import { SigningKey } from './constructs/signing-key.ts';
import { Tables } from './constructs/tables.ts';
import type { Names } from './names.ts';

/**
 * What must never be lost. It publishes names that are fixed, and two parameters for what AWS
 * names itself, never exports: those would lock the stacks to each other.
 */
export class DataStack extends Stack {
  constructor(scope: Construct, props: StackProps & { stage: Stage; names: Names }) {
    const { stage, names } = props;
    super(scope, 'Data', { ...props, stackName: names.dataStack, terminationProtection: true });

    const tables = new Tables(this, 'Tables', { stage, names });
    const evidence = new EvidenceBucket(this, 'Evidence', { stage, names });
    const signing = new SigningKey(this, 'Signing', { names });
    this.#identity(stage);
    this.#keepOrigin(stage, names);

    new StringParameter(this, 'SigningKeyParameter', {
      parameterName: names.parameter.signingKey,
      stringValue: signing.key.keyId,
    });
    new StringParameter(this, 'StreamParameter', {
      parameterName: names.parameter.stream,
      stringValue: tables.main.tableStreamArn ?? '',
    });
    new CfnOutput(this, 'TableName', { value: tables.main.tableName });
    new CfnOutput(this, 'PersonalTableName', { value: tables.personal.tableName });
    new CfnOutput(this, 'BucketName', { value: evidence.bucket.bucketName });
    new CfnOutput(this, 'SigningKeyId', { value: signing.key.keyId });
  }

  /** Its DKIM records stand in a zone that others keep: never made anew without need. */
  #identity({ mail: { identity } }: Stage): void {
    if ('existing' in identity) return;
    const of =
      'domain' in identity ? Identity.domain(identity.domain) : Identity.email(identity.address);
    const made = new EmailIdentity(this, 'Identity', { identity: of });
    made.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  /**
   * The logical id follows the origin and the parameter's name does not: another origin is another
   * resource of a name that is taken, so CloudFormation refuses and rolls back.
   */
  #keepOrigin({ origin }: Stage, names: Names): void {
    const digest = createHash('sha256').update(origin).digest('hex').slice(0, 12);
    const kept = new StringParameter(this, `Origin${digest}`, {
      parameterName: names.parameter.origin,
      stringValue: origin,
      description: 'Origin of the log: permanent',
    });
    kept.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
