import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Environments } from '../environments.ts';
import { grantsOf, type Resources } from '../grants.ts';
import type { FUNCTIONS, FunctionName, Names } from '../names.ts';
import { AssentFunction } from './assent-function.ts';

interface Shape {
  readonly description: string;
  readonly seconds: number;
  readonly memoryMb: number;
}

/** API Gateway waits 30 s, so what answers it stops sooner and says why. */
export const SHAPES: Record<FunctionName, Shape> = {
  api: { description: 'Records by signed requests', seconds: 25, memoryMb: 512 },
  'task-page': { description: 'Shows a task', seconds: 10, memoryMb: 512 },
  'task-decide': { description: 'Takes the answer to a task', seconds: 25, memoryMb: 512 },
  await: { description: 'Opens a gate and keeps its token', seconds: 60, memoryMb: 512 },
  step: { description: 'Runs a decision of a workflow', seconds: 60, memoryMb: 512 },
  mail: { description: 'Sends what is in the outbox', seconds: 120, memoryMb: 512 },
  log: { description: 'Sequences, publishes and signs', seconds: 120, memoryMb: 512 },
  sweep: { description: 'The one clock: does what is due', seconds: 240, memoryMb: 512 },
  ingest: { description: 'Takes what comes from outside', seconds: 100, memoryMb: 1024 },
  report: { description: 'The public form for harm', seconds: 15, memoryMb: 512 },
};

export interface FunctionsProps {
  readonly names: Names;
  readonly codeOf: (name: string) => string;
  readonly environments: Environments;
  readonly resources: Resources;
}

/** The functions, shared by all workflows. */
export class Functions extends Construct {
  readonly by: Readonly<Record<FunctionName, AssentFunction>>;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    const made = (name: FunctionName) =>
      new AssentFunction(this, name, {
        name,
        names: props.names,
        code: props.codeOf(name),
        description: SHAPES[name].description,
        timeout: Duration.seconds(SHAPES[name].seconds),
        memoryMb: SHAPES[name].memoryMb,
        environment: { ...props.environments[name] },
        grants: grantsOf(props.resources, name),
      });
    this.by = {
      api: made('api'),
      'task-page': made('task-page'),
      'task-decide': made('task-decide'),
      await: made('await'),
      step: made('step'),
      mail: made('mail'),
      log: made('log'),
      sweep: made('sweep'),
      ingest: made('ingest'),
      report: made('report'),
    } satisfies Record<(typeof FUNCTIONS)[number], AssentFunction>;
  }
}
