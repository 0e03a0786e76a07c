import type { Stage } from './config.ts';

/**
 * Every physical name, in one place. They are fixed, so that the App stack can be taken down and
 * put up again without touching Data, and so that state machines, runbooks and tools can rely on
 * them. Changing one replaces or loses what bears it: a test pins them.
 */
export function namesOf(stage: Pick<Stage, 'name' | 'account' | 'region' | 'rolePath'>) {
  const prefix = `assent-${stage.name}`;
  const arn = (service: string, resource: string) =>
    `arn:aws:${service}:${stage.region}:${stage.account}:${resource}`;
  return {
    prefix,
    dataStack: `${prefix}-data`,
    appStack: `${prefix}-app`,
    mainTable: `${prefix}-main`,
    personalTable: `${prefix}-personal`,
    bucket: `${prefix}-evidence-${stage.account}-${stage.region}`,
    signingAlias: `alias/${prefix}-log`,
    bus: prefix,
    deadLetters: `${prefix}-dead-letters`,
    ingestQueue: `${prefix}-ingest`,
    feedbackTopic: `${prefix}-mail-feedback`,
    configurationSet: prefix,
    alarmTopic: `${prefix}-alarms`,
    api: prefix,
    function: (name: string) => `${prefix}-${name}`,
    functionArn: (name: string) => arn('lambda', `function:${prefix}-${name}`),
    role: (name: string) => `${prefix}-${name}`,
    roleArn: (name: string) =>
      `arn:aws:iam::${stage.account}:role${stage.rolePath}${prefix}-${name}`,
    logGroup: (name: string) => `/aws/lambda/${prefix}-${name}`,
    apiLogGroup: `/aws/vendedlogs/${prefix}-api`,
    machine: (workflow: string) => `${prefix}-${workflow}`,
    /** A workflow's machine is this and its name. */
    machineArnPrefix: arn('states', `stateMachine:${prefix}-`),
    executionArn: (workflow: string) => arn('states', `execution:${prefix}-${workflow}:*`),
    tableArn: (table: string) => arn('dynamodb', `table/${table}`),
    busArn: arn('events', `event-bus/${prefix}`),
    queueArn: (queue: string) => arn('sqs', queue),
    configurationSetArn: arn('ses', `configuration-set/${prefix}`),
    parameter: {
      origin: `/assent/${stage.name}/origin`,
      signingKey: `/assent/${stage.name}/signing-key-id`,
      stream: `/assent/${stage.name}/stream-arn`,
    },
  };
}

export type Names = ReturnType<typeof namesOf>;

/** The functions, in the order of the architecture's table. */
export const FUNCTIONS = [
  'api',
  'task-page',
  'task-decide',
  'await',
  'step',
  'mail',
  'log',
  'sweep',
  'ingest',
  'report',
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];
