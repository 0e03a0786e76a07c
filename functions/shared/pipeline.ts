import middy from '@middy/core';
import * as z from 'zod';
import { AssentError } from '#core/errors.ts';
import { log, logFault } from './log.ts';

/**
 * What is the same for every function, outermost: the environment parsed once at cold start, one
 * log line an invocation, the last word on errors. What an error means to a caller is decided
 * further in (problems by the HTTP functions, outcomes by the machines' ones).
 *
 * A thrown `AssentError` keeps its code as its name, which is what a state machine catches.
 */
export function pipeline<Shape extends z.ZodType, Event, Result>(
  name: string,
  Env: Shape,
  build: (env: z.output<Shape>) => (event: Event, context: never) => Promise<Result>,
) {
  const run = build(parseEnv(Env));
  return middy<Event, Result>()
    .use({
      before: () => log('invoked', { function: name }),
      onError: ({ error }) => logFault('failed', error, { function: name }),
    })
    .handler((event, context) => run(event, context as never));
}

function parseEnv<Shape extends z.ZodType>(Env: Shape): z.output<Shape> {
  // Parsed once: no code is generated for it.
  const parsed = Env.safeParse(process.env, { jitless: true });
  if (parsed.success) return parsed.data;
  // The names of the variables, never their values.
  throw new AssentError('Invalid', `The environment is wrong: ${z.prettifyError(parsed.error)}`);
}
