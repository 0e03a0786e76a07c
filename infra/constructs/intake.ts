import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { ConfigurationSet, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Names } from '../names.ts';
import type { AssentFunction } from './assent-function.ts';
import { SHAPES } from './functions.ts';

/** SQS asks for six times, so that a batch that is still being taken is not handed out again. */
const TIMES_ITS_TIMEOUT = 6;
/** Invocations at a time. */
const MOST_AT_ONCE = 4;
/** Then it lies with the dead letters. */
const RECEIVES = 5;

export interface IntakeProps {
  readonly names: Names;
  readonly workflows: readonly string[];
  readonly deadLetters: IQueue;
}

/**
 * Whatever reaches us from outside, by one queue: what SES tells of mails and Step Functions of
 * executions that died, and what becomes signals (`Hearing`). Each is a rule or a subscription.
 */
export class Intake extends Construct {
  readonly queue: Queue;
  /** Where SES publishes what became of mails. */
  readonly feedback: Topic;
  readonly #props: IntakeProps;

  constructor(scope: Construct, id: string, props: IntakeProps) {
    super(scope, id);
    this.#props = props;
    const { names, deadLetters } = props;
    this.queue = new Queue(this, 'Queue', {
      queueName: names.ingestQueue,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: Duration.seconds(TIMES_ITS_TIMEOUT * SHAPES.ingest.seconds),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: RECEIVES },
    });
    this.feedback = new Topic(this, 'Feedback', {
      topicName: names.feedbackTopic,
      enforceSSL: true,
    });
    this.feedback.addSubscription(new SqsSubscription(this.queue, { rawMessageDelivery: true }));
    this.#hearOfMails();
    this.#hearOfExecutions();
  }

  /**
   * Every mail of ours is sent by this configuration set. Nobody is tracked: opens and clicks have
   * no destination, and the account's own engagement metrics, which would rewrite every link, are
   * off for it.
   */
  #hearOfMails(): void {
    const mails = new ConfigurationSet(this, 'Mails', {
      configurationSetName: this.#props.names.configurationSet,
      reputationMetrics: false,
      vdmOptions: { engagementMetrics: false },
    });
    mails.addEventDestination('Feedback', {
      configurationSetEventDestinationName: 'feedback',
      destination: EventDestination.snsTopic(this.feedback),
      events: [
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.DELIVERY_DELAY,
      ],
    });
  }

  /** Best effort, as AWS calls it: what is not told here, the sweep finds when it looks. */
  #hearOfExecutions(): void {
    const { names, workflows, deadLetters } = this.#props;
    new Rule(this, 'DeadExecutions', {
      ruleName: `${names.prefix}-dead-executions`,
      description: 'Executions that ended without an outcome',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: workflows.map((workflow) => `${names.machineArnPrefix}${workflow}`),
        },
      },
      targets: [new SqsQueue(this.queue, { deadLetterQueue: deadLetters })],
    });
  }

  /** The function that takes what the queue holds; it gives back what it could not take. */
  feed(ingest: AssentFunction): void {
    const mapping = new CfnEventSourceMapping(this, 'Feed', {
      functionName: ingest.lambda.functionName,
      eventSourceArn: this.queue.queueArn,
      // A batch is one locked object and few transactions, so it is worth waiting for.
      batchSize: 1000,
      maximumBatchingWindowInSeconds: 2,
      // More would only meet each other at the same causes.
      scalingConfig: { maximumConcurrency: MOST_AT_ONCE },
      functionResponseTypes: ['ReportBatchItemFailures'],
    });
    // Lambda checks the role when the mapping is made.
    mapping.node.addDependency(ingest.role);
  }
}
