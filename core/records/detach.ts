import { sha256 } from '#hash';
import { canonicalBytes } from '../canonical.ts';
import { fromBase64Url, toBase64Url } from '../encoding.ts';
import { invalid } from '../errors.ts';
import type { Json } from '../json.ts';
import type { Random } from '../ports.ts';
import { type Detached, isDetached, PersonalValue } from './personal.ts';

/** A personal value as the table `personal` keeps it. */
export interface PersonalEntry {
  readonly commitment: string;
  /** RFC 6901, within the content. */
  readonly path: string;
  /** b64u of 16 random bytes. */
  readonly salt: string;
  readonly value: Json;
}

const TAG = new TextEncoder().encode('assent/detached/v1');

/** The commitment to a personal value (bytes.md). `salt` is 16 bytes. */
export function commitment(value: Json, salt: Uint8Array): string {
  if (salt.length !== 16) throw invalid('A salt has 16 bytes');
  const canonical = canonicalBytes(value);
  const bytes = new Uint8Array(TAG.length + salt.length + canonical.length);
  bytes.set(TAG);
  bytes.set(salt, TAG.length);
  bytes.set(canonical, TAG.length + salt.length);
  return toBase64Url(sha256(bytes));
}

/** Whether a disclosed value and its salt are what the commitment stands for. */
export function opens(entry: PersonalEntry): boolean {
  return commitment(entry.value, fromBase64Url(entry.salt)) === entry.commitment;
}

/**
 * Content as it may be stored: every wrapped personal value becomes its commitment. A value that
 * one of the `known` entries opens to at the same path keeps that commitment; a new or changed one
 * gets fresh salt and is returned in `added`.
 *
 * @throws Invalid for a commitment that is not one of this record's, and for names with `$`
 */
export function detach(
  content: unknown,
  known: readonly PersonalEntry[],
  standing: ReadonlySet<string>,
  random: Random,
): { readonly content: Json; readonly added: readonly PersonalEntry[] } {
  const added: PersonalEntry[] = [];

  function walk(value: unknown, path: string): Json {
    if (value instanceof PersonalValue) return { $detached: committed(value.value, path) };
    if (isDetached(value)) return kept(value, path);
    if (Array.isArray(value)) return value.map((each, i) => walk(each, `${path}/${i}`));
    if (typeof value === 'object' && value !== null) return walkObject(value, path);
    return value as Json;
  }

  function walkObject(value: object, path: string): Json {
    const result: Record<string, Json> = {};
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      if (name.startsWith('$')) throw invalid(`A name may not begin with $: ${name}`);
      result[name] = walk(member, `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    }
    return result;
  }

  function committed(value: Json, path: string): string {
    const same = known.find(
      (entry) =>
        entry.path === path &&
        standing.has(entry.commitment) &&
        commitment(value, fromBase64Url(entry.salt)) === entry.commitment,
    );
    if (same !== undefined) return same.commitment;
    const salt = random.bytes(16);
    const entry = { commitment: commitment(value, salt), path, salt: toBase64Url(salt), value };
    added.push(entry);
    return entry.commitment;
  }

  function kept(value: Detached, path: string): Json {
    if (!standing.has(value.$detached)) {
      throw invalid('A commitment that the version before does not hold', [
        { path, message: 'give the value itself' },
      ]);
    }
    return { $detached: value.$detached };
  }

  return { content: walk(content, ''), added };
}

/** Every commitment that stands in a content. */
export function commitmentsIn(content: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  (function walk(value: unknown): void {
    if (isDetached(value)) found.add(value.$detached);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  })(content);
  return found;
}
