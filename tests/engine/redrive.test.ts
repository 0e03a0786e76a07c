import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordsOf } from '#cli/open-tables.ts';
import { runRedrive } from '#cli/redrive.ts';
import { openDeadLetters } from '#cli/targets/dead-letters.ts';
import { executionName } from '#core/waiting/executions.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { type CorePorts, corePorts } from './support/core-ports.ts';
import { intakeOf } from './support/intake.ts';
import { type Live, startLive } from './support/live.ts';
import { stopExecution } from './support/machine-control.ts';
import { threadOf } from './support/thread.ts';
import { waitUntil } from './support/wait-until.ts';

let live: Live;
let ports: CorePorts;
let sqs: SQSClient;
beforeAll(async () => {
  live = await startLive();
  ports = corePorts(live.assent);
  sqs = new SQSClient({ ...live.assent.client, useQueueUrlAsEndpoint: false });
});
afterAll(async () => {
  sqs?.destroy();
  await live?.stop();
});

const QueueUrl = () => live.assent.deployed.outputs.DeadLettersUrl;

async function dead(body: string, attributes: Readonly<Record<string, string>> = {}) {
  const MessageAttributes = Object.fromEntries(
    Object.entries(attributes).map(([name, StringValue]) => [
      name,
      { DataType: 'String', StringValue },
    ]),
  );
  await sqs.send(
    new SendMessageCommand({ QueueUrl: QueueUrl(), MessageBody: body, MessageAttributes }),
  );
}

async function lying(): Promise<number> {
  const name = 'ApproximateNumberOfMessages';
  const command = new GetQueueAttributesCommand({ QueueUrl: QueueUrl(), AttributeNames: [name] });
  return Number((await sqs.send(command)).Attributes?.[name]);
}

async function redrive(options: { dryRun?: boolean } = {}) {
  const lines: string[] = [];
  const io = { out: (line: string) => lines.push(line), err: () => {} };
  const open = async (stage: string) => ({
    ...recordsOf(ports),
    clock: ports.clock,
    machines: ports.machines,
    letters: await openDeadLetters(stage, sqs),
  });
  const code = await runRedrive({ stage: 'local', ...options }, io, open);
  return { code, said: lines.join('\n') };
}

describe('the command that redrives', () => {
  test('hands dead letters to ingest, and those that are rings to nobody', async () => {
    const event = (key: string) => ({
      id: key,
      source: 'acme.monitoring',
      'detail-type': 'Monitoring Signal',
      detail: { kind: 'drift', title: 'It drifts', key },
    });
    const TARGET_ARN = 'arn:aws:sqs:us-east-1:000000000000:assent-local-ingest';
    const RULE_ARN = 'arn:aws:events:us-east-1:000000000000:rule/assent-local/assent-local-signals';
    await dead(JSON.stringify(event('redriven-1')), { TARGET_ARN, RULE_ARN, ERROR_CODE: 'X' });
    await dead(JSON.stringify(event('redriven-2')));
    await dead(
      JSON.stringify({
        requestContext: { functionArn: 'arn:aws:lambda:::function:mail', condition: 'Retries' },
      }),
    );
    expect((await redrive({ dryRun: true })).said).toContain('Dead letters  3');
    expect(await lying()).toBe(3);
    const { code, said } = await redrive();
    expect(code).toBe(0);
    expect(said).toContain('2 from outside');
    expect(said).toContain('rule assent-local-signals: X');
    expect(await lying()).toBe(0);
    await waitUntil('both to be counted', async () => {
      if ((await intakeOf(live.assent).waiting()) > 0) return undefined;
      const { paths } = await ports.objects.list('signals/');
      const objects = await Promise.all(paths.map((path) => ports.objects.get(path)));
      const lines = objects.map((each) => new TextDecoder().decode(each?.bytes)).join('');
      return (lines.includes('redriven-1') && lines.includes('redriven-2')) || undefined;
    });
    expect((await redrive()).said).toContain('Dead letters  0');
  });

  test('has a machine started again that died, by the next sweep', async () => {
    const { approval } = await threadOf(live).asked('Redriven policy');
    await stopExecution(live.assent, approval, 1);
    const { code, said } = await redrive();
    expect(code).toBe(0);
    expect(said).toContain(`- ${executionName(approval, 1)}: ended`);
    await live.sweep();
    expect(await ports.machines.status('approval', executionName(approval, 2))).toBe('running');
    expect((await redrive()).said).toContain('Executions    0 dead');
  });

  test('says so where there is no such stage', async () => {
    await expectError(openDeadLetters('nowhere', sqs), 'NotFound');
  });
});
