import * as z from 'zod';
import { isId, isRef, isTypeName, splitRef } from '../ids.ts';
import { isInstant } from '../time.ts';

/**
 * Schemas of members that many types share. Lengths are in Unicode code points.
 *
 * A JSON Schema, and so the pin of a stored shape, does not show refinements. What is stored must
 * stay readable: loosen one at will, but tightening one needs a new schema of each type.
 */

// Controls but tab and newline, and the marks that turn text around: what a reader would not see,
// or would see in another order than it is signed.
const UNSEEN = /[[\p{Cc}\u202A-\u202E\u2066-\u2069]--[\t\n]]/v;

/** Whether a reader sees all of a text, in its order; lines may break, tabs may stand. */
export const isReadable = (text: string): boolean => text.isWellFormed() && !UNSEEN.test(text);

/** Text of several lines. */
export const text = (most = 4000) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine(isReadable, 'has a control character')
    .refine((text) => text === '' || text.trim() !== '', 'is blank');

/** One line of text. */
export const line = (most = 200) =>
  text(most).refine((text) => !/[\t\n\u2028\u2029]/.test(text), 'is one line');

export const instant = () => z.string().refine(isInstant, 'is not a UTC time with milliseconds');

/** A calendar date, `YYYY-MM-DD`. */
export const date = () => z.iso.date();

export const hex = () => z.string().regex(/^[0-9a-f]{64}$/, 'is not 64 lower-case hex digits');

/** A reference to a record of one of the types. */
export const ref = (...types: readonly string[]) =>
  z
    .string()
    .refine(
      (value) => isRef(value) && (types.length === 0 || types.includes(splitRef(value).type)),
      types.length === 0 ? 'is not a reference' : `is not a reference to ${types.join(' or ')}`,
    );

export const typeName = () => z.string().refine(isTypeName, 'is not the name of a type');
export const id = () => z.string().refine(isId, 'is not an id');

/** A time zone of the IANA database. */
export const zone = () =>
  z.string().max(64).refine(isZone, 'is not a time zone such as Europe/Oslo');

/** A BCP 47 language tag. */
export const language = () =>
  z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .max(35);

/** One exact version of one record: what an approval and a decision are about. */
export const pinned = (...types: readonly string[]) =>
  z
    .strictObject({
      type: typeName(),
      id: id(),
      version: z.int().min(1),
      digest: hex(),
    })
    .refine(
      (value) => types.length === 0 || types.includes(value.type),
      `is not ${types.join(' or ')}`,
    );

export type Pinned = z.output<ReturnType<typeof pinned>>;

/** Risk tiers of the EU AI Act and of ISO/IEC 42001's own judgement. */
export const TIERS = ['prohibited', 'high', 'limited', 'minimal'] as const;
export const tier = () => z.enum(TIERS);

/** A span of time in a unit that people set deadlines in. */
export const span = () =>
  z.strictObject({
    amount: z.int().min(1).max(3660),
    unit: z.enum(['seconds', 'minutes', 'hours', 'days', 'working-days']),
  });

export type Span = z.output<ReturnType<typeof span>>;

const MAX_ZONES = 1000;
const zones = new Set<string>();

// Asked of every version that is read, and slow to find out.
function isZone(name: string): boolean {
  if (zones.has(name)) return true;
  try {
    // Throws RangeError for a zone that is not known.
    Intl.DateTimeFormat('en', { timeZone: name });
    if (zones.size < MAX_ZONES) zones.add(name);
    return true;
  } catch {
    return false;
  }
}
