import * as z from 'zod';
import { sha256Hex } from '#hash';
import { canonicalText } from '../canonical.ts';
import { AssentError } from '../errors.ts';
import { type Ref, refOf } from '../ids.ts';
import type { Json, JsonObject } from '../json.ts';
import { once } from '../once.ts';
import type { Instant } from '../time.ts';
import type { Link } from './define-type.ts';
import * as f from './fields.ts';

/** How the actor was known: by a mailed link, signed in, by the API's caller, or as a function. */
export type Via = 'link' | 'signed-in' | 'api' | 'system';

/** One immutable state of a record (bytes.md, "Version"). All members are always present. */
export interface Version {
  readonly action: string;
  readonly actor: Ref;
  readonly content: JsonObject;
  readonly format: 'assent/version/v1';
  readonly id: string;
  readonly links: readonly Link[];
  readonly previous: string | null;
  readonly reason: string | null;
  readonly schema: number;
  readonly state: string;
  readonly time: Instant;
  readonly type: string;
  readonly version: number;
  readonly via: Via;
}

/** A version with its canonical text and digest. */
export interface Sealed {
  readonly version: Version;
  readonly ref: Ref;
  /** The canonical text; its UTF-8 is what S3 keeps and `sha256sum` checks. */
  readonly body: string;
  /** Hex SHA-256 of the body. */
  readonly digest: string;
}

const linkSchema = () =>
  z
    .strictObject({
      rel: f.typeName(),
      to: f.ref(),
      version: z.int().min(1).optional(),
      digest: f.hex().optional(),
    })
    .refine(
      ({ version, digest }) => (version === undefined) === (digest === undefined),
      'half a pin',
    );

const versionSchema = once(() =>
  z
    .strictObject({
      action: f.line(32),
      actor: f.ref('person', 'service'),
      // JSON all through, since it comes out of JSON.parse; what it means, its type's schema says.
      content: z.record(z.string(), z.unknown()),
      format: z.literal('assent/version/v1'),
      id: f.id(),
      links: z.array(linkSchema()).refine(areSorted, 'are not in order, each once'),
      previous: f.hex().nullable(),
      reason: z.string().nullable(),
      schema: z.int().min(1),
      state: f.line(32),
      time: f.instant(),
      type: f.typeName(),
      version: z.int().min(1),
      via: z.enum(['link', 'signed-in', 'api', 'system']),
    })
    .refine(({ version, previous }) => (version === 1) === (previous === null), 'has no place'),
);

const encoder = new TextEncoder();

/** Body and digest of a version. */
export function seal(version: Version): Sealed {
  // A version is JSON by its schema, which TypeScript cannot see of an interface.
  const body = canonicalText(version as unknown as Json);
  return {
    version,
    ref: refOf(version.type, version.id),
    body,
    digest: sha256Hex(encoder.encode(body)),
  };
}

/**
 * The version that a stored body holds: parsed, printed again and compared, and its digest taken
 * anew, since tamper evidence begins at the door.
 *
 * @throws Corrupt where the text is no version in its one form, or not of the expected digest
 */
export function unseal(body: string, expected?: string): Sealed {
  let sealed: Sealed;
  try {
    sealed = seal(versionSchema().parse(JSON.parse(body)) as Version);
  } catch (cause) {
    throw new AssentError('Corrupt', 'A stored version cannot be read', {}, { cause });
  }
  if (sealed.body !== body) throw new AssentError('Corrupt', `${sealed.ref}: not canonical`);
  if (expected !== undefined && sealed.digest !== expected) {
    throw new AssentError('Corrupt', `${sealed.ref}: digest ${sealed.digest}, not ${expected}`);
  }
  return sealed;
}

/** Links in the order of a version: by relation, then target, by UTF-16 code unit. */
export function sortLinks(links: readonly Link[]): readonly Link[] {
  return [...links].sort((a, b) => compare(a.rel, b.rel) || compare(a.to, b.to));
}

function areSorted(links: readonly { readonly rel: string; readonly to: string }[]): boolean {
  return links.every((link, index) => {
    const before = links[index - 1];
    return (
      before === undefined || (compare(before.rel, link.rel) || compare(before.to, link.to)) < 0
    );
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
