/** An import that must be found: a file of a made-up tree, what it imports, the rules broken. */
export interface Plant {
  readonly in: string;
  readonly imports: string;
  /** `import('…')` or `import type`, where it is no plain import. */
  readonly as?: 'dynamic' | 'type';
  /** Where the forbidden way ends, if not at the file that is imported. */
  readonly to?: string;
  /** Names of the rules that forbid it; none where the import is allowed. */
  readonly breaks: readonly string[];
}

export const plants: readonly Plant[] = [
  // What is allowed must stay so, else a rule that forbids everything would pass for a good one.
  { in: 'core/id.ts', imports: '#hash', breaks: [] },
  { in: 'core/id.ts', imports: 'zod', breaks: [] },
  { in: 'core/id.ts', imports: '@secretlint/core', as: 'dynamic', breaks: [] },
  { in: 'core/hash/node.ts', imports: 'node:crypto', breaks: [] },
  { in: 'core/hash/portable.ts', imports: '@noble/hashes/sha2.js', breaks: [] },
  { in: 'workflows/one/contract.ts', imports: '#core/id.ts', breaks: [] },
  { in: 'workflows/one/state-machine.ts', imports: './contract.ts', breaks: [] },
  { in: 'workflows/one/state-machine.ts', imports: 'aws-cdk-lib/core', breaks: [] },
  { in: 'workflows/one/state-machine.ts', imports: '../workflow.ts', breaks: [] },
  { in: 'workflows/workflow.ts', imports: 'constructs', breaks: [] },
  { in: 'functions/api/handler.ts', imports: '#workflows/one/contract.ts', breaks: [] },
  { in: 'functions/api/handler.ts', imports: '../pages/page.tsx', breaks: [] },
  { in: 'functions/adapters/dynamo.ts', imports: '@aws-sdk/client-s3', breaks: [] },
  { in: 'functions/adapters/feasts.ts', imports: 'date-holidays', as: 'type', breaks: [] },
  { in: 'functions/adapters/feasts.ts', imports: 'date-holidays', as: 'dynamic', breaks: [] },
  { in: 'infra/app.ts', imports: '#functions/api/env.ts', breaks: [] },
  { in: 'infra/app.ts', imports: '#workflows/one/state-machine.ts', breaks: [] },
  { in: 'local/start.ts', imports: '@aws-sdk/client-s3', breaks: [] },
  { in: 'local/start.ts', imports: 'node:fs', breaks: [] },

  // A circle is told once.
  { in: 'core/circle-a.ts', imports: './circle-b.ts', breaks: ['no-cycle'] },
  { in: 'core/circle-b.ts', imports: './circle-a.ts', breaks: [] },
  { in: 'core/lost.ts', imports: '#core/gone.ts', breaks: ['import-is-there'] },

  { in: 'core/disk.ts', imports: 'node:fs', breaks: ['core-node'] },
  { in: 'core/digest.ts', imports: 'node:crypto', breaks: ['core-node'] },
  { in: 'core/digest.ts', imports: '@noble/hashes/sha2.js', breaks: ['core-packages'] },
  { in: 'core/web.ts', imports: 'hono', as: 'type', breaks: ['core-packages'] },
  {
    in: 'core/table.ts',
    imports: '@aws-sdk/client-s3',
    breaks: ['core-packages', 'sdk-in-adapters'],
  },
  { in: 'core/stack.ts', imports: 'aws-cdk-lib/core', breaks: ['core-packages', 'cdk-in-infra'] },
  { in: 'core/secret.ts', imports: '@secretlint/core', breaks: ['big-when-needed'] },
  { in: 'functions/adapters/fasts.ts', imports: 'date-holidays', breaks: ['big-when-needed'] },
  { in: 'core/up.ts', imports: '#functions/api/env.ts', as: 'type', breaks: ['core-rooms'] },
  {
    in: 'core/test.ts',
    imports: '#tests/maker.ts',
    breaks: ['core-rooms', 'shipped-knows-no-tests'],
  },
  { in: 'core/hash/node.ts', imports: 'node:fs', breaks: ['hash-node-node'] },
  { in: 'core/hash/node.ts', imports: 'zod', breaks: ['hash-node-packages'] },
  { in: 'core/hash/node.ts', imports: '../lost.ts', breaks: ['hash-node-rooms'] },
  { in: 'core/hash/portable.ts', imports: 'node:crypto', breaks: ['hash-portable-node'] },
  { in: 'core/hash/portable.ts', imports: 'zod', breaks: ['hash-portable-packages'] },
  { in: 'core/hash/portable.ts', imports: '../lost.ts', breaks: ['hash-portable-rooms'] },

  { in: 'workflows/one/contract.ts', imports: '#functions/api/env.ts', breaks: ['contract-rooms'] },
  { in: 'workflows/one/contract.ts', imports: '../two/contract.ts', breaks: ['contract-rooms'] },
  {
    in: 'workflows/one/contract.ts',
    imports: 'aws-cdk-lib/core',
    breaks: ['contract-packages', 'cdk-in-infra'],
  },
  { in: 'workflows/one/contract.ts', imports: 'node:fs', breaks: ['contract-node'] },
  {
    in: 'workflows/one/state-machine.ts',
    imports: '../two/contract.ts',
    breaks: ['machine-rooms'],
  },
  {
    in: 'workflows/one/state-machine.ts',
    imports: '#functions/adapters/dynamo.ts',
    breaks: ['machine-rooms'],
  },
  {
    in: 'workflows/one/state-machine.ts',
    imports: '#infra/alarm.ts',
    breaks: ['machine-rooms'],
  },
  { in: 'workflows/one/state-machine.ts', imports: 'hono', breaks: ['machine-packages'] },
  {
    in: 'workflows/one/state-machine.ts',
    imports: '@aws-sdk/client-s3',
    breaks: ['machine-packages', 'sdk-in-adapters'],
  },
  { in: 'workflows/workflow.ts', imports: './two/contract.ts', breaks: ['machine-base-rooms'] },
  { in: 'workflows/workflow.ts', imports: 'hono', breaks: ['machine-base-packages'] },

  { in: 'functions/api/env.ts', imports: '../adapters/dynamo.ts', breaks: ['env-rooms'] },
  { in: 'functions/api/env.ts', imports: 'hono', breaks: ['env-packages'] },
  { in: 'functions/api/env.ts', imports: 'node:fs', breaks: ['env-node'] },
  { in: 'functions/pages/page.tsx', imports: '../adapters/dynamo.ts', breaks: ['page-rooms'] },
  {
    in: 'functions/pages/page.tsx',
    imports: '@aws-sdk/client-s3',
    breaks: ['page-packages', 'sdk-in-adapters'],
  },
  { in: 'functions/adapters/s3.ts', imports: '../shared/ports.ts', breaks: ['adapter-rooms'] },
  { in: 'functions/shared/ports.ts', imports: '../mail/handler.ts', breaks: ['shared-rooms'] },
  { in: 'functions/mail/handler.ts', imports: '../api/handler.ts', breaks: ['function-rooms'] },
  {
    in: 'functions/mail/handler.ts',
    imports: '#workflows/two/state-machine.ts',
    breaks: ['function-rooms'],
  },
  { in: 'functions/mail/handler.ts', imports: '@aws-sdk/client-s3', breaks: ['sdk-in-adapters'] },
  { in: 'functions/mail/handler.ts', imports: 'constructs', breaks: ['cdk-in-infra'] },
  {
    in: 'functions/log/handler.ts',
    imports: '#tests/maker.ts',
    breaks: ['function-rooms', 'shipped-knows-no-tests'],
  },

  { in: 'infra/stack.ts', imports: '#functions/log/handler.ts', breaks: ['infra-rooms'] },
  { in: 'infra/stack.ts', imports: '@aws-sdk/client-s3', breaks: ['sdk-in-adapters'] },
  { in: 'assent.config.ts', imports: '#local/start.ts', breaks: ['infra-rooms'] },
  {
    in: 'infra/page.ts',
    imports: '#functions/pages/page.tsx',
    breaks: ['infra-rooms', 'tsx-for-bundlers'],
  },

  { in: 'local/deploy.ts', imports: '#infra/app.ts', breaks: ['local-rooms'] },
  { in: 'local/deploy.ts', imports: '#cli/verify.ts', breaks: ['local-rooms'] },
  { in: 'local/deploy.ts', imports: 'aws-cdk-lib/core', breaks: ['cdk-in-infra'] },
  { in: 'local/page.ts', imports: './view.tsx', breaks: ['tsx-for-bundlers'] },
  // Reached by way of another file.
  { in: 'cli/assent.ts', imports: './show.ts', to: 'cli/view.tsx', breaks: ['tsx-for-bundlers'] },
  { in: 'cli/show.ts', imports: './view.tsx', breaks: ['tsx-for-bundlers'] },
  { in: 'cli/tasks.ts', imports: '#local/start.ts', breaks: ['cli-rooms'] },
  { in: 'cli/tasks.ts', imports: '#functions/adapters/dynamo.ts', breaks: ['cli-rooms'] },
  { in: 'cli/open-tables.ts', imports: '#functions/adapters/dynamodb-table.ts', breaks: [] },
  {
    in: 'cli/open-tables.ts',
    imports: '#functions/adapters/ses-mailer.ts',
    breaks: ['cli-tables-rooms'],
  },
];
