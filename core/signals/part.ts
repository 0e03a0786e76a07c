import { sha256Hex } from '#hash';
import { MAX_PART_CHARS } from './signal.ts';

/** One part of an identity or fingerprint; what is not there counts as empty. */
export type Part = string | number | undefined | null;

/** A part as text of at most `MAX_PART_CHARS`: of a longer one, its digest. */
export function partOf(part: Part): string {
  const text = String(part ?? '').toWellFormed();
  if (text.length <= MAX_PART_CHARS) return text;
  return `sha256:${sha256Hex(new TextEncoder().encode(text))}`;
}
