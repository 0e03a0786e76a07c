import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import config from '../assent.config.ts';
import cdk from '../cdk.json' with { type: 'json' };
import { addAssent } from './assent.ts';
import { bundle, temporaryFolder } from './bundle.ts';
import {
  ConfigError,
  checkConfig,
  chooseStage,
  permanentWords,
  type Stage,
  warningsOf,
} from './config.ts';
import { checkLock, readLock, writeLock } from './lock.ts';
import { FUNCTIONS } from './names.ts';
import { loadWorkflows } from './workflows.ts';

const LOCK = fileURLToPath(new URL('../assent.lock.json', import.meta.url));
const PACKAGE = new URL('../package.json', import.meta.url);

/** `cdk.json` runs this. `-c stage=<name>` chooses the stage; without it, `local`. */
async function synthesise(): Promise<void> {
  // The CLI's context comes on top, so that the templates are the same without the CLI.
  const app = new App({ context: cdk.context });
  const stage = chooseStage(checkConfig(config), app.node.tryGetContext('stage') ?? 'local');
  sayWhatIsPermanent(stage);
  const folder = temporaryFolder();
  await Promise.all(FUNCTIONS.map((name) => bundle(name, folder)));
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(PACKAGE, 'utf8')));
  addAssent(app, stage, {
    workflows: await loadWorkflows(),
    codeOf: (name) => join(folder, name),
    softwareVersion: version,
  });
  app.synth();
}

function sayWhatIsPermanent(stage: Stage): void {
  const known = readLock(LOCK);
  const added = checkLock(known, stage);
  console.error(`Stage ${stage.name}: ${permanentWords(stage)}`);
  for (const warning of warningsOf(stage)) console.error(`Warning: ${warning}`);
  if (!added) return;
  writeLock(LOCK, known, stage.name, added);
  console.error(`Recorded in assent.lock.json. Commit it before you deploy.`);
}

try {
  await synthesise();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const mistake of error.mistakes) console.error(`- ${mistake}`);
  process.exitCode = 1;
}
