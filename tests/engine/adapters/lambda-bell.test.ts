import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOptions } from '#functions/adapters/client-options.ts';
import { lambdaBell } from '#functions/adapters/lambda-bell.ts';
import { bellBehaviour } from '#tests/behaviour/bell.ts';
import { startTestEngine, type TestEngine } from './engine.ts';
import { until } from './until.ts';
import { zipOf } from './zip.ts';

const Bucket = 'heard';
const functions = { mail: 'assent-test-mail', log: 'assent-test-log' };
let engine: TestEngine;
let client: LambdaClient;
let objects: S3Client;

/** A function that puts down what it hears; the engine lets it write without a signature. */
const LISTENER = `
export const handler = async (event, context) => {
  const path = [context.functionName, context.awsRequestId].join('/');
  const url = process.env.AWS_ENDPOINT_URL + '/${Bucket}/' + path;
  const answer = await fetch(url, { method: 'PUT', body: JSON.stringify(event) });
  console.log('heard', answer.status);
};
`;

beforeAll(async () => {
  engine = await startTestEngine({ iam: false });
  client = new LambdaClient({ ...clientOptions(5), ...engine.client });
  objects = new S3Client({ ...clientOptions(5), ...engine.client, forcePathStyle: true });
  await objects.send(new CreateBucketCommand({ Bucket }));
  for (const FunctionName of Object.values(functions)) {
    await client.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: 'arn:aws:iam::000000000000:role/listener',
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Code: { ZipFile: zipOf('index.mjs', LISTENER) },
      }),
    );
  }
});
afterAll(() => engine.stop());

bellBehaviour('the bell in Lambda', async () => ({
  bell: lambdaBell({ functions, client }),
  heard: (fn, count) =>
    until(`${count} rings`, async () => {
      const { Contents = [] } = await objects.send(
        new ListObjectsV2Command({ Bucket, Prefix: `${functions[fn]}/` }),
      );
      if (Contents.length < count) return undefined;
      return await Promise.all(Contents.map(({ Key }) => payloadAt(Key ?? '')));
    }),
}));

async function payloadAt(Key: string): Promise<unknown> {
  const { Body } = await objects.send(new GetObjectCommand({ Bucket, Key }));
  return JSON.parse((await Body?.transformToString()) ?? '');
}

test('a function that is not there is a fault, not a passing one', async () => {
  const bell = lambdaBell({ functions: { sweep: 'nobody' }, client });
  await expect(bell.ring('sweep')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('a function that was not given cannot be rung', async () => {
  const bell = lambdaBell({ functions, client });
  await expect(bell.ring('sweep')).rejects.toThrow('cannot ring sweep');
});
