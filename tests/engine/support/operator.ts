import { ACCOUNT, REGION } from '#local/engine/environment.ts';
import { assumeRole, THE_ACCOUNT } from './assume-role.ts';
import type { TestAssent } from './engine.ts';
import { createStack } from './stack.ts';

const NAME = 'recovering-operator';

/** Credentials of a role with the rights of `docs/operating.md`, "After a table was restored". */
export async function makeOperator(assent: TestAssent) {
  const Role = {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: NAME,
      AssumeRolePolicyDocument: document([allow(THE_ACCOUNT, ['sts:AssumeRole'])]),
      Policies: [{ PolicyName: 'recover', PolicyDocument: document(rightsOn(assent)) }],
    },
  };
  await createStack(assent, NAME, { Role });
  return assumeRole(assent, NAME, 'somebody@halden.example');
}

function rightsOn({ deployed }: TestAssent) {
  const { main, personal } = deployed.tables;
  const arn = (service: string, resource: string) =>
    `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
  const items = ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'];
  const on = (Resource: string, Action: readonly string[]) => ({
    Effect: 'Allow',
    Action,
    Resource,
  });
  const dynamodb = (names: readonly string[]) => names.map((name) => `dynamodb:${name}`);
  return [
    on(arn('dynamodb', `table/${main}`), dynamodb(items)),
    on(arn('dynamodb', `table/${main}/index/by-type`), dynamodb(['Query'])),
    on(arn('dynamodb', `table/${personal}`), dynamodb(['GetItem', 'Query', 'DeleteItem'])),
    on(`arn:aws:s3:::${deployed.bucket}`, ['s3:ListBucketVersions']),
    on(`arn:aws:s3:::${deployed.bucket}/*`, ['s3:GetObject', 's3:GetObjectVersion']),
    on(arn('kms', `key/${deployed.signingKeyId}`), ['kms:GetPublicKey']),
  ];
}

const allow = (Principal: object, Action: readonly string[]) => ({
  Effect: 'Allow',
  Principal,
  Action,
});

const document = (Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
