import { defineConfig } from './infra/config.ts';

/**
 * The stages of this deployment. `npx cdk synth -c stage=<name>` chooses one; without it, `local`.
 * Every member is described in `infra/config.ts`, and checked before anything is synthesised.
 */
export default defineConfig({
  stages: {
    local: {
      account: '000000000000',
      region: 'us-east-1',
      origin: 'assent.example/local',
      baseUrl: 'http://127.0.0.1:4780',
      retention: { mode: 'GOVERNANCE' },
      mail: {
        from: 'assent@assent.example',
        name: 'Assent',
        // On one machine a few people of the example play everything.
        questionsADay: 10_000,
        identity: { domain: 'assent.example' },
      },
      alarms: 'nobody',
      budget: 'none',
      services: { 'arn:aws:iam::000000000000:root': 'setup' },
      permanent: 'The origin assent.example/local is permanent.',
    },
  },
});
