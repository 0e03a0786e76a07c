import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetExecutionHistoryCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { type ApiClient, apiClient } from '#cli/targets/api-client.ts';
import { CREDENTIALS } from '#local/engine/environment.ts';
import { loadExample } from '#local/example.ts';
import { freePort } from '#local/free-port.ts';
import { openFrontDoor } from '#local/front-door.ts';
import type { LocalServer } from '#local/listen.ts';
import { listMails, type Mail, readMail } from '#local/mailbox/mails.ts';
import { startTestAssent, type TestAssent } from './engine.ts';

/**
 * The deployed system with its doors, as a test uses it. No clock calls the sweep: a test does,
 * when it is time.
 */
export interface Live {
  readonly assent: TestAssent;
  /** Address of the front door; it stays the same over a restart. */
  readonly door: string;
  /** The API, signed as the caller that the stage maps to `service/setup`. */
  readonly call: ApiClient;
  /** Sent mails, the newest first. */
  mails(): readonly Mail[];
  /** Invokes a function and waits for what it says. */
  invoke(name: string, payload?: object): Promise<Invoked>;
  /** Invokes the sweep. @throws where it fails */
  sweep(): Promise<void>;
  /** The histories of all executions of a workflow, as whoever may read them sees them. */
  executions(workflow: string): Promise<readonly unknown[]>;
  restart(how?: 'stop' | 'kill'): Promise<void>;
  stop(): Promise<void>;
}

export interface Invoked {
  readonly failed: boolean;
  /** What it answered: JSON. */
  readonly answer: string;
}

/** Starts it, with the example loaded through its door unless told otherwise. */
export async function startLive({ example = true } = {}): Promise<Live> {
  const assent = await startTestAssent();
  const port = await freePort();
  let server: LocalServer | undefined;
  const live: Live = {
    assent,
    door: `http://127.0.0.1:${port}`,
    call: apiClient(`http://127.0.0.1:${port}`, CREDENTIALS),
    mails: () => listMails(assent.mails).flatMap(({ id }) => readMail(assent.mails, id) ?? []),
    invoke: (name, payload) => invoke(assent, name, payload),
    sweep: () => sweep(assent),
    executions: (workflow) => executions(assent, workflow),
    restart: async (how) => {
      await server?.close();
      await assent.restart(how);
      server = await openFrontDoor(port, assent.deployed.apiUrl);
    },
    stop: async () => {
      await server?.close();
      await assent.stop();
    },
  };
  try {
    server = await openFrontDoor(port, assent.deployed.apiUrl);
    if (example) await loadExample(live.door, CREDENTIALS);
    return live;
  } catch (error) {
    await live.stop();
    throw error;
  }
}

async function invoke(assent: TestAssent, name: string, payload?: object): Promise<Invoked> {
  const client = new LambdaClient(assent.client);
  const answer = await client.send(
    new InvokeCommand({
      FunctionName: assent.deployed.functions[name],
      ...(payload === undefined ? {} : { Payload: Buffer.from(JSON.stringify(payload)) }),
    }),
  );
  client.destroy();
  return {
    failed: answer.FunctionError !== undefined,
    answer: answer.Payload?.transformToString() ?? '',
  };
}

async function sweep(assent: TestAssent): Promise<void> {
  const { failed, answer } = await invoke(assent, 'sweep');
  if (failed) throw new Error(`The sweep failed: ${answer}`);
}

async function executions({ client, deployed }: TestAssent, workflow: string) {
  const sfn = new SFNClient(client);
  const stateMachineArn = `${deployed.machineArnPrefix}${workflow}`;
  const { executions: found = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn }));
  const histories = found.map(async ({ executionArn }) => {
    const { events } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    return events;
  });
  return Promise.all(histories);
}
