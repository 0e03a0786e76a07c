import type { Context } from 'hono';
import { AssentError, type ErrorCode } from '#core/errors.ts';
import { pageHeaders } from '../pages/headers.ts';
import { renderProblem } from '../pages/problem.tsx';
import type { Retry } from '../pages/views.ts';
import { logFault } from './log.ts';

/** A page with the headers that all of them have. */
export function page(html: string, status: number): Response {
  return new Response(html, { status, headers: { ...pageHeaders } });
}

const posted = new WeakMap<Request, Retry>();

/** Keeps what was posted, so that a fault of ours does not lose what somebody typed. */
export function keepPosted(context: Context, retry: Retry): void {
  posted.set(context.req.raw, retry);
}

const STATUS: Partial<Record<ErrorCode, number>> = { Invalid: 400, TooLarge: 413, Transient: 503 };

/** Our fault, or a request that no form of ours makes: a page that says nothing is lost. */
export function onPageError(error: Error, context: Context): Response {
  const code = error instanceof AssentError ? error.code : undefined;
  const status = (code === undefined ? undefined : STATUS[code]) ?? 500;
  const reference = context.req.header('x-amzn-trace-id')?.slice(0, 60);
  const retry = status < 500 ? undefined : posted.get(context.req.raw);
  logFault('page failed', error, { status });
  const view = {
    ...(reference === undefined ? {} : { reference }),
    ...(retry === undefined ? {} : { retry }),
  };
  return page(renderProblem(view), status);
}
