import type { Context } from 'hono';
import * as z from 'zod';
import { AssentError, invalid } from '#core/errors.ts';
import type { Ref } from '#core/ids.ts';
import { issuesOf } from '#core/issues.ts';
import { MAX_BODY_BYTES } from '#core/limits.ts';
import type { Clock, Table, Write } from '#core/ports.ts';
import * as f from '#core/records/fields.ts';
import type { Lost } from '#core/store/commit.ts';
import type { Head } from '#core/store/items.ts';
import { requestKey } from '#core/store/keys.ts';
import { checkLimit } from '#core/store/read-records.ts';
import { DAY, later, millisecondsOf } from '#core/time.ts';
import { sha256Hex } from '#hash';
import { etagOf } from './present.ts';

/** Bytes of a request: a body of the largest record, its links and reason. */
const MAX_REQUEST_BYTES = 2 * MAX_BODY_BYTES;

/** The JSON of a request, parsed. @throws Invalid with each mistake, TooLarge */
export async function bodyOf<Shape extends z.ZodType>(
  context: Context,
  shape: Shape,
): Promise<z.output<Shape>> {
  const text = await context.req.text();
  if (text.length > MAX_REQUEST_BYTES) {
    throw new AssentError('TooLarge', `A request has at most ${MAX_REQUEST_BYTES} bytes`, {
      limit: MAX_REQUEST_BYTES,
      got: text.length,
    });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalid('The request is no JSON');
  }
  const parsed = shape.safeParse(json);
  if (!parsed.success) throw invalid('The request does not fit', issuesOf(parsed.error));
  return parsed.data;
}

/**
 * The content of a record, for its type to parse: just as it came, since an object that is built
 * anew would lose a member called `__proto__` without a word.
 */
export const Content = () =>
  z.custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'is not an object',
  );

const NUMBER = /^[1-9][0-9]{0,8}$/;

/** The query of a request: a name that the route does not know is refused, not passed over. */
export function queryOf<Name extends string>(
  context: Context,
  ...names: readonly Name[]
): Partial<Record<Name, string>> {
  const query = context.req.query();
  const unknown = Object.keys(query).filter((name) => !names.some((known) => known === name));
  if (unknown.length > 0) {
    throw invalid(`Unknown in the query: ${unknown.join(', ')}; known: ${names.join(', ')}`);
  }
  return query as Partial<Record<Name, string>>;
}

/** A number from 1 in a query. @throws Invalid */
export function numberOf(name: string, text: string): number {
  if (!NUMBER.test(text)) throw invalid(`${name} is a number from 1`);
  return Number(text);
}

/** Which page of a list: its length, and where the page before ended. @throws Invalid */
export function pagingOf({ limit = '50', cursor }: { limit?: string; cursor?: string }) {
  return { limit: checkLimit(numberOf('limit', limit)), cursor };
}

/** What every write carries. */
export const reason = () =>
  f
    .text()
    .nullish()
    .transform((text) => text ?? null);

export const Links = () =>
  z
    .array(
      z.strictObject({
        rel: f.typeName(),
        to: f.ref(),
        version: z.int().min(1).optional(),
        digest: f.hex().optional(),
      }),
    )
    .transform((links) =>
      links.map(({ rel, to, version, digest }) => ({
        rel,
        to,
        ...(version === undefined ? {} : { version }),
        ...(digest === undefined ? {} : { digest }),
      })),
    );

/**
 * Refuses a write that does not name the version that its author saw.
 *
 * @throws Invalid without If-Match, Conflict where the record has moved, naming the newer version
 */
export function demandMatch(context: Context, head: Head): void {
  const match = context.req.header('if-match');
  if (match === undefined) {
    throw invalid('A change names the version that you saw: If-Match with its ETag');
  }
  if (match === etagOf(head)) return;
  const lost: Lost = {
    ref: head.ref,
    kind: 'head',
    index: 0,
    version: head.version.version,
  };
  throw new AssentError('Conflict', `${head.ref} has moved to version ${head.version.version}`, {
    lost: [lost],
  });
}

/** What a request of an idempotency key wrote. */
export interface Before {
  readonly ref: Ref;
  readonly version: number;
}

/** An idempotency key's life: longer than any client tries again. */
const KEY_LIVES_MS = 7 * DAY;

/**
 * A request that carries an Idempotency-Key: what it wrote before, or the write that remembers it.
 *
 * @throws Invalid where the key was used for another request
 */
export async function idempotent(
  { table, clock }: { table: Table; clock: Clock },
  context: Context,
  caller: Ref,
) {
  const given = context.req.header('idempotency-key');
  if (given === undefined) return undefined;
  if (given.length > 200) throw invalid('An Idempotency-Key has at most 200 characters');
  const digest = (text: string) => sha256Hex(new TextEncoder().encode(text));
  const key = requestKey(digest(JSON.stringify([caller, given])));
  const request = digest(
    JSON.stringify([context.req.method, context.req.path, await context.req.text()]),
  );
  const now = clock.now();

  /** What the same request wrote before; `undefined`: this is the first. */
  async function before(): Promise<Before | undefined> {
    const item = await table.get(key);
    if (item === undefined) return undefined;
    if (String(item.expires) <= now) {
      // DynamoDB takes its time with what has expired.
      const when = [{ attribute: 'expires', is: '<=', value: now }] as const;
      await table.write([{ op: 'delete', key, when }]);
      return undefined;
    }
    if (item.request !== request) {
      throw invalid('This Idempotency-Key was used for another request');
    }
    return { ref: String(item.ref), version: Number(item.version) };
  }

  /** Remembers what the request writes, in the same transaction. */
  function remember({ ref, version: { version } }: Head): readonly Write[] {
    const expires = later(now, KEY_LIVES_MS);
    const ttl = Math.ceil(millisecondsOf(expires) / 1000);
    const item = { ...key, request, ref, version, expires, ttl };
    return [{ op: 'put', item, when: [{ is: 'absent' }] }];
  }

  return { before, remember };
}
