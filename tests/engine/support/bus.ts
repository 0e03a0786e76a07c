import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import {
  RECORD_VERSIONED,
  type RecordVersioned,
  recordVersioned,
} from '#core/events/record-versioned.ts';
import type { TestAssent } from './engine.ts';
import { waitUntil } from './wait-until.ts';

const Event = z.object({ 'detail-type': z.literal(RECORD_VERSIONED), detail: recordVersioned() });

/** Hears what the system tells the bus, as a rule of a neighbour's would, from now on. */
export async function listenOnBus({ client, deployed }: TestAssent) {
  const sqs = new SQSClient({ ...client, useQueueUrlAsEndpoint: false });
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'neighbour' }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const bus = new EventBridgeClient(client);
  const on = { EventBusName: deployed.bus };
  const EventPattern = JSON.stringify({ 'detail-type': [RECORD_VERSIONED] });
  await bus.send(new PutRuleCommand({ ...on, Name: 'neighbour', EventPattern }));
  const Targets = [{ Id: 'queue', Arn: Attributes?.QueueArn }];
  await bus.send(new PutTargetsCommand({ ...on, Rule: 'neighbour', Targets }));
  const heard: RecordVersioned[] = [];

  async function receive(): Promise<void> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    for (const { Body = '' } of Messages) heard.push(Event.parse(JSON.parse(Body)).detail);
  }

  return {
    /** The events of a record's versions, in order, once there are so many. */
    of: (type: string, id: string, count: number) =>
      waitUntil(`${count} events of ${type}/${id}`, async () => {
        await receive();
        const found = heard.filter((each) => each.type === type && each.id === id);
        return found.length < count ? undefined : found.toSorted((a, b) => a.version - b.version);
      }),
  };
}
