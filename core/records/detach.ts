import { commitment } from '../commitment.ts';
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

/** Whether a disclosed value and its salt are what the commitment stands for. */
export function opens(entry: PersonalEntry): boolean {
  return commitment(entry.value, fromBase64Url(entry.salt)) === entry.commitment;
}

/**
 * Content as it may be stored: every wrapped personal value becomes its commitment. A value that
 * one of the `known` entries opens to at the same place keeps that commitment; a new or changed one
 * gets fresh salt and is returned in `added`. `standing` are the commitments of the version before.
 *
 * @throws Invalid for a commitment that the version before does not hold at that place, and for
 *   names with `$`
 */
export function detach(
  content: unknown,
  known: readonly PersonalEntry[],
  standing: Commitments,
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
      result[name] = walk(member, childOf(path, name));
    }
    return result;
  }

  function committed(value: Json, path: string): string {
    const same = known.find(
      (entry) =>
        placeOf(entry.path) === placeOf(path) &&
        standing.get(entry.commitment) === placeOf(path) &&
        commitment(value, fromBase64Url(entry.salt)) === entry.commitment,
    );
    if (same !== undefined) return same.commitment;
    const salt = random.bytes(16);
    const entry = { commitment: commitment(value, salt), path, salt: toBase64Url(salt), value };
    added.push(entry);
    return entry.commitment;
  }

  function kept(value: Detached, path: string): Json {
    // A commitment moved to another member would pass by what that member demands of its value.
    if (standing.get(value.$detached) !== placeOf(path)) {
      throw invalid('A commitment that the version before does not hold there', [
        { path, message: 'give the value itself' },
      ]);
    }
    return { $detached: value.$detached };
  }

  return { content: walk(content, ''), added };
}

/** Commitments, each with the place where it stands. */
export type Commitments = ReadonlyMap<string, string>;

/** Every commitment that stands in a content. */
export function commitmentsIn(content: unknown): Commitments {
  const found = new Map<string, string>();
  (function walk(value: unknown, path: string): void {
    if (isDetached(value)) found.set(value.$detached, placeOf(path));
    else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value)) walk(member, childOf(path, name));
    }
  })(content, '');
  return found;
}

const childOf = (path: string, name: string): string =>
  `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

// Members of a list are alike, and move when one before them goes.
const placeOf = (path: string): string => path.replaceAll(/\/\d+(?=\/|$)/g, '/*');
