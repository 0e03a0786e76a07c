import { sha256Hex } from '#hash';
import type { Random } from '../ports.ts';

/** The secret in a link: 100 random bits as 20 characters of Crockford's base32, in groups. */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHARACTERS = 20;

/** A fresh code, `K7QD-…`: 5 groups of 4. */
export function mintCode(random: Random): string {
  return inGroups(random.bytes(CHARACTERS));
}

/** Bytes as Crockford's base32, a character each, in groups of four: `K7QD-…`. */
export function inGroups(bytes: Uint8Array): string {
  // 32 divides 256, so every character is equally likely.
  return grouped(Array.from(bytes, (byte) => ALPHABET[byte % 32]).join(''));
}

const grouped = (characters: string): string => characters.replace(/(.{4})(?=.)/g, '$1-');

// Mail programs and word processors make other hyphens of hyphens.
const BETWEEN = /[\s\u2010-\u2015\u2212-]/g;

/**
 * The code in what somebody typed or a link carried: any case, with or without hyphens and spaces,
 * O for 0, I and L for 1 (Crockford). `undefined` where it cannot be one.
 */
export function parseCode(typed: string): string | undefined {
  if (typed.length > 100) return undefined;
  const letters = typed.replace(BETWEEN, '');
  // Beyond ASCII, upper case may be other letters, and more of them.
  if (!/^[0-9A-Za-z]*$/.test(letters)) return undefined;
  const plain = letters.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  if (plain.length !== CHARACTERS) return undefined;
  for (const char of plain) if (!ALPHABET.includes(char)) return undefined;
  return grouped(plain);
}

/** What is kept of a code: hex SHA-256 of its 20 characters. */
export function codeDigest(code: string): string {
  return sha256Hex(new TextEncoder().encode(code.replaceAll('-', '')));
}
