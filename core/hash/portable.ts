import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 of the bytes: 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(nobleSha256(bytes));
}

/** Writes the SHA-256 of the bytes into `out`, at `at`. */
export function sha256Into(bytes: Uint8Array, out: Uint8Array, at: number): void {
  out.set(nobleSha256(bytes), at);
}

/** SHA-256 of the bytes as 64 lower-case hex digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(nobleSha256(bytes));
}

/** Whether `signature` (64 bytes) over `message` is by the raw Ed25519 public `key` (32 bytes). */
export function verifyEd25519(
  signature: Uint8Array,
  message: Uint8Array,
  key: Uint8Array,
): boolean {
  if (signature.length !== 64 || key.length !== 32) return false;
  try {
    // RFC 8032's own equation, as node:crypto and Go apply it; ZIP-215 would accept more.
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}
