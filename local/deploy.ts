import { setTimeout as wait } from 'node:timers/promises';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  type Stack,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CreateBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type Assembly, type Asset, type SynthesisedStack, zipFolder } from './assembly.ts';
import { clientOf } from './clients.ts';
import { archivesOf, makeArchives } from './event-archives.ts';
import { fitTemplate, replacementsOf, type Target } from './fit-template.ts';
import { StopError } from './stop-error.ts';

const ASK_EVERY_MS = 100;
/** CloudFormation takes 51,200 bytes of template in a request, and more from a bucket. */
const TEMPLATES = 'assent-templates';
const STACK_MS = 120_000;

/** The outputs of all stacks; their names do not collide. */
export type Outputs = Readonly<Record<string, string>>;

/**
 * Deploys what was synthesised, fitted by the list, and puts in place by SDK what the list took
 * out. Not with the CDK's command line: that would ask for a bootstrap and take four times as long.
 *
 * @throws StopError naming what the engine refused
 */
export async function deployAssembly(
  endpoint: string,
  assembly: Assembly,
  target: Target,
): Promise<Outputs> {
  const s3 = new S3Client({ ...clientOf(endpoint), forcePathStyle: true });
  const cloudformation = new CloudFormationClient(clientOf(endpoint));
  await upload(s3, assembly.assets);
  await makeBucket(s3, TEMPLATES);
  let outputs: Outputs = {};
  for (const stack of assembly.stacks) {
    const url = await putTemplate(s3, endpoint, stack, target);
    outputs = { ...outputs, ...(await deployStack(cloudformation, stack, url)) };
    for (const bucket of replacementsOf(stack.template).lockBuckets) await lock(s3, bucket);
    await makeArchives(endpoint, archivesOf(stack.template));
  }
  return outputs;
}

async function upload(s3: S3Client, assets: readonly Asset[]): Promise<void> {
  for (const bucket of new Set(assets.map((asset) => asset.bucket))) await makeBucket(s3, bucket);
  for (const { bucket, key, folder } of assets) {
    const at = { Bucket: bucket, Key: key };
    const there = await s3.send(new HeadObjectCommand(at)).catch(ignore('NotFound'));
    if (!there) await s3.send(new PutObjectCommand({ ...at, Body: zipFolder(folder) }));
  }
}

async function makeBucket(s3: S3Client, Bucket: string): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket })).catch(ignore('BucketAlreadyOwnedByYou'));
}

/** Puts the stack's template, fitted, where CloudFormation reads it: its address. */
async function putTemplate(
  s3: S3Client,
  endpoint: string,
  { name, template }: SynthesisedStack,
  target: Target,
): Promise<string> {
  const Body = JSON.stringify(fitTemplate(template, target).template);
  const Key = `${name}.json`;
  await s3.send(new PutObjectCommand({ Bucket: TEMPLATES, Key, Body }));
  return `${endpoint}/${TEMPLATES}/${Key}`;
}

async function lock(s3: S3Client, bucket: string): Promise<void> {
  await s3.send(
    new PutObjectLockConfigurationCommand({
      Bucket: bucket,
      ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' },
    }),
  );
}

async function deployStack(
  client: CloudFormationClient,
  { name, tags }: SynthesisedStack,
  TemplateURL: string,
): Promise<Outputs> {
  const before = await describe(client, name);
  const input = {
    StackName: name,
    TemplateURL,
    Capabilities: ['CAPABILITY_NAMED_IAM' as const],
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  };
  try {
    await client.send(before ? new UpdateStackCommand(input) : new CreateStackCommand(input));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!/No updates are to be performed/.test(message)) throw refusal(name, message);
  }
  return settled(client, name);
}

function refusal(stack: string, message: string): StopError {
  const unknown = /Unrecognized resource types: \[([^\]]*)\]/.exec(message);
  return new StopError(
    unknown
      ? `The template of ${stack} has what the local engine does not know and the list of ` +
          `local/fit-template.ts does not name: ${unknown[1]}`
      : `The local engine refused the template of ${stack}: ${message}`,
  );
}

async function settled(client: CloudFormationClient, name: string): Promise<Outputs> {
  const until = performance.now() + STACK_MS;
  for (;;) {
    const stack = await describe(client, name);
    const status = stack?.StackStatus ?? 'gone';
    if (stack && /^(CREATE|UPDATE)_COMPLETE$/.test(status)) return outputsOf(stack);
    if (!/_IN_PROGRESS$/.test(status)) {
      throw new StopError(`${name} could not be deployed (${status}).\n${await why(client, name)}`);
    }
    if (performance.now() > until) throw new StopError(`${name} does not get ready: ${status}`);
    await wait(ASK_EVERY_MS);
  }
}

async function why(client: CloudFormationClient, name: string): Promise<string> {
  const { StackEvents } = await client.send(new DescribeStackEventsCommand({ StackName: name }));
  const failed = (StackEvents ?? []).filter(({ ResourceStatus }) =>
    /FAILED/.test(ResourceStatus ?? ''),
  );
  return failed
    .map(
      ({ LogicalResourceId, ResourceType, ResourceStatusReason }) =>
        `    ${LogicalResourceId} (${ResourceType}): ${ResourceStatusReason}`,
    )
    .join('\n');
}

async function describe(client: CloudFormationClient, name: string): Promise<Stack | undefined> {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks?.[0];
  } catch (error) {
    if (error instanceof Error && /does not exist/.test(error.message)) return undefined;
    throw error;
  }
}

function outputsOf({ Outputs }: Stack): Outputs {
  return Object.fromEntries(
    (Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey ?? '', OutputValue ?? '']),
  );
}

function ignore(name: string) {
  return (error: unknown): undefined => {
    if (error instanceof Error && error.name === name) return undefined;
    throw error;
  };
}
