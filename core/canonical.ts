import canonicalize from 'canonicalize';
import { invalid } from './errors.ts';
import type { Json } from './json.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The one text of a JSON value: RFC 8785, no final newline. Digests are taken over its UTF-8.
 *
 * @throws Invalid on what has no one text: non-finite numbers, integers beyond ±(2^53−1), lone
 *   surrogates, `undefined`, and values that are no JSON (dates, maps, class instances).
 */
export function canonicalText(value: Json): string {
  refuseUnwritable(value, '');
  const text = canonicalize(value);
  if (text === undefined) throw invalid('There is no canonical form of this value');
  return text;
}

/** The UTF-8 bytes of `canonicalText`. */
export function canonicalBytes(value: Json): Uint8Array<ArrayBuffer> {
  return encoder.encode(canonicalText(value));
}

/**
 * The value of canonical bytes. Whatever would not print again as the same bytes is refused: other
 * spellings, white space, a member named twice, bytes that are not UTF-8.
 *
 * @throws Invalid
 */
export function parseCanonical(bytes: Uint8Array): Json {
  let text: string;
  let value: Json;
  try {
    text = decoder.decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw invalid('Not JSON in UTF-8');
  }
  // JSON.stringify is RFC 8785 but for the order of members and for what has no canonical form.
  const same = isSorted(value) ? JSON.stringify(value) === text : canonicalText(value) === text;
  if (!same) throw invalid('Not JSON in its one form (RFC 8785)');
  return value;
}

/** Whether members already stand in order, and nothing in it is refused in canonical text. */
function isSorted(value: Json): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isSorted);
  let before: string | undefined;
  for (const [name, member] of Object.entries(value)) {
    if (before !== undefined && name < before) return false;
    if (!name.isWellFormed() || !isSorted(member)) return false;
    before = name;
  }
  return true;
}

function refuseUnwritable(value: unknown, path: string): void {
  switch (typeof value) {
    case 'boolean':
      return;
    case 'string':
      if (!value.isWellFormed()) throw unwritable(path, 'a lone surrogate');
      return;
    case 'number':
      if (!Number.isFinite(value)) throw unwritable(path, 'a number that is not finite');
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
        throw unwritable(path, 'an integer beyond 2^53−1, which must be a string');
      }
      return;
    case 'object':
      if (value === null) return;
      if (Array.isArray(value)) {
        // forEach passes over holes, so the length is walked.
        for (let i = 0; i < value.length; i++) refuseUnwritable(value[i], `${path}/${i}`);
        return;
      }
      if (!isPlain(value)) throw unwritable(path, 'something that is no JSON');
      for (const [name, member] of Object.entries(value)) {
        if (!name.isWellFormed()) throw unwritable(path, 'a lone surrogate in a name');
        refuseUnwritable(member, `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
      }
      return;
    default:
      throw unwritable(path, `a value of type ${typeof value}`);
  }
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function unwritable(path: string, what: string) {
  return invalid(`Has no canonical form: ${what} at ${path === '' ? 'the top' : path}`, [
    { path, message: what },
  ]);
}
