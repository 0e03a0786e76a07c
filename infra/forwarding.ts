import { App } from 'aws-cdk-lib';
import config from '../assent.config.ts';
import cdk from '../cdk.json' with { type: 'json' };
import { ConfigError, checkConfig, chooseStage } from './config.ts';
import { ForwardingStack } from './forwarding-stack.ts';
import { namesOf } from './names.ts';

/**
 * Synthesises what goes into other accounts, so that the events of their AWS services reach a
 * stage: `npx cdk synth --app "node infra/forwarding.ts" -c stage=<name>`.
 */
function synthesise(): void {
  const app = new App({ context: cdk.context });
  const stage = chooseStage(checkConfig(config), app.node.tryGetContext('stage') ?? 'local');
  if (stage.organisationId === undefined) {
    throw new ConfigError([
      `stages.${stage.name}.organisationId is missing: without it the bus takes no events from ` +
        'other accounts',
    ]);
  }
  new ForwardingStack(app, { names: namesOf(stage) });
  app.synth();
}

try {
  synthesise();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const mistake of error.mistakes) console.error(`- ${mistake}`);
  process.exitCode = 1;
}
