import { setTimeout as wait } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { clientOf } from './clients.ts';

const EVERY_MS = 1000;

export interface SweepCaller {
  /** Ends after the call that is under way. */
  stop(): Promise<void>;
}

/**
 * Calls the sweep a second after it last ended, as the rule does every five minutes on AWS, so that
 * policies may count in seconds here.
 *
 * @param tell hears of a failure once, until the sweep has run well again
 */
export function callSweep(
  endpoint: string,
  functionName: string,
  tell: (failure: string) => void,
): SweepCaller {
  const client = new LambdaClient(clientOf(endpoint));
  const stopping = new AbortController();
  const loop = async () => {
    let told = false;
    while (!stopping.signal.aborted) {
      const failure = await callOnce(client, functionName);
      if (failure && !told && !stopping.signal.aborted) tell(failure);
      told = failure !== undefined;
      await wait(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
    client.destroy();
  };
  const ended = loop();
  return {
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

async function callOnce(client: LambdaClient, functionName: string): Promise<string | undefined> {
  try {
    const answer = await client.send(new InvokeCommand({ FunctionName: functionName }));
    return (
      answer.FunctionError && `${answer.FunctionError}: ${answer.Payload?.transformToString()}`
    );
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
