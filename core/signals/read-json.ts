import type { Json } from '../json.ts';
import { unfit } from './unfit.ts';

/** Bytes of one event: what EventBridge and SQS carry at most (1 MiB). */
export const MAX_EVENT_BYTES = 1024 * 1024;

/** Levels of one event. EventBridge takes 1,000; no service nests a tenth of that. */
export const MAX_EVENT_DEPTH = 100;

// A number that a double might not hold: 16 digits, or an exponent. Found in texts too, which
// costs time and changes nothing.
const PERHAPS_BIG = /[[:,]\s*-?(?:\d{16}|\d+(?:\.\d+)?[eE])/;

/**
 * The JSON value of a text. Integers beyond ±(2^53−1) and numbers beyond a double come as strings
 * of their own digits: canonical JSON has no place for them, and rounding would change an id.
 *
 * @throws Invalid with a reason: `too-large`, `too-deep`, `unread`
 */
export function readJson(text: string): Json {
  if (text.length > MAX_EVENT_BYTES || new TextEncoder().encode(text).length > MAX_EVENT_BYTES) {
    throw unfit('too-large', 'An event is larger than any that is delivered');
  }
  if (isTooDeep(text)) throw unfit('too-deep', `An event has over ${MAX_EVENT_DEPTH} levels`);
  try {
    return PERHAPS_BIG.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
  } catch (cause) {
    throw unfit('unread', 'An event is no JSON', undefined, cause);
  }
}

function keepDigits(_name: string, value: Json, context?: { readonly source?: string }): Json {
  if (typeof value !== 'number') return value;
  if (Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value))) {
    return value;
  }
  if (context?.source === undefined) throw new TypeError('JSON.parse hands on no source text');
  return context.source;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

// Before parsing: neither the parser's reviver nor canonical text has any bound of its own.
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isString) {
      if (code === BACKSLASH) i++;
      else if (code === QUOTE) isString = false;
    } else if (code === QUOTE) isString = true;
    else if (OPENING.has(code)) {
      depth++;
      if (depth > MAX_EVENT_DEPTH) return true;
    } else if (CLOSING.has(code)) depth--;
  }
  return false;
}
