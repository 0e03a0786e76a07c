import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readAssembly } from './assembly.ts';
import { deployAssembly, type Outputs } from './deploy.ts';
import { digestSources } from './digest-sources.ts';
import { installEngine, type Say } from './engine/install.ts';
import { type EngineProcess, startProcess } from './engine/process.ts';
import { freePort } from './free-port.ts';
import { synthesise } from './synthesise.ts';
import { writeWhole } from './write-file.ts';

export type { EngineProcess as Engine } from './engine/process.ts';

export interface StartEngine {
  /** The folder of its state, made where it is not there. Two engines never share one. */
  readonly stateDir: string;
  /** Without it, a free one. */
  readonly port?: number;
  /** Whether grants and policies are enforced; they are unless told otherwise. */
  readonly iam?: boolean;
}

/** Starts an engine, installing it first where need be. @throws StopError */
export async function startEngine(options: StartEngine): Promise<EngineProcess> {
  const python = await installEngine();
  const { stateDir: folder, iam = true } = options;
  return startProcess({ folder, python, iam, port: options.port ?? (await freePort()) });
}

/** Assent as deployed to an engine. */
export interface Deployed {
  /** The API at the engine itself; the routes `/v1/…` and `/t…` begin after it. */
  readonly apiUrl: string;
  readonly tables: { readonly main: string; readonly personal: string };
  readonly bucket: string;
  readonly bus: string;
  readonly signingKeyId: string;
  /** ARN of the topic where SES would publish what became of mails. */
  readonly feedbackTopic: string;
  /** ARN of a workflow's machine: this and the workflow's name. */
  readonly machineArnPrefix: string;
  /** Names of the functions, by the names of their folders. */
  readonly functions: Readonly<Record<string, string>>;
  readonly outputs: Outputs;
}

export interface DeployAssent {
  /** The address that links in mails begin with. */
  readonly baseUrl: string;
  readonly say?: Say;
}

const stampSchema = z.object({
  digest: z.string(),
  baseUrl: z.string(),
  outputs: z.record(z.string(), z.string()),
});

/**
 * Deploys the stage `local` to the engine, unless that very state of the sources is deployed there
 * already. Where something changed, the engine is started again, so that it is saved: take the one
 * that is given back. @throws StopError
 */
export async function deployAssent(
  engine: EngineProcess,
  { baseUrl, say = () => {} }: DeployAssent,
): Promise<{ engine: EngineProcess; deployed: Deployed; changed: boolean }> {
  const digest = digestSources();
  const path = stampPath(engine.folder);
  const stamp = readStamp(path);
  if (stamp?.digest === digest && stamp.baseUrl === baseUrl) {
    return { engine, deployed: deployedAs(engine.endpoint, stamp.outputs), changed: false };
  }
  say('Synthesising the CDK app');
  const assembly = readAssembly(await synthesise(digest));
  say('Deploying it to the engine');
  // Until it is done, that it has been done before is all that is known.
  if (stamp) writeWhole(path, JSON.stringify({ ...stamp, digest: 'unknown' }));
  const outputs = await deployAssembly(engine.endpoint, assembly, { baseUrl });
  const again = await engine.restart();
  writeWhole(path, JSON.stringify({ digest, baseUrl, outputs }));
  return { engine: again, deployed: deployedAs(again.endpoint, outputs), changed: true };
}

/** A copy of an engine's state, to start another engine from. The engine must not run. */
export function copyState(from: string, to: string): void {
  cpSync(from, to, {
    recursive: true,
    filter: (path) =>
      !['tmp', 'engine.json', 'engine.log'].some((name) => path === join(from, name)),
  });
}

/** What is deployed in that engine's state; `undefined` where nothing is. */
export function readDeployed(engine: EngineProcess): Deployed | undefined {
  const stamp = readStamp(stampPath(engine.folder));
  return stamp && deployedAs(engine.endpoint, stamp.outputs);
}

/** Whether the state in that folder was ever deployed to, to the end. */
export function wasDeployed(folder: string): boolean {
  return existsSync(stampPath(folder));
}

/** Whether the state in that folder has the sources deployed as they are now. */
export function isDeployed(folder: string): boolean {
  return readStamp(stampPath(folder))?.digest === digestSources();
}

const stampPath = (folder: string) => join(folder, 'deployed.json');

function readStamp(path: string) {
  return existsSync(path) ? stampSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

function deployedAs(endpoint: string, outputs: Outputs): Deployed {
  const of = (name: string): string => {
    const value = outputs[name];
    if (value === undefined) throw new Error(`The deployed stacks have no output ${name}`);
    return value;
  };
  const functions = Object.entries(outputs).flatMap(([name, value]) =>
    name.endsWith('Function') ? [[kebab(name.slice(0, -'Function'.length)), value]] : [],
  );
  return {
    // The output ApiUrl has a host name that is none (`<id>.execute-api.127.0.0.1`).
    apiUrl: `${endpoint}/_aws/execute-api/${of('ApiId')}/$default`,
    tables: { main: of('TableName'), personal: of('PersonalTableName') },
    bucket: of('BucketName'),
    bus: of('BusName'),
    signingKeyId: of('SigningKeyId'),
    feedbackTopic: of('FeedbackTopic'),
    machineArnPrefix: of('MachineArnPrefix'),
    functions: Object.fromEntries(functions),
    outputs,
  };
}

function kebab(name: string): string {
  return name.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
