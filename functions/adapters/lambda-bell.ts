import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Bell } from '#core/ports.ts';
import { clientOptions } from './client-options.ts';
import { asTransient } from './failures.ts';

const SECONDS = 3;

export interface LambdaBellOptions {
  /** Names of the functions that this one may ring. */
  readonly functions: Readonly<Partial<Record<Parameters<Bell['ring']>[0], string>>>;
  readonly client?: LambdaClient;
}

/** Rings functions by asynchronous invocation: Lambda keeps the event and tries again by itself. */
export function lambdaBell(options: LambdaBellOptions): Bell {
  const client = options.client ?? new LambdaClient(clientOptions(SECONDS));
  return {
    async ring(fn, payload = {}) {
      const FunctionName = options.functions[fn];
      if (FunctionName === undefined) throw new Error(`This function cannot ring ${fn}`);
      const Payload = new TextEncoder().encode(JSON.stringify(payload));
      const command = new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload });
      try {
        await client.send(command);
      } catch (error) {
        throw asTransient(error, `bell.ring ${fn}`) ?? error;
      }
    },
  };
}
