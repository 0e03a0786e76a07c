import { describe, expect, it } from 'vitest';
import type { Template } from '#local/assembly.ts';
import { archivesOf } from '#local/event-archives.ts';
import { fits, fitTemplate, replacementsOf } from '#local/fit-template.ts';

const TARGET = { baseUrl: 'http://127.0.0.1:5000' };

const template = (type: string, properties: Record<string, unknown>): Template => ({
  Parameters: {},
  Rules: {},
  Resources: { One: { Type: type, Properties: properties } },
});

/** The properties of the only resource, fitted, and how many entries of the list it needed. */
function fitted(type: string, properties: Record<string, unknown>) {
  const { template: result, needed } = fitTemplate(template(type, properties), TARGET);
  return { properties: result.Resources.One?.Properties, needed: needed.length };
}

const statement = (more: object) => ({ Effect: 'Deny', Action: 's3:PutObject', ...more });
const policy = (...Statement: object[]) => ({ PolicyDocument: { Statement } });

describe('the list of what the engine does not know', () => {
  it('says of every entry why, and what holds in its place', () => {
    for (const { of, what, why, instead } of fits) {
      expect([of, what, why, instead].filter((text) => text.length < 5)).toEqual([]);
    }
  });
});

describe('a fitted template', () => {
  it('asks for no bootstrap', () => {
    const given = {
      ...template('AWS::SNS::Topic', {}),
      Parameters: { BootstrapVersion: {}, Other: {} },
      Rules: { CheckBootstrapVersion: {} },
    };
    expect(fitTemplate(given, TARGET).template).toMatchObject({
      Parameters: { Other: {} },
      Rules: {},
    });
  });

  it('has buckets without lock, whose names are told', () => {
    const bucket = { BucketName: 'evidence', ObjectLockEnabled: true };
    expect(fitted('AWS::S3::Bucket', bucket).properties).toEqual({ BucketName: 'evidence' });
    expect(replacementsOf(template('AWS::S3::Bucket', bucket))).toEqual({
      lockBuckets: ['evidence'],
    });
  });

  it('has no archive of events; what it is of is told', () => {
    const properties = {
      ArchiveName: 'assent-local-signals',
      EventPattern: { source: ['a'] },
      RetentionDays: 90,
    };
    const bus = { Type: 'AWS::Events::EventBus', Properties: { Name: 'assent-local' } };
    const archive = (SourceArn: unknown) => ({
      Type: 'AWS::Events::Archive',
      Properties: { ...properties, SourceArn },
    });
    const given = {
      ...template('AWS::SNS::Topic', {}),
      Resources: {
        Bus: bus,
        Own: archive({ 'Fn::GetAtt': ['Bus', 'Arn'] }),
        Other: archive('arn:aws:events:us-east-1:000000000000:event-bus/default'),
      },
    };
    expect(fitTemplate(given, TARGET).template.Resources).toEqual({ Bus: bus });
    const made = { name: 'assent-local-signals', pattern: '{"source":["a"]}', days: 90 };
    expect(archivesOf(given)).toEqual([
      { ...made, bus: 'assent-local' },
      { ...made, bus: 'default' },
    ]);
  });

  it('names no archive of a bus that is not there', () => {
    const given = template('AWS::Events::Archive', { SourceArn: { Ref: 'Bus' } });
    expect(() => archivesOf(given)).toThrow();
  });

  it.each([
    ['AWS::S3::BucketPolicy', { StringNotEquals: { 's3:object-lock-mode': 'COMPLIANCE' } }],
    ['AWS::S3::BucketPolicy', { Null: { 's3:if-none-match': 'true' } }],
    ['AWS::S3::BucketPolicy', { Bool: { 'aws:SecureTransport': 'false' } }],
    ['AWS::SQS::QueuePolicy', { Bool: { 'aws:SecureTransport': 'false' } }],
    ['AWS::SNS::TopicPolicy', { Bool: { 'aws:SecureTransport': 'false' } }],
  ])('has %s without the statement on %j, and with all others', (type, Condition) => {
    const plain = statement({ Sid: 'HideNothing' });
    const conditional = statement({ Condition: { StringEquals: { 'aws:RequestedRegion': 'x' } } });
    const given = policy(plain, statement({ Condition }), conditional);
    expect(fitted(type, given).properties).toEqual(policy(plain, conditional));
  });

  it('lets the mail function send as any identity', () => {
    const allowed = { Effect: 'Allow', Action: 'ses:SendEmail' };
    const given = policy({
      ...allowed,
      Resource: 'arn:aws:ses:us-east-1:000000000000:identity/a.example',
      Condition: { StringEquals: { 'ses:FromAddress': 'a@a.example' } },
    });
    expect(fitted('AWS::IAM::Policy', given).properties).toEqual(
      policy({ ...allowed, Resource: '*' }),
    );
  });

  it('names sessions of a role where a key policy names the role', () => {
    const given = (Condition: object) => ({
      KeyPolicy: { Statement: [statement({ Action: 'kms:Sign', Condition })] },
    });
    const role = { 'aws:PrincipalArn': 'arn:aws:iam::000000000000:role/path/assent-local-log' };
    const sessions = {
      'aws:PrincipalArn': 'arn:aws:sts::000000000000:assumed-role/assent-local-log/*',
    };
    expect(fitted('AWS::KMS::Key', given({ ArnNotEquals: role })).properties).toEqual(
      given({ ArnNotLike: sessions }),
    );
  });

  it('tells functions the address that was chosen', () => {
    const given = (url: string) => ({
      Environment: { Variables: { ASSENT_BASE_URL: url, ASSENT_TABLE: 'main' } },
    });
    expect(fitted('AWS::Lambda::Function', given('http://127.0.0.1:4780')).properties).toEqual(
      given(TARGET.baseUrl),
    );
  });

  it.each([
    ['AWS::IAM::Policy', policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'a' })],
    ['AWS::IAM::Policy', policy({ Effect: 'Deny', Action: 'ses:SendEmail', Resource: 'a' })],
    ['AWS::S3::BucketPolicy', policy(statement({ Resource: 'a' }))],
    ['AWS::KMS::Key', { KeyPolicy: { Statement: [statement({ Action: 'kms:*' })] } }],
    ['AWS::Lambda::Function', { Environment: { Variables: { ASSENT_TABLE: 'main' } } }],
    ['AWS::Lambda::Function', {}],
    ['AWS::S3::Bucket', { BucketName: 'plain' }],
    ['AWS::Unheard::Of', { ObjectLockEnabled: true }],
  ])('leaves %s %j as it is', (type, given) => {
    expect(fitted(type, given)).toEqual({ properties: given, needed: 0 });
  });

  it('leaves the template that it was made from untouched', () => {
    const given = template('AWS::S3::Bucket', { ObjectLockEnabled: true });
    const before = structuredClone(given);
    fitTemplate(given, TARGET);
    expect(given).toEqual(before);
  });
});
