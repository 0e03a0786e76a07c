import type { Context } from 'hono';
import { AssentError, type ErrorCode } from '#core/errors.ts';
import { logFault } from './log.ts';

/** Problems by RFC 9457. `type` names the code; its page says what to do. */

const STATUS: Readonly<Record<ErrorCode, { status: number; title: string }>> = {
  Invalid: { status: 422, title: 'Does not fit' },
  NotFound: { status: 404, title: 'Not found' },
  Refused: { status: 403, title: 'Refused by a rule' },
  Conflict: { status: 412, title: 'Has moved' },
  TooLarge: { status: 413, title: 'Too large' },
  Unauthorised: { status: 403, title: 'Not authorised' },
  ClockAhead: { status: 500, title: 'A clock is wrong' },
  Transient: { status: 503, title: 'Try again' },
  Corrupt: { status: 500, title: 'Stored data is damaged' },
};

// What goes out of an error's data; anything else may be internal.
const OPEN_DATA = new Set(['issues', 'limit', 'got', 'known', 'lost', 'missing', 'ref']);

export function problem(
  status: number,
  code: string,
  title: string,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
): Response {
  const body = { ...more, type: `urn:assent:problem:${code}`, title, status, detail };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(status === 503 ? { 'retry-after': '1' } : {}),
    },
  });
}

/** The problem that an error is. A fault of ours says so and no more. */
export function onApiError(error: Error, context: Context): Response {
  if (!(error instanceof AssentError)) {
    logFault('request failed', error);
    const detail = 'Nothing was lost: what was not answered may be sent again.';
    return problem(500, 'fault', 'A fault of ours', detail);
  }
  const { status, title } = STATUS[error.code];
  if (status >= 500) logFault('request failed', error, { method: context.req.method });
  const data = Object.fromEntries(
    Object.entries(error.data).filter(([name]) => OPEN_DATA.has(name)),
  );
  return problem(status, kebab(error.code), title, error.message, data);
}

const kebab = (code: string): string =>
  code.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
