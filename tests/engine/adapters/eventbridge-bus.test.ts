import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll } from 'vitest';
import * as z from 'zod';
import { clientOptions } from '#functions/adapters/client-options.ts';
import { eventBridgeBus } from '#functions/adapters/eventbridge-bus.ts';
import { ACCOUNT, REGION } from '#local/engine/environment.ts';
import { busBehaviour } from '#tests/behaviour/bus.ts';
import { startTestEngine, type TestEngine } from './engine.ts';
import { until } from './until.ts';

const BUS = 'assent';
let engine: TestEngine;
let client: EventBridgeClient;
let queue: SQSClient;
let QueueUrl: string;

beforeAll(async () => {
  engine = await startTestEngine();
  client = new EventBridgeClient({ ...clientOptions(5), ...engine.client });
  queue = new SQSClient({ ...clientOptions(5), ...engine.client });
  const created = await queue.send(new CreateQueueCommand({ QueueName: 'heard' }));
  QueueUrl = created.QueueUrl ?? '';
  await client.send(new CreateEventBusCommand({ Name: BUS }));
  const rule = { Name: 'all', EventBusName: BUS };
  const EventPattern = JSON.stringify({ source: ['assent'] });
  await client.send(new PutRuleCommand({ ...rule, EventPattern }));
  const Targets = [{ Id: 'queue', Arn: `arn:aws:sqs:${REGION}:${ACCOUNT}:heard` }];
  await client.send(new PutTargetsCommand({ Rule: rule.Name, EventBusName: BUS, Targets }));
});
afterAll(() => engine.stop());

const Event = z.object({ 'detail-type': z.string(), detail: z.unknown() });

busBehaviour('the bus in EventBridge', async () => {
  const heard: z.infer<typeof Event>[] = [];
  return {
    bus: eventBridgeBus({ bus: BUS, client }),
    received: (type, count) =>
      until(`${count} events of ${type}`, async () => {
        heard.push(...(await take()));
        const details = heard.filter((event) => event['detail-type'] === type);
        return details.length < count ? undefined : details.map(({ detail }) => detail);
      }),
  };
});

async function take(): Promise<z.infer<typeof Event>[]> {
  const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
  const { Messages = [] } = await queue.send(command);
  for (const { ReceiptHandle } of Messages) {
    await queue.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
  return Messages.map(({ Body = '' }) => Event.parse(JSON.parse(Body)));
}
