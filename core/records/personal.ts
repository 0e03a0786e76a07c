import * as z from 'zod';
import type { Json } from '../json.ts';
import { once } from '../once.ts';

/**
 * Personal values stay outside the permanent record: in a version stands `{"$detached": …}`, a
 * salted commitment; value and salt lie in the table `personal` and can be erased (bytes.md).
 */
export interface Detached {
  /** b64u of SHA-256 over tag, salt and canonical value: 43 characters. */
  readonly $detached: string;
}

/** A member that a type marks personal: the value on its way in, the commitment ever after. */
export type Personal<T> = T | Detached;

/** What a type's schema wraps around a personal member. */
export type MarkPersonal = <S extends z.ZodType>(schema: S) => z.ZodType<Personal<z.output<S>>>;

const detached = once(() => z.strictObject({ $detached: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }));

/** A personal value that was parsed and waits to be detached. Never leaves `core/records`. */
export class PersonalValue {
  readonly value: Json;
  constructor(value: Json) {
    this.value = value;
  }
}

/** For the schema of what is stored: commitments only. */
export const markStored: MarkPersonal = () => detached();

/**
 * For the schema of what comes in: a value, or the commitment as it was read (unchanged). The
 * value comes out wrapped, so that whoever stores it cannot overlook it.
 */
export const markIncoming: MarkPersonal = (schema) =>
  z.union([detached(), schema.transform((value) => new PersonalValue(value as Json))]) as never;

/** For JSON Schemas of what comes in: no transformation. */
export const markDescribed: MarkPersonal = (schema) => z.union([detached(), schema]) as never;

/** Whether a member is the commitment to a personal value. */
export function isDetached(value: unknown): value is Detached {
  return (
    typeof value === 'object' &&
    value !== null &&
    '$detached' in value &&
    typeof value.$detached === 'string'
  );
}
