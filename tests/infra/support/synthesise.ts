import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { addAssent } from '#infra/assent.ts';
import { checkConfig, chooseStage, type Stage } from '#infra/config.ts';
import { loadWorkflows } from '#infra/workflows.ts';
import config from '../../../assent.config.ts';
import cdk from '../../../cdk.json' with { type: 'json' };
import { theProductionStage } from './stages.ts';

const folder = mkdtempSync(join(tmpdir(), 'assent-templates-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
/** Templates name code by its digest alone, so one small file stands for all functions. */
const code = join(folder, 'code');
mkdirSync(code);
writeFileSync(join(code, 'index.mjs'), 'export const handler = async () => {};\n');

const workflows = await loadWorkflows();

/** An app with the context of `cdk.json`, whose output is gone when the tests end. */
export function emptyApp(context: Record<string, unknown> = {}): App {
  const outdir = mkdtempSync(join(folder, 'out-'));
  return new App({ context: { ...cdk.context, ...context }, outdir });
}

/** The two stacks of a stage, as the app builds them, without bundling. */
export function build(stage: Stage, app: App = emptyApp()) {
  const parts = { workflows, codeOf: () => code, softwareVersion: '0.0.0-test' };
  return { root: app, ...addAssent(app, stage, parts) };
}

const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});
export type Resource = z.infer<typeof resource>;

/** Resources of a stack by logical id. */
export function resourcesOf(stack: Stack): Record<string, Resource> {
  const { Resources } = Template.fromStack(stack).toJSON();
  return z.record(z.string(), resource).parse(Resources);
}

function synthesise(stage: Stage) {
  const built = build(stage);
  const data = resourcesOf(built.data);
  const app = resourcesOf(built.app);
  return { stage, built, data, app, all: { ...data, ...app } };
}

/** The stages that every assertion is made over: everything configured, and next to nothing. */
export const production = synthesise(theProductionStage());
export const local = synthesise(chooseStage(checkConfig(config), 'local'));
export const both = [production, local];

/** Resources of a type. */
export function ofType(all: Readonly<Record<string, Resource>>, type: string): Resource[] {
  return Object.values(all).filter((one) => one.Type === type);
}

/** The only resource of a type. */
export function onlyOf(all: Readonly<Record<string, Resource>>, type: string): Resource {
  const found = ofType(all, type);
  if (found[0] === undefined || found.length > 1) throw new Error(`${found.length} of ${type}`);
  return found[0];
}
