import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateFunctionCommand,
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiClient } from '#cli/targets/api-client.ts';
import { startTestAssent, type TestAssent } from '../support/engine.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Tells what became of reading from the table and of signing with the log's key. */
const TRIES = `
  const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');
  const { KMSClient, SignCommand } = require('@aws-sdk/client-kms');
  const outcome = (sent) => sent.then(() => 'allowed', (error) => error.name);
  exports.handler = async ({ table, key }) => {
    const Key = { pk: { S: 'LOG' }, sk: { S: 'HEAD' } };
    const sign = { KeyId: key, Message: Buffer.from('x'), MessageType: 'RAW' };
    const SigningAlgorithm = 'ED25519_SHA_512';
    return [
      await outcome(new DynamoDBClient({}).send(new GetItemCommand({ TableName: table, Key }))),
      await outcome(new KMSClient({}).send(new SignCommand({ ...sign, SigningAlgorithm }))),
    ];
  };`;

let assent: TestAssent;
let lambda: LambdaClient;
beforeAll(async () => {
  assent = await startTestAssent();
  lambda = new LambdaClient(assent.client);
});
afterAll(() => assent.stop());

/** Runs the tries under a role of ours that may do that, or under a function's own role. */
async function triesUnder(name: string, allowed: readonly string[] | 'as it is') {
  if (allowed !== 'as it is') await createRole(name, allowed);
  const FunctionName = `tries-as-${name}`;
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role: `arn:aws:iam::000000000000:role/${name}`,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Timeout: 30,
      Code: { ZipFile: zipSync({ 'index.js': strToU8(TRIES) }) },
    }),
  );
  await waitUntil('the function', async () => {
    const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName }));
    return Configuration?.State === 'Active' || undefined;
  });
  const { tables, signingKeyId } = assent.deployed;
  const Payload = JSON.stringify({ table: tables.main, key: signingKeyId });
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload }));
  return JSON.parse(answer.Payload?.transformToString() ?? 'null');
}

async function createRole(RoleName: string, Action: readonly string[]): Promise<void> {
  const Version = '2012-10-17';
  const Principal = { Service: 'lambda.amazonaws.com' };
  const trust = { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' };
  const PolicyDocument = { Version, Statement: [{ Effect: 'Allow', Action, Resource: '*' }] };
  const Properties = {
    RoleName,
    AssumeRolePolicyDocument: { Version, Statement: [trust] },
    Policies: [{ PolicyName: 'one', PolicyDocument }],
  };
  const TemplateBody = JSON.stringify({
    Resources: { Role: { Type: 'AWS::IAM::Role', Properties } },
  });
  const Capabilities = ['CAPABILITY_NAMED_IAM' as const];
  const cloudformation = new CloudFormationClient(assent.client);
  await cloudformation.send(
    new CreateStackCommand({ StackName: RoleName, TemplateBody, Capabilities }),
  );
}

describe('a function on the engine', () => {
  it('may do nothing that its role may not', async () => {
    expect(await triesUnder('nothing', ['logs:PutLogEvents'])).toEqual([
      ...['AccessDeniedException', 'AccessDeniedException'],
    ]);
  });

  it('may do what its role may, and still not sign, which the key allows to the log alone', async () => {
    expect(await triesUnder('everything', ['dynamodb:GetItem', 'kms:Sign'])).toEqual([
      ...['allowed', 'AccessDeniedException'],
    ]);
  });

  it('may sign as the log', async () => {
    expect(await triesUnder('assent-local-log', 'as it is')).toEqual(['allowed', 'allowed']);
  });

  it('may neither read nor sign as the public form, which only sends', async () => {
    expect(await triesUnder('assent-local-report', 'as it is')).toEqual([
      ...['AccessDeniedException', 'AccessDeniedException'],
    ]);
  });

  it('may not sign as the sweep', async () => {
    expect(await triesUnder('assent-local-sweep', 'as it is')).toEqual([
      ...['allowed', 'AccessDeniedException'],
    ]);
  });
});

describe('the API on the engine', () => {
  const call = { method: 'GET', path: '/v1/records/policy' } as const;

  it('refuses who does not sign', async () => {
    const { status } = await fetch(assent.deployed.apiUrl + call.path);
    expect(status).toBe(403);
  });

  it('refuses keys that nobody was given', async () => {
    const stranger = { accessKeyId: 'AKIASTRANGER00000000', secretAccessKey: 'x' };
    const { url, prefix } = parts(assent.deployed.apiUrl);
    const { status } = await apiClient(url, stranger)({ ...call, path: prefix + call.path });
    expect(status).toBe(403);
  });

  it('serves the root user', async () => {
    const { url, prefix } = parts(assent.deployed.apiUrl);
    const { credentials } = assent.client;
    const { status } = await apiClient(url, credentials)({ ...call, path: prefix + call.path });
    expect(status).toBe(200);
  });
});

function parts(apiUrl: string): { url: string; prefix: string } {
  const { origin, pathname } = new URL(apiUrl);
  return { url: origin, prefix: pathname };
}
