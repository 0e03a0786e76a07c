import canonicalize from 'canonicalize';
import { invalid } from './errors.ts';
import type { Json } from './json.ts';

const encoder = new TextEncoder();

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
