import { verifyEd25519 } from '#hash';
import { fromBase64, toBase64, toHex } from '../encoding.ts';
import { invalid } from '../errors.ts';
import { isKeyName, type VerifierKey } from './vkey.ts';

/**
 * A signed note (C2SP signed-note): a text, an empty line, and a line for each signature,
 *
 *     — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3…
 */
export interface Note {
  /** With its last newline, without the empty line. These are the signed bytes. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  /** 8 hex digits. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** Bytes of a note, at most; signed-note demands room for 16 signatures of up to 5 kB. */
export const MAX_NOTE_BYTES = 128 * 1024;

/** Signature lines of a note, at most; signed-note demands 16. */
export const MAX_NOTE_SIGNATURES = 32;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws Invalid where text or a name has no place in a note */
export function printNote(note: Note): Uint8Array<ArrayBuffer> {
  if (!isNoteText(note.text)) throw invalid('Not a text that a note can carry');
  if (note.signatures.length === 0) throw invalid('A note without a signature');
  const lines = note.signatures.map(({ name, keyId, signature }) => {
    if (!isKeyName(name)) throw invalid(`Not the name of a key: ${JSON.stringify(name)}`);
    const id = Number.parseInt(keyId, 16);
    const bytes = new Uint8Array([id >>> 24, id >>> 16, id >>> 8, id, ...signature]);
    return `\u2014 ${name} ${toBase64(bytes)}\n`;
  });
  return encoder.encode(`${note.text}\n${lines.join('')}`);
}

/** @throws Invalid for anything but a note in its one form */
export function parseNote(bytes: Uint8Array): Note {
  if (bytes.length > MAX_NOTE_BYTES) throw invalid('A note beyond 128 KiB');
  let whole: string;
  try {
    whole = decoder.decode(bytes);
  } catch {
    throw invalid('A note that is not UTF-8');
  }
  // The text may hold empty lines: the last one separates.
  const end = whole.lastIndexOf('\n\n');
  if (end === -1 || !whole.endsWith('\n')) throw invalid('Not a signed note');
  const text = whole.slice(0, end + 1);
  if (!isNoteText(text)) throw invalid('A note with control characters');
  const lines = whole
    .slice(end + 2)
    .split('\n')
    .slice(0, -1);
  if (lines.length === 0 || lines.length > MAX_NOTE_SIGNATURES) {
    throw invalid(`A note with ${lines.length} signatures`);
  }
  return { text, signatures: lines.map(parseSignature) };
}

/**
 * What a note says of a key: `absent` where no line is by it, `bad` where a line claims to be by it
 * and is not (then the whole note is to be refused), else `good`.
 */
export function checkSignature(note: Note, key: VerifierKey): 'good' | 'bad' | 'absent' {
  const claimed = note.signatures.filter((each) => each.name === key.name && each.keyId === key.id);
  if (claimed.length === 0) return 'absent';
  const message = encoder.encode(note.text);
  return claimed.every(({ signature }) => verifyEd25519(signature, message, key.key))
    ? 'good'
    : 'bad';
}

function parseSignature(line: string): NoteSignature {
  const match = /^\u2014 ([^ ]+) ([^ ]+)$/.exec(line);
  const [, name = '', encoded = ''] = match ?? [];
  if (!isKeyName(name)) throw invalid('Not a signature line');
  const bytes = fromBase64(encoded);
  if (bytes.length < 5) throw invalid('A signature without key id');
  return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

function isNoteText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a note may not hold.
  return text.endsWith('\n') && text.isWellFormed() && !/[\u0000-\u0009\u000b-\u001f]/.test(text);
}
