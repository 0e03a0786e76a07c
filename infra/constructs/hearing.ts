import { Duration } from 'aws-cdk-lib';
import {
  Archive,
  CfnEventBusPolicy,
  EventBus,
  type EventPattern,
  type IEventBusRef,
  Match,
  Rule,
} from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ARCHIVE_DAYS } from '#core/signals/folding/terms.ts';
import type { Names } from '../names.ts';
import { nativeRules } from '../native-events.ts';

export interface HearingProps {
  /** The organisation whose accounts may send to the bus, where any other account may. */
  readonly organisationId: string | undefined;
  readonly names: Names;
  readonly bus: IEventBusRef;
  readonly queue: IQueue;
  readonly deadLetters: IQueue;
}

/**
 * What becomes signals: whatever others put on our bus, and what AWS services tell on the account's
 * default bus. Each rule hands to the one queue, and what it lets through is archived, to be
 * replayed.
 */
export class Hearing extends Construct {
  readonly #props: HearingProps;

  constructor(scope: Construct, id: string, props: HearingProps) {
    super(scope, id);
    this.#props = props;
    const { names, bus } = props;
    // What we announce ourselves is no signal.
    const pattern = { source: Match.anythingBut('assent') };
    this.#hear({ name: 'signals', description: 'What others put on our bus', pattern }, bus);
    const defaultBus = EventBus.fromEventBusName(this, 'Default', 'default');
    for (const rule of nativeRules(names)) this.#hear(rule, defaultBus);
    if (props.organisationId !== undefined) this.#hearFrom(props.organisationId);
  }

  /** Accounts of the organisation may put events there, and do nothing else with the bus. */
  #hearFrom(organisationId: string): void {
    const { names } = this.#props;
    const sid = 'organisation';
    const statement = new PolicyStatement({
      sid,
      principals: [new AnyPrincipal()],
      actions: ['events:PutEvents'],
      resources: [names.busArn],
      conditions: { StringEquals: { 'aws:PrincipalOrgID': organisationId } },
    });
    const policy = new CfnEventBusPolicy(this, 'Organisation', {
      eventBusName: names.bus,
      statementId: sid,
      statement: statement.toStatementJson(),
    });
    policy.node.addDependency(this.#props.bus);
  }

  #hear(
    { name, description, pattern }: { name: string; description: string; pattern: EventPattern },
    bus: IEventBusRef,
  ): void {
    const { names, queue, deadLetters } = this.#props;
    new Rule(this, `Rule-${name}`, {
      ruleName: `${names.prefix}-${name}`,
      description,
      eventBus: bus,
      eventPattern: pattern,
      targets: [new SqsQueue(queue, { deadLetterQueue: deadLetters })],
    });
    new Archive(this, `Archive-${name}`, {
      archiveName: `${names.prefix}-${name}`,
      description,
      sourceEventBus: bus,
      eventPattern: pattern,
      retention: Duration.days(ARCHIVE_DAYS),
    });
  }
}
