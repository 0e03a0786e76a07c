import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import type { Hono } from 'hono/tiny';
import type * as z from 'zod';
import { pipeline } from './pipeline.ts';

/** The pipeline of an HTTP function: middy outermost, Hono routes within. */
export function httpPipeline<Shape extends z.ZodType>(
  name: string,
  Env: Shape,
  build: (env: z.output<Shape>) => Hono,
) {
  return pipeline(name, Env, (env) => {
    const serve = handle(build(env));
    return (event: LambdaEvent, context: LambdaContext) => serve(withoutHost(event), context);
  });
}

/**
 * The event without the host by which it came: no route may build an address of it. Links are made
 * of the configured base address, and a request's URL serves for its path alone.
 */
function withoutHost(event: LambdaEvent): LambdaEvent {
  const requestContext = { ...event.requestContext, domainName: 'host.invalid' };
  return { ...event, requestContext } as LambdaEvent;
}
