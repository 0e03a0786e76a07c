import { canonicalText, parseCanonical } from '../canonical.ts';
import { commitment as commitmentTo } from '../commitment.ts';
import { fromBase64Url } from '../encoding.ts';
import { invalid } from '../errors.ts';
import type { Json } from '../json.ts';

/** A personal value as a pack discloses it, with what shows it to be the one committed to. */
export type Disclosure = {
  /** b64u, 43 characters. */
  readonly commitment: string;
  /** RFC 6901, within the content. */
  readonly path: string;
  /** b64u of 16 bytes. */
  readonly salt: string;
  readonly value: Json;
};

/** A line of `personal/<type>/<id>.jsonl`, with its line feed. */
export function printDisclosure(disclosure: Disclosure): string {
  return `${canonicalText(disclosure)}\n`;
}

/**
 * A disclosed value, its commitment taken anew.
 *
 * @throws Invalid for anything but a line in its one form, and where value and salt are not what
 *   the commitment stands for
 */
export function parseDisclosure(line: Uint8Array): Disclosure {
  const parsed = parseCanonical(line);
  const isWhole =
    typeof parsed === 'object' &&
    parsed !== null &&
    Object.keys(parsed).join() === 'commitment,path,salt,value';
  if (!isWhole || !('value' in parsed)) throw invalid('Not a disclosed value');
  const { commitment, path, salt, value } = parsed;
  if (typeof commitment !== 'string' || typeof path !== 'string' || typeof salt !== 'string') {
    throw invalid('Not a disclosed value');
  }
  if (value === undefined || commitmentTo(value, fromBase64Url(salt)) !== commitment) {
    throw invalid(`The value at ${path} is not the one that was committed to`);
  }
  return { commitment, path, salt, value };
}

/** The member of a content that a pointer names (RFC 6901); `undefined` where there is none. */
export function memberAt(content: Json, path: string): Json | undefined {
  let at: Json | undefined = content;
  for (const token of path.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof at !== 'object' || at === null) return undefined;
    at = new Map<string, Json>(Object.entries(at)).get(name);
  }
  return at;
}
