import type { Context } from 'hono';
import { AssentError, type ErrorCode } from '#core/errors.ts';
import { pageHeaders } from '../pages/headers.ts';
import { renderProblem } from '../pages/problem.tsx';
import { logFault } from './log.ts';

/** A page with the headers that all of them have. */
export function page(html: string, status: number): Response {
  return new Response(html, { status, headers: { ...pageHeaders } });
}

const STATUS: Partial<Record<ErrorCode, number>> = { Invalid: 400, TooLarge: 413, Transient: 503 };

/** Our fault, or a request that no form of ours makes: a page that says nothing is lost. */
export function onPageError(error: Error, context: Context): Response {
  const code = error instanceof AssentError ? error.code : undefined;
  const status = (code === undefined ? undefined : STATUS[code]) ?? 500;
  const reference = context.req.header('x-amzn-trace-id')?.slice(0, 60);
  logFault('page failed', error, { status });
  return page(renderProblem(reference === undefined ? {} : { reference }), status);
}
