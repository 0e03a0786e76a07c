import { fromBase64, toBase64 } from '../encoding.ts';
import { invalid } from '../errors.ts';
import type { Signer } from '../ports.ts';
import { checkSignature, type Note, type NoteSignature, parseNote, printNote } from './note.ts';
import { MAX_LOG_SIZE } from './paths.ts';
import { HASH_BYTES } from './tree.ts';
import { type VerifierKey, verifierKey } from './vkey.ts';

/**
 * A checkpoint (C2SP tlog-checkpoint): origin, size and root of a log, without extension lines.
 *
 *     example.com/assent/production
 *     2
 *     c8c3JY3Uus6bQU+HR4do5NjwXGXKGAdg2z9jBhnF9uc=
 *
 *     — example.com/assent/production Fb1+6LlOd3Qio/e7uZ346TYcSv0TKIuJFWhMvINJ6oVVxPZXf/dT…
 */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

export interface SignedCheckpoint extends Checkpoint {
  readonly note: Note;
}

/** Characters of an origin, at most. */
export const MAX_ORIGIN_CHARS = 100;

const ORIGIN = /^[a-z0-9.-]+(\/[a-z0-9._-]+)*$/;

/** Whether the text may be the origin of a log. */
export function isOrigin(text: string): boolean {
  return text.length <= MAX_ORIGIN_CHARS && ORIGIN.test(text);
}

/** The text of a checkpoint, with its last newline: the bytes that are signed. @throws Invalid */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  if (!isOrigin(origin)) throw invalid(`Not an origin: ${JSON.stringify(origin)}`);
  if (!Number.isSafeInteger(size) || size < 0 || size > MAX_LOG_SIZE) {
    throw invalid(`Not the size of a log: ${size}`);
  }
  if (root.length !== HASH_BYTES) throw invalid('A root has 32 bytes');
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** @throws Invalid for anything but a checkpoint's text in its one form */
export function parseCheckpointText(text: string): Checkpoint {
  const [origin = '', size = '', root = ''] = text.split('\n');
  const checkpoint = { origin, size: Number(size), root: fromBase64(root) };
  if (checkpointText(checkpoint) !== text) throw invalid('Not a checkpoint in its one form');
  return checkpoint;
}

/** @throws Invalid for anything but a signed checkpoint in its one form; signatures unchecked */
export function parseCheckpoint(bytes: Uint8Array): SignedCheckpoint {
  const note = parseNote(bytes);
  return { ...parseCheckpointText(note.text), note };
}

/** What a set of keys says of a checkpoint. */
export interface SignatureCheck {
  /** Keys whose line is there and verifies. */
  readonly good: readonly VerifierKey[];
  /** Keys whose line is there and does not verify. */
  readonly bad: readonly VerifierKey[];
  readonly absent: readonly VerifierKey[];
}

export function checkSignatures(note: Note, keys: readonly VerifierKey[]): SignatureCheck {
  const result: Record<keyof SignatureCheck, VerifierKey[]> = { good: [], bad: [], absent: [] };
  for (const key of keys) result[checkSignature(note, key)].push(key);
  return result;
}

/** A checkpoint signed by each signer, in that order, under the origin's name. */
export async function signCheckpoint(
  checkpoint: Checkpoint,
  signers: readonly Signer[],
): Promise<Uint8Array<ArrayBuffer>> {
  const text = checkpointText(checkpoint);
  const message = new TextEncoder().encode(text);
  const signatures: NoteSignature[] = [];
  for (const signer of signers) {
    const { name, id } = verifierKey(checkpoint.origin, await signer.publicKey());
    signatures.push({ name, keyId: id, signature: await signer.sign(message) });
  }
  return printNote({ text, signatures });
}
