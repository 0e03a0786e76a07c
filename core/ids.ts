import { invalid } from './errors.ts';
import type { Instant } from './time.ts';
import { millisecondsOf } from './time.ts';

/** A reference to a record: `<type>/<id>`. */
export type Ref = string;

const TYPE = /^[a-z][a-z0-9-]{0,31}$/;
const ID = /^[a-z0-9][a-z0-9-]{0,62}$/;
// Windows cannot keep a file of such a name, and paths of the log must be valid in a folder.
const DEVICE = /^(con|prn|aux|nul|com[1-9]|lpt[1-9])$/;

/** Whether the text may name a record type or a relation. */
export function isTypeName(text: string): boolean {
  return TYPE.test(text) && !DEVICE.test(text);
}

/** Whether the text may be a record's id: a slug or a lower-case UUIDv7. */
export function isId(text: string): boolean {
  return ID.test(text) && !DEVICE.test(text);
}

/** Whether the text is a reference. */
export function isRef(text: string): boolean {
  const slash = text.indexOf('/');
  return slash > 0 && isTypeName(text.slice(0, slash)) && isId(text.slice(slash + 1));
}

/** The reference to a record. @throws Invalid where type or id is none */
export function refOf(type: string, id: string): Ref {
  if (!isTypeName(type)) throw invalid(`Not a record type's name: ${JSON.stringify(type)}`);
  if (!isId(id)) throw invalid(`Not a record's id: ${JSON.stringify(id)}`);
  return `${type}/${id}`;
}

/** Type and id of a reference. @throws Invalid */
export function splitRef(ref: Ref): { type: string; id: string } {
  const slash = ref.indexOf('/');
  const type = ref.slice(0, slash);
  const id = ref.slice(slash + 1);
  if (!isRef(ref)) throw invalid(`Not a reference: ${JSON.stringify(ref)}`);
  return { type, id };
}

/**
 * A UUIDv7 (RFC 9562 §5.7) of a moment and 10 random bytes, in lower case.
 */
export function uuidv7(time: Instant, random: Uint8Array): string {
  if (random.length < 10) throw invalid('A UUIDv7 needs 10 random bytes');
  const stamp = millisecondsOf(time).toString(16).padStart(12, '0');
  const hex = Array.from(random.subarray(0, 10), (b) => b.toString(16).padStart(2, '0')).join('');
  const variant = (8 + (Number.parseInt(hex.slice(3, 4), 16) & 3)).toString(16);
  return [
    stamp.slice(0, 8),
    stamp.slice(8),
    `7${hex.slice(0, 3)}`,
    variant + hex.slice(4, 7),
    hex.slice(7, 19),
  ].join('-');
}
