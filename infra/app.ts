import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import config from '../assent.config.ts';
import { addAssent } from './assent.ts';
import { bundle, temporaryFolder } from './bundle.ts';
import { ConfigError, checkConfig, chooseStage, permanentWords } from './config.ts';
import { loadWorkflows } from './workflows.ts';

/** `cdk.json` runs this. `-c stage=<name>` chooses the stage; without it, `local`. */
const app = new App();
try {
  const stage = chooseStage(checkConfig(config), app.node.tryGetContext('stage') ?? 'local');
  console.error(`Stage ${stage.name}. ${permanentWords(stage)}`);
  const folder = temporaryFolder();
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  addAssent(app, stage, {
    workflows: await loadWorkflows(),
    codeOf: (name) => bundle(name, folder),
    softwareVersion: version,
  });
  app.synth();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const mistake of error.mistakes) console.error(`- ${mistake}`);
  process.exitCode = 1;
}
