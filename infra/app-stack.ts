import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus, Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { CfnEventSourceMapping, EventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { DefineMachine } from '#workflows/workflow.ts';
import type { Stage } from './config.ts';
import { attentionMetric } from './constructs/attention.ts';
import { FrontDoor } from './constructs/front-door.ts';
import { Functions } from './constructs/functions.ts';
import { Hearing } from './constructs/hearing.ts';
import { Intake } from './constructs/intake.ts';
import { accountMetric, Watch } from './constructs/watch.ts';
import { WorkflowMachine } from './constructs/workflow-machine.ts';
import { environmentsOf } from './environments.ts';
import { except } from './exceptions.ts';
import type { Names } from './names.ts';

export interface AppStackProps extends StackProps {
  readonly stage: Stage;
  readonly names: Names;
  readonly workflows: ReadonlyMap<string, DefineMachine>;
  /** Folder that holds a function's code, by the function's name. */
  readonly codeOf: (name: string) => string;
  readonly softwareVersion: string;
}

/** What runs. It can be taken down and put up again at will; nothing is kept here. */
export class AppStack extends Stack {
  readonly #names: Names;
  readonly #deadLetters: Queue;
  readonly #intake: Intake;
  readonly #functions: Functions['by'];

  constructor(scope: Construct, props: AppStackProps) {
    const { stage, names } = props;
    super(scope, 'App', { ...props, stackName: names.appStack });
    this.#names = names;
    const streamArn = StringParameter.valueForStringParameter(this, names.parameter.stream);
    const keyId = StringParameter.valueForStringParameter(this, names.parameter.signingKey);

    this.#deadLetters = new Queue(this, 'DeadLetters', {
      queueName: names.deadLetters,
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    except(this.#deadLetters, 'SQS3', 'This is the dead-letter queue of everything else.');
    const bus = new EventBus(this, 'Bus', { eventBusName: names.bus });
    const workflows = [...props.workflows.keys()];
    this.#intake = new Intake(this, 'Intake', {
      names,
      workflows,
      deadLetters: this.#deadLetters,
    });
    new Hearing(this, 'Hearing', {
      organisationId: stage.organisationId,
      names,
      bus,
      queue: this.#intake.queue,
      deadLetters: this.#deadLetters,
    });
    const door = new FrontDoor(this, 'FrontDoor', { stage, names });
    this.#functions = new Functions(this, 'Functions', {
      names,
      codeOf: props.codeOf,
      environments: environmentsOf({
        stage,
        names,
        softwareVersion: props.softwareVersion,
        baseUrl: door.baseUrl,
        signingKeyId: keyId,
        deadLettersUrl: this.#deadLetters.queueUrl,
        ingestQueueUrl: this.#intake.queue.queueUrl,
      }),
      resources: {
        names,
        stage,
        workflows,
        signingKeyArn: this.formatArn({ service: 'kms', resource: 'key', resourceName: keyId }),
        streamArn,
        deadLettersArn: this.#deadLetters.queueArn,
      },
    }).by;
    door.route({
      api: this.#functions.api.lambda,
      taskPage: this.#functions['task-page'].lambda,
      taskDecide: this.#functions['task-decide'].lambda,
      report: this.#functions.report.lambda,
    });
    this.#intake.feed(this.#functions.ingest);
    this.#ringTheLog(streamArn);
    this.#runTheClock();
    this.#keepWhatFails();
    const machines = this.#machines(props.workflows);
    this.#watch(stage, door, machines);
    this.#tell({
      ApiId: door.api.apiId,
      ApiUrl: door.apiUrl,
      BaseUrl: door.baseUrl,
      BusName: bus.eventBusName,
    });
  }

  /** New markers ring the log. Only a bell: the backlog is in the table; the sweep rings too. */
  #ringTheLog(streamArn: string): void {
    const { log } = this.#functions;
    this.#deadLetters.grantSendMessages(log.role);
    const mapping = new CfnEventSourceMapping(this, 'LogBell', {
      functionName: log.lambda.functionName,
      eventSourceArn: streamArn,
      startingPosition: 'TRIM_HORIZON',
      batchSize: 100,
      // Gathers what one request writes, and so signs once for it.
      maximumBatchingWindowInSeconds: 1,
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: 3,
      maximumRecordAgeInSeconds: Duration.hours(6).toSeconds(),
      destinationConfig: { onFailure: { destination: this.#deadLetters.queueArn } },
      filterCriteria: {
        filters: [
          {
            pattern: JSON.stringify({
              eventName: ['INSERT'],
              dynamodb: { Keys: { sk: { S: [{ prefix: 'N#' }] } } },
            }),
          },
        ],
      },
    });
    // Lambda checks the role when the mapping is made.
    mapping.node.addDependency(log.role);
  }

  #runTheClock(): void {
    new Rule(this, 'Clock', {
      ruleName: `${this.#names.prefix}-clock`,
      description: 'Rings the sweep',
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [
        new LambdaFunction(this.#functions.sweep.lambda, {
          deadLetterQueue: this.#deadLetters,
          maxEventAge: Duration.minutes(5),
          retryAttempts: 2,
        }),
      ],
    });
  }

  /** Functions that are rung and not waited for: what failed for good lies where an alarm looks. */
  #keepWhatFails(): void {
    for (const name of ['mail', 'log', 'sweep'] as const) {
      new EventInvokeConfig(this, `Async-${name}`, {
        function: this.#functions[name].lambda,
        maxEventAge: Duration.hours(1),
        retryAttempts: 2,
        onFailure: new SqsDestination(this.#deadLetters),
      });
    }
  }

  #machines(workflows: AppStackProps['workflows']): Map<string, WorkflowMachine> {
    const functions = {
      awaitArn: this.#functions.await.lambda.functionArn,
      stepArn: this.#functions.step.lambda.functionArn,
    };
    const of = ([name, define]: [string, DefineMachine]): [string, WorkflowMachine] => [
      name,
      new WorkflowMachine(this, `Workflow-${name}`, {
        name,
        names: this.#names,
        functions,
        define,
      }),
    ];
    return new Map([...workflows].map(of));
  }

  #watch(stage: Stage, door: FrontDoor, machines: Map<string, WorkflowMachine>): void {
    const { log, sweep } = this.#functions;
    const period = Duration.minutes(5);
    new Watch(this, 'Watch', {
      stage,
      names: this.#names,
      of: {
        deadLetters: this.#deadLetters.metricApproximateNumberOfMessagesVisible({ period }),
        ingestBehind: this.#intake.queue.metricApproximateAgeOfOldestMessage({ period }),
        logErrors: log.lambda.metricErrors({ period }),
        logBehind: log.lambda.metric('IteratorAge', { period, statistic: 'Maximum' }),
        sweepErrors: sweep.lambda.metricErrors({ period }),
        sweepRuns: sweep.lambda.metricInvocations({ period: Duration.minutes(15) }),
        serverErrors: door.api.metricServerError({ period, statistic: 'Sum' }),
        requests: door.api.metricCount({ period, statistic: 'Sum' }),
        latency: door.api.metricLatency({ period, statistic: 'p95' }),
        throttles: accountMetric('AWS/Lambda', 'Throttles', 'Sum'),
        attention: attentionMetric(this, this.#names, this.#functions),
        failed: new Map(
          [...machines].map(([name, of]) => [name, of.machine.metricFailed({ period })]),
        ),
      },
    });
  }

  #tell(more: Record<string, string>): void {
    const names = this.#names;
    const outputs: Record<string, string> = {
      ...more,
      MachineArnPrefix: names.machineArnPrefix,
      DeadLettersUrl: this.#deadLetters.queueUrl,
      FeedbackTopic: this.#intake.feedback.topicArn,
      TaskPageFunction: names.function('task-page'),
      TaskDecideFunction: names.function('task-decide'),
      ApiFunction: names.function('api'),
      AwaitFunction: names.function('await'),
      StepFunction: names.function('step'),
      MailFunction: names.function('mail'),
      LogFunction: names.function('log'),
      SweepFunction: names.function('sweep'),
      IngestFunction: names.function('ingest'),
      ReportFunction: names.function('report'),
    };
    for (const [id, value] of Object.entries(outputs)) new CfnOutput(this, id, { value });
  }
}
