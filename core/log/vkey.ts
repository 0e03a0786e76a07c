import { sha256 } from '#hash';
import { fromBase64, fromHex, toBase64, toHex } from '../encoding.ts';
import { invalid } from '../errors.ts';

/**
 * Verifier key of a log: `<name>+<8 hex digits of the key id>+<base64 of 0x01 and the key>`
 * (C2SP signed-note). Ed25519 alone.
 */
export interface VerifierKey {
  readonly name: string;
  /** 8 hex digits. */
  readonly id: string;
  /** The raw public key: 32 bytes. */
  readonly key: Uint8Array;
}

const ED25519 = 0x01;

/** The verifier key of a raw Ed25519 public key under a name. @throws Invalid */
export function verifierKey(name: string, key: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw invalid(`Not the name of a key: ${JSON.stringify(name)}`);
  if (key.length !== 32) throw invalid('An Ed25519 public key has 32 bytes');
  const encoded = new TextEncoder().encode(`${name}\n`);
  const input = new Uint8Array([...encoded, ED25519, ...key]);
  return { name, id: toHex(sha256(input).subarray(0, 4)), key };
}

export function printVerifierKey({ name, id, key }: VerifierKey): string {
  return `${name}+${id}+${toBase64(new Uint8Array([ED25519, ...key]))}`;
}

/** @throws Invalid for another algorithm, an id that is not the key's, any other spelling */
export function parseVerifierKey(text: string): VerifierKey {
  const [name, id, encoded, ...more] = splitKey(text);
  if (name === undefined || id === undefined || encoded === undefined || more.length > 0) {
    throw invalid('A verifier key is <name>+<key id>+<key>');
  }
  const bytes = fromBase64(encoded);
  if (bytes[0] !== ED25519) throw invalid('Not the verifier key of an Ed25519 key');
  const key = verifierKey(name, bytes.subarray(1));
  if (fromHex(id).length !== 4 || key.id !== id) {
    throw invalid(`The key id of ${name} is ${key.id}, not ${id}`);
  }
  return key;
}

/** Whether a note's signature line may carry the name. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\s+\p{Cc}]/u.test(name);
}

// Base64 may hold a plus too: only the first two separate.
function splitKey(text: string): readonly string[] {
  const first = text.indexOf('+');
  const second = text.indexOf('+', first + 1);
  if (first === -1 || second === -1) return [];
  return [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
}
