import { sha256 } from '#hash';
import { invalid } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { MAX_ENTRY_BYTES } from '../limits.ts';
import type { Instant } from '../time.ts';
import { EntryScanner } from './entry-scanner.ts';

/**
 * One entry of the log: a small commitment to a version (bytes.md, "Log"). No names, never the
 * body. Its canonical text is one line:
 *
 *     {"action":"create","actor":"service/setup","digest":"<64 hex digits>",
 *      "format":"assent/entry/v1","id":"ai-policy","previous":null,
 *      "time":"2026-11-24T06:08:00.000Z","type":"policy","version":1}
 */
export type Entry = {
  readonly action: string;
  readonly actor: Ref;
  /** Hex SHA-256 of the version's bytes. */
  readonly digest: string;
  readonly format: 'assent/entry/v1';
  readonly id: string;
  /** Hex digest of the version before; `null` for version 1. */
  readonly previous: string | null;
  readonly time: Instant;
  readonly type: string;
  readonly version: number;
};

const encoder = new TextEncoder();
const scanner = new EntryScanner();

/**
 * The entry of a version.
 *
 * @throws Invalid where a member has no place in an entry (an action that is no name, an actor
 *   that is neither person nor service): such a version must never be written
 */
export function entryOf(version: Omit<Entry, 'digest' | 'format'>, digest: string): Entry {
  const { action, actor, id, previous, time, type } = version;
  const entry: Entry = {
    action,
    actor,
    digest,
    format: 'assent/entry/v1',
    id,
    previous,
    time,
    type,
    version: version.version,
  };
  entryBytes(entry);
  return entry;
}

/** The canonical bytes of an entry. @throws Invalid where it has none */
export function entryBytes(entry: Entry): Uint8Array<ArrayBuffer> {
  const previous = entry.previous === null ? 'null' : `"${entry.previous}"`;
  // No character that the scanner lets through is ever escaped, so this is RFC 8785's text.
  const bytes = encoder.encode(
    `{"action":"${entry.action}","actor":"${entry.actor}","digest":"${entry.digest}",` +
      `"format":"${entry.format}","id":"${entry.id}","previous":${previous},` +
      `"time":"${entry.time}","type":"${entry.type}","version":${entry.version}}`,
  );
  if (bytes.length > MAX_ENTRY_BYTES || !scanner.scan(bytes, 0, bytes.length)) {
    throw invalid(`No entry can be made of ${entry.type}/${entry.id}, version ${entry.version}`);
  }
  return bytes;
}

/** The entry that the bytes are, in their one form. @throws Invalid */
export function parseEntry(bytes: Uint8Array): Entry {
  if (bytes.length > MAX_ENTRY_BYTES || !scanner.scan(bytes, 0, bytes.length)) {
    throw invalid('Not an entry in its one form');
  }
  return scannedEntry(scanner);
}

/** The entry that a scanner stands on. */
export function scannedEntry(at: EntryScanner): Entry {
  const hex = (start: number) => at.text(start, start + 64);
  return {
    action: at.text(at.actionStart, at.actionEnd),
    actor: at.text(at.actorStart, at.actorEnd),
    digest: hex(at.digestStart),
    format: 'assent/entry/v1',
    id: at.text(at.idStart, at.idEnd),
    previous: at.previousStart === -1 ? null : hex(at.previousStart),
    time: at.text(at.timeStart, at.timeStart + 24),
    type: at.text(at.typeStart, at.typeEnd),
    version: at.version,
  };
}

/** Leaf of the tree: SHA-256 over 0x00 and the entry (RFC 6962 §2.1). */
export function leafHash(entry: Uint8Array): Uint8Array<ArrayBuffer> {
  const input = new Uint8Array(1 + entry.length);
  input.set(entry, 1);
  return sha256(input);
}
