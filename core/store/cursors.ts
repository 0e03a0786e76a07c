import { fromBase64Url, toBase64Url } from '../encoding.ts';
import { invalid } from '../errors.ts';

/** The longest position: index sort key, partition key and sort key, as JSON, in base64url. */
const MAX_CURSOR_CHARS = 12_000;

/** A cursor of a position, given as its keys in order; opaque to whoever holds it. */
export function encodeCursor(position: readonly string[]): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify(position)));
}

/**
 * The position that a cursor stands for. Cursors come back from outside: whatever we would not have
 * given out is refused.
 *
 * @throws Invalid
 */
export function decodeCursor(cursor: string, length: number): readonly string[] {
  const position = cursor.length > MAX_CURSOR_CHARS ? undefined : parsed(cursor);
  if (!isPosition(position, length) || encodeCursor(position) !== cursor) {
    throw notOfThisList();
  }
  return position;
}

/** The path at which a page of paths under the prefix ended. @throws Invalid */
export function decodePathCursor(cursor: string, prefix: string): string {
  const path = decodeCursor(cursor, 1)[0];
  if (path === undefined || !path.startsWith(prefix)) throw notOfThisList();
  return path;
}

/** The error of a cursor that was not given out for this list. */
export function notOfThisList() {
  return invalid('Not a cursor of this list', [{ path: '/cursor', message: 'not a cursor' }]);
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(cursor)));
  } catch {
    return undefined;
  }
}

function isPosition(value: unknown, length: number): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length === length &&
    value.every((key) => typeof key === 'string' && key !== '')
  );
}
