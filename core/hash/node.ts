import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';

// An Ed25519 public key in SPKI form is this fixed prefix and the 32 raw bytes (RFC 8410 §4).
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** SHA-256 of the bytes: 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const digest = new Uint8Array(32);
  sha256Into(bytes, digest, 0);
  return digest;
}

/** Writes the SHA-256 of the bytes into `out`, at `at`. */
export function sha256Into(bytes: Uint8Array, out: Uint8Array, at: number): void {
  // A digest comes out as a string in a third of the time that it takes as a Buffer.
  const digest = hash('sha256', bytes, 'binary');
  for (let i = 0; i < 32; i++) out[at + i] = digest.charCodeAt(i);
}

/** SHA-256 of the bytes as 64 lower-case hex digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

/** Whether `signature` (64 bytes) over `message` is by the raw Ed25519 public `key` (32 bytes). */
export function verifyEd25519(
  signature: Uint8Array,
  message: Uint8Array,
  key: Uint8Array,
): boolean {
  if (signature.length !== 64 || key.length !== 32) return false;
  try {
    return verify(null, message, publicKeyOf(key), signature);
  } catch {
    return false;
  }
}

// A log has one key for long, and thousands of signatures by it.
let last: { readonly raw: Uint8Array; readonly publicKey: KeyObject } | undefined;

function publicKeyOf(raw: Uint8Array): KeyObject {
  if (last !== undefined && Buffer.compare(last.raw, raw) === 0) return last.publicKey;
  const spki = Buffer.concat([SPKI_PREFIX, raw]);
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  last = { raw: Uint8Array.from(raw), publicKey };
  return publicKey;
}
