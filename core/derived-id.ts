import { sha256Hex } from '#hash';

/** Characters of an id, at most (`core/ids.ts`). */
const MAX_ID_CHARS = 63;

/**
 * The id of what belongs to a record: `<id>-<name>`. Beyond 63 characters: 40 of it, `-`, 22 hex
 * digits of its SHA-256, so that it still begins as the record's own id does.
 */
export function derivedId(id: string, name: string): string {
  const whole = `${id}-${name}`;
  if (whole.length <= MAX_ID_CHARS) return whole;
  return `${whole.slice(0, 40)}-${sha256Hex(new TextEncoder().encode(whole)).slice(0, 22)}`;
}
