import { RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Names } from '../names.ts';

/** The Ed25519 key that signs checkpoints. It never leaves KMS, and outlives every stack. */
export class SigningKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, props: { names: Names }) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'Signs the checkpoints of the Assent log',
      keySpec: KeySpec.ECC_NIST_EDWARDS25519,
      keyUsage: KeyUsage.SIGN_VERIFY,
      alias: props.names.signingAlias,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Administrators of the account may look after the key, and still not sign with it.
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OnlyTheLogSigns',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['kms:Sign'],
        resources: ['*'],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': props.names.roleArn('log') } },
      }),
    );
  }
}
