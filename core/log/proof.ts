import { fromBase64, toBase64 } from '../encoding.ts';
import { invalid } from '../errors.ts';
import { checkpointText, parseCheckpoint, type SignedCheckpoint } from './checkpoint.ts';
import { type Entry, leafHash, parseEntry } from './entry.ts';
import { printNote } from './note.ts';
import { HASH_BYTES } from './tree.ts';
import { verifyInclusion } from './tree-proofs.ts';

/**
 * Proof that one entry is in the log (C2SP tlog-proof v1), `extra` being the entry itself:
 *
 *     c2sp.org/tlog-proof@v1
 *     extra eyJhY3Rpb24iOiJjcmVhdGUiLCJhY3RvciI6InNlcnZpY2Uvc2V0dXAiLCJkaWdlc3QiOiJmYjli…
 *     index 1
 *     9qvz/YPmOjSYnRpeQHj/fz5/UrA3/K7cJsmhSRRCsQs=
 *
 *     example.com/assent/production
 *     2
 *     …
 */
export interface Proof {
  /** The entry's canonical bytes. */
  readonly entry: Uint8Array;
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: SignedCheckpoint;
}

const HEADER = 'c2sp.org/tlog-proof@v1';

// A tree of 2^53 leaves has no longer proof.
const MAX_HASHES = 53;

export function printProof({ entry, index, hashes, checkpoint }: Proof): Uint8Array<ArrayBuffer> {
  const lines = [HEADER, `extra ${toBase64(entry)}`, `index ${index}`, ...hashes.map(toBase64)];
  const head = new TextEncoder().encode(`${lines.join('\n')}\n\n`);
  const note = printNote(checkpoint.note);
  const bytes = new Uint8Array(head.length + note.length);
  bytes.set(head);
  bytes.set(note, head.length);
  return bytes;
}

/** @throws Invalid for anything but a proof of ours in its one form; nothing is verified yet */
export function parseProof(bytes: Uint8Array): Proof {
  const blank = blankLine(bytes);
  const head = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, blank));
  const [header, extra = '', index = '', ...hashes] = head.split('\n');
  if (
    header !== HEADER ||
    !extra.startsWith('extra ') ||
    !/^index (0|[1-9]\d{0,11})$/.test(index)
  ) {
    throw invalid('Not a proof of an Assent log (c2sp.org/tlog-proof@v1 with its entry)');
  }
  if (hashes.length > MAX_HASHES) throw invalid('A proof that is too long');
  const entry = fromBase64(extra.slice('extra '.length));
  parseEntry(entry);
  return {
    entry,
    index: Number(index.slice('index '.length)),
    hashes: hashes.map(parseHash),
    checkpoint: parseCheckpoint(bytes.subarray(blank + 2)),
  };
}

/**
 * The entry that a proof shows to be in the tree of its checkpoint. Who signed the checkpoint, and
 * whether the entry's digest is that of some version, is the caller's to compare.
 *
 * @throws Invalid where the proof does not lead to the checkpoint's root
 */
export function provenEntry({ entry, index, hashes, checkpoint }: Proof): Entry {
  if (!verifyInclusion(leafHash(entry), index, checkpoint.size, hashes, checkpoint.root)) {
    const at = `entry ${index} in ${JSON.stringify(checkpointText(checkpoint))}`;
    throw invalid(`The proof does not lead to the root: ${at}`);
  }
  return parseEntry(entry);
}

function parseHash(line: string): Uint8Array {
  const hash = fromBase64(line);
  if (hash.length !== HASH_BYTES) throw invalid('A hash of a proof has 32 bytes');
  return hash;
}

function blankLine(bytes: Uint8Array): number {
  const NEWLINE = 0x0a;
  for (let at = 0; at + 1 < bytes.length; at++) {
    if (bytes[at] === NEWLINE && bytes[at + 1] === NEWLINE) return at;
  }
  throw invalid('Not a proof');
}
