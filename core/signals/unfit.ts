import type * as z from 'zod';
import { AssentError } from '../errors.ts';
import { issuesOf } from '../issues.ts';
import type { Json } from '../json.ts';

/** Why an event cannot be taken: for its quarantine, and for who looks into it. */
export type Unfit =
  | 'unread'
  | 'too-large'
  | 'too-deep'
  | 'no-envelope'
  | 'malformed'
  | 'adapter-failed';

const MOST_PLACES = 10;

/** Invalid with a `reason`, and with `where`: paths of the envelope, never what stands there. */
export function unfit(reason: Unfit, message: string, where?: string, cause?: unknown) {
  const data = { reason, ...(where !== undefined && { where }) };
  return new AssentError('Invalid', message, data, { cause });
}

/** What a shape reads from an event. @throws Invalid, `malformed`, saying where */
export function readShape<Shape extends z.ZodType>(
  shape: Shape,
  value: Json,
  at = '/detail',
): z.output<Shape> {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const places = new Set(issuesOf(parsed.error).map(({ path }) => `${at}${path}`));
  const where = [...places].slice(0, MOST_PLACES).join(' ');
  throw unfit('malformed', 'An event is not what its kind should be', where);
}
