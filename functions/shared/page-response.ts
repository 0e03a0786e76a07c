import type { Context, MiddlewareHandler } from 'hono';
import { AssentError, type ErrorCode } from '#core/errors.ts';
import { renderClosed } from '../pages/closed.tsx';
import type { Retry } from '../pages/fault-views.ts';
import { pageHeaders } from '../pages/headers.ts';
import { loadLanguage } from '../pages/messages/messages.ts';
import { renderProblem } from '../pages/problem.tsx';
import { acceptedLocale } from './accepted-locale.ts';
import { logFault } from './log.ts';

/** A page with the headers that all of them have. */
export function page(html: string, status: number): Response {
  return new Response(html, { status, headers: { ...pageHeaders } });
}

/** In whose language a page speaks that knows nobody: the browser's. */
export const localeOf = (context: Context) => acceptedLocale(context.req.header('accept-language'));

/** Reads the browser's language, before any page that knows nobody. */
export const readLanguage: MiddlewareHandler = async (context, next) => {
  await loadLanguage(localeOf(context));
  await next();
};

/** What opens nothing: the same bytes, whatever the code was, in the browser's language. */
export function unknownPage(context: Context, status = 404): Response {
  const locale = localeOf(context);
  const view = { reason: 'unknown', ...(locale === undefined ? {} : { locale }) } as const;
  return page(renderClosed(view), status);
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
  const locale = localeOf(context);
  const view = {
    ...(locale === undefined ? {} : { reader: { locale, timeZone: 'UTC' } }),
    ...(reference === undefined ? {} : { reference }),
    ...(retry === undefined ? {} : { retry }),
  };
  return page(renderProblem(view), status);
}
