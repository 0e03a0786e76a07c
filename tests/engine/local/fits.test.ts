import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { KMSClient, SignCommand } from '@aws-sdk/client-kms';
import {
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assembly, readAssembly, type Template } from '#local/assembly.ts';
import { deployAssembly } from '#local/deploy.ts';
import { digestSources } from '#local/digest-sources.ts';
import { fits, fitTemplate } from '#local/fit-template.ts';
import { synthesise } from '#local/synthesise.ts';
import { startTestEngine, type TestEngine } from '../support/engine.ts';

const TARGET = { baseUrl: 'http://127.0.0.1:4780' };
const ACCOUNT = 'arn:aws:iam::000000000000';
const MODE = {
  ObjectLockMode: 'GOVERNANCE',
  ObjectLockRetainUntilDate: new Date('2090-01-01'),
} as const;

let engine: TestEngine;
beforeAll(async () => {
  engine = await startTestEngine();
  await createStack('putter', {
    Resources: { Putter: role('putter', { Action: 's3:*', Resource: '*' }) },
  });
});
afterAll(() => engine.stop());

describe('every entry of the list', () => {
  it('is needed by the templates of the app', async () => {
    const { stacks } = readAssembly(await synthesise(digestSources()));
    const needed = stacks.flatMap(({ template }) => fitTemplate(template, TARGET).needed);
    expect(fits.filter((fit) => !needed.includes(fit))).toEqual([]);
  });
});

/** Each of these fails on the day that the engine has learnt what an entry is there for. */
describe('the engine as it is', () => {
  it('has no bootstrap to read a parameter of', async () => {
    const Parameters = {
      BootstrapVersion: {
        Type: 'AWS::SSM::Parameter::Value<String>',
        Default: '/cdk-bootstrap/hnb659fds/version',
      },
    };
    const topic = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'bootstrapped' } };
    const made = createStack('bootstrap', { Parameters, Resources: { Topic: topic } });
    await expect(made).rejects.toThrow();
  });

  it('makes a bucket without Object Lock, though the template asks for it', async () => {
    await aBucket('unlocked', { ObjectLockEnabled: true });
    await expect(put('unlocked', MODE)).rejects.toThrow(/ObjectLockConfiguration/);
  });

  it.each([
    ['s3:object-lock-mode', { StringNotEquals: { 's3:object-lock-mode': 'GOVERNANCE' } }, MODE],
    ['the date of a lock', { Null: { 's3:object-lock-retain-until-date': 'true' } }, MODE],
    ['s3:if-none-match', { Null: { 's3:if-none-match': 'true' } }, { IfNoneMatch: '*' }],
    ['aws:SecureTransport', { Bool: { 'aws:SecureTransport': 'false' } }, {}],
  ])('denies a put by a policy on %s that the put obeys', async (key, Condition, options) => {
    const Bucket = `policy-${key.replaceAll(/[^a-z]/gi, '').toLowerCase()}`;
    const s3 = await aBucket(Bucket, {});
    const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled' as const };
    await s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
    // No policy binds the engine's root user.
    const credentials = await sessionOf('putter');
    await expect(put(Bucket, options, credentials)).resolves.toBeDefined();
    const Statement = [
      { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: '*', Condition },
    ];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    const again = put(Bucket, { ...options, Key: 'b' }, credentials);
    await expect(again).rejects.toThrow(/not authorized|Access ?Denied/i);
  });

  it('sends no mail by a right on the identity alone', async () => {
    const identity = 'arn:aws:ses:us-east-1:000000000000:identity/a.example';
    await createStack('identity', {
      Resources: {
        Identity: {
          Type: 'AWS::SES::EmailIdentity',
          Properties: { EmailIdentity: 'a.example' },
        },
        OnIdentity: role('on-identity', { Action: 'ses:SendEmail', Resource: identity }),
        ByAddress: role('by-address', {
          Action: 'ses:SendEmail',
          Resource: '*',
          Condition: { StringEquals: { 'ses:FromAddress': 'assent@a.example' } },
        }),
        OnAny: role('on-any', { Action: 'ses:SendEmail', Resource: '*' }),
      },
    });
    await expect(sendMailAs('on-identity')).rejects.toThrow(/not authorized/);
    await expect(sendMailAs('by-address')).rejects.toThrow(/not authorized/);
    await expect(sendMailAs('on-any')).resolves.toBeDefined();
  });

  it("takes a session's ARN for aws:PrincipalArn", async () => {
    const only = { ArnNotEquals: { 'aws:PrincipalArn': `${ACCOUNT}:role/signer` } };
    const { Key } = await createStack('key', {
      Resources: { Key: aKey(only), Role: role('signer', { Action: 'kms:Sign', Resource: '*' }) },
      Outputs: { Key: { Value: { Ref: 'Key' } } },
    });
    const kms = new KMSClient({ ...engine.client, credentials: await sessionOf('signer') });
    const input = { KeyId: Key, Message: new Uint8Array(1), MessageType: 'RAW' as const };
    const signed = kms.send(new SignCommand({ ...input, SigningAlgorithm: 'ED25519_SHA_512' }));
    await expect(signed).rejects.toThrow(/not authorized/);
  });
});

describe('a deployment that the engine refuses', () => {
  const assembly = (Resources: Template['Resources']): Assembly => ({
    assets: [],
    stacks: [{ name: 'refused', tags: {}, template: { Parameters: {}, Rules: {}, Resources } }],
  });
  const deploy = (given: Assembly) => deployAssembly(engine.endpoint, given, TARGET);

  it('names a type of resource that neither the engine nor the list knows', async () => {
    const given = assembly({ One: { Type: 'AWS::Unheard::Of', Properties: {} } });
    await expect(deploy(given)).rejects.toThrow(
      /fit-template\.ts does not name: .*AWS::Unheard::Of/,
    );
  });

  it('names the resource that failed, and why', async () => {
    const Metrics = [{ Id: 'e1', Expression: '1 + 1', ReturnData: true }];
    const Properties = {
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 1,
      Metrics,
    };
    const given = assembly({ Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties } });
    await expect(deploy(given)).rejects.toThrow(
      /refused could not be deployed[\s\S]*Alarm \(AWS::CloudWatch::Alarm\): ./,
    );
  });
});

function aKey(Condition: object) {
  const all = {
    Effect: 'Allow',
    Principal: { AWS: `${ACCOUNT}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
  const deny = { Effect: 'Deny', Principal: '*', Action: 'kms:Sign', Resource: '*', Condition };
  const KeyPolicy = { Version: '2012-10-17', Statement: [all, deny] };
  const KeySpec = 'ECC_NIST_EDWARDS25519';
  return { Type: 'AWS::KMS::Key', Properties: { KeySpec, KeyUsage: 'SIGN_VERIFY', KeyPolicy } };
}

function role(RoleName: string, statement: object) {
  const trust = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
  const Version = '2012-10-17';
  const PolicyDocument = { Version, Statement: [{ Effect: 'Allow', ...statement }] };
  const AssumeRolePolicyDocument = { Version, Statement: [trust] };
  const Policies = [{ PolicyName: 'one', PolicyDocument }];
  return { Type: 'AWS::IAM::Role', Properties: { RoleName, AssumeRolePolicyDocument, Policies } };
}

async function sessionOf(name: string) {
  const sts = new STSClient(engine.client);
  const RoleArn = `${ACCOUNT}:role/${name}`;
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }),
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}

async function sendMailAs(name: string) {
  const ses = new SESv2Client({ ...engine.client, credentials: await sessionOf(name) });
  const text = { Data: 'x' };
  return ses.send(
    new SendEmailCommand({
      FromEmailAddress: 'assent@a.example',
      Destination: { ToAddresses: ['ada@b.example'] },
      Content: { Simple: { Subject: text, Body: { Text: text } } },
    }),
  );
}

async function aBucket(BucketName: string, properties: object): Promise<S3Client> {
  const VersioningConfiguration = { Status: 'Enabled' };
  const Properties = { BucketName, VersioningConfiguration, ...properties };
  await createStack(BucketName, { Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties } } });
  return new S3Client({ ...engine.client, forcePathStyle: true });
}

function put(Bucket: string, options: object, credentials = engine.client.credentials) {
  const s3 = new S3Client({ ...engine.client, credentials, forcePathStyle: true });
  return s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', ...options }));
}

async function createStack(StackName: string, template: object) {
  const client = new CloudFormationClient(engine.client);
  const Capabilities = ['CAPABILITY_NAMED_IAM' as const];
  const TemplateBody = JSON.stringify(template);
  await client.send(new CreateStackCommand({ StackName, TemplateBody, Capabilities }));
  for (;;) {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    const { StackStatus = '', Outputs = [] } = Stacks?.[0] ?? {};
    if (StackStatus === 'CREATE_COMPLETE') {
      return Object.fromEntries(Outputs.map((one) => [one.OutputKey, one.OutputValue]));
    }
    if (StackStatus !== 'CREATE_IN_PROGRESS') throw new Error(`${StackName}: ${StackStatus}`);
  }
}
