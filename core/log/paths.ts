import { AssentError, invalid } from '../errors.ts';
import { type Ref, splitRef } from '../ids.ts';
import { isInstant } from '../time.ts';

/**
 * Every path of the bucket, of a pack and of a folder like them (bytes.md, "Paths"; C2SP
 * tlog-tiles). What is not printed here is not stored.
 *
 *     log/checkpoint                               the newest checkpoint
 *     log/checkpoints/000000070000                 the checkpoint of that size
 *     log/tile/0/x001/x234/067                     a full tile of level 0
 *     log/tile/1/001.p/17                          a partial tile of level 1, 17 hashes wide
 *     log/tile/entries/273.p/112                   a partial bundle of 112 entries
 *     records/policy/ai-policy/00000002.json       a version
 *     evidence/sha256/<64 hex digits>              a file
 *     signals/2026-11-24/<64 hex digits>.jsonl     a batch of signals
 *
 * and in a pack alone: assent-pack.json, assent-remarks.json, personal/<type>/<id>.jsonl and
 * proofs/<type>/<id>/<type>-<id>-00000002.tlog-proof.
 */
export type StoredPath =
  | { readonly kind: 'checkpoint' }
  | { readonly kind: 'checkpoint-at'; readonly size: number }
  | {
      readonly kind: 'tile';
      readonly level: number;
      readonly index: number;
      readonly width: number;
    }
  | { readonly kind: 'bundle'; readonly index: number; readonly width: number }
  | { readonly kind: 'record'; readonly ref: Ref; readonly version: number }
  | { readonly kind: 'evidence'; readonly sha256: string }
  | { readonly kind: 'signals'; readonly day: string; readonly sha256: string }
  | { readonly kind: 'manifest' }
  | { readonly kind: 'remarks' }
  | { readonly kind: 'personal'; readonly ref: Ref }
  | { readonly kind: 'proof'; readonly ref: Ref; readonly version: number };

/** Hashes of a full tile, entries of a full bundle (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;

/** Levels of tiles, at most: `<L>` is 0 to 63. */
export const MAX_TILE_LEVEL = 63;

/** The largest version number that eight digits hold. */
export const MAX_VERSION = 99_999_999;

/** The largest size that the twelve digits of a checkpoint's path hold. */
export const MAX_LOG_SIZE = 999_999_999_999;

export const CHECKPOINT_PATH = 'log/checkpoint';
export const CHECKPOINTS_PREFIX = 'log/checkpoints/';
export const TILES_PREFIX = 'log/tile/';
export const RECORDS_PREFIX = 'records/';
export const EVIDENCE_PREFIX = 'evidence/';
export const SIGNALS_PREFIX = 'signals/';
export const PERSONAL_PREFIX = 'personal/';
export const PROOFS_PREFIX = 'proofs/';
export const MANIFEST_PATH = 'assent-pack.json';
export const REMARKS_PATH = 'assent-remarks.json';

/** Path of the checkpoint of a size. @throws Invalid for 0, which is never published */
export function checkpointAtPath(size: number): string {
  return `${CHECKPOINTS_PREFIX}${digits(size, 1, MAX_LOG_SIZE, 12, 'size of a log')}`;
}

/** Path of a tile: the `index`-th of its level, `width` hashes wide. */
export function tilePath(level: number, index: number, width = TILE_WIDTH): string {
  digits(level, 0, MAX_TILE_LEVEL, 1, 'level of a tile');
  return `${TILES_PREFIX}${level}/${groups(index)}${partial(width)}`;
}

/** Path of an entry bundle: the `index`-th, with `width` entries. */
export function bundlePath(index: number, width = TILE_WIDTH): string {
  return `${TILES_PREFIX}entries/${groups(index)}${partial(width)}`;
}

/** Path of the canonical bytes of a version. */
export function recordPath(ref: Ref, version: number): string {
  return `${recordPrefix(ref)}${digits(version, 1, MAX_VERSION, 8, 'version')}.json`;
}

/** What the paths of a record's versions begin with. */
export function recordPrefix(ref: Ref): string {
  const { type, id } = splitRef(ref);
  return `${RECORDS_PREFIX}${type}/${id}/`;
}

/** Path of a file by its SHA-256, in hex. */
export function evidencePath(sha256: string): string {
  return `${EVIDENCE_PREFIX}sha256/${hexDigest(sha256)}`;
}

/** Path of a batch of signals: the day of receipt and the object's SHA-256, in hex. */
export function signalsPath(day: string, sha256: string): string {
  if (!isInstant(`${day}T00:00:00.000Z`)) throw invalid(`Not a day: ${JSON.stringify(day)}`);
  return `${SIGNALS_PREFIX}${day}/${hexDigest(sha256)}.jsonl`;
}

/** In a pack: the disclosed personal values of a record. */
export function personalPath(ref: Ref): string {
  splitRef(ref);
  return `${PERSONAL_PREFIX}${ref}.jsonl`;
}

/** In a pack: the proof of one version. Its folder keeps `a/b-c` and `a-b/c` apart. */
export function proofPath(ref: Ref, version: number): string {
  splitRef(ref);
  return `${PROOFS_PREFIX}${ref}/${proofName(ref, version)}`;
}

/** Name of the file that proves one version. */
export function proofName(ref: Ref, version: number): string {
  const { type, id } = splitRef(ref);
  return `${type}-${id}-${digits(version, 1, MAX_VERSION, 8, 'version')}.tlog-proof`;
}

/** What a path stands for; `undefined` where it is none of ours, in its one spelling. */
export function parsePath(path: string): StoredPath | undefined {
  const parsed = read(path);
  try {
    return parsed !== undefined && printPath(parsed) === path ? parsed : undefined;
  } catch (error) {
    if (error instanceof AssentError) return undefined;
    throw error;
  }
}

/** The path of what is stored. @throws Invalid where a part has no place in a path */
export function printPath(path: StoredPath): string {
  switch (path.kind) {
    case 'checkpoint':
      return CHECKPOINT_PATH;
    case 'checkpoint-at':
      return checkpointAtPath(path.size);
    case 'tile':
      return tilePath(path.level, path.index, path.width);
    case 'bundle':
      return bundlePath(path.index, path.width);
    case 'record':
      return recordPath(path.ref, path.version);
    case 'evidence':
      return evidencePath(path.sha256);
    case 'signals':
      return signalsPath(path.day, path.sha256);
    case 'manifest':
      return MANIFEST_PATH;
    case 'remarks':
      return REMARKS_PATH;
    case 'personal':
      return personalPath(path.ref);
    case 'proof':
      return proofPath(path.ref, path.version);
  }
}

const CHECKPOINT_AT = /^log\/checkpoints\/(\d{12})$/;
const TILE = /^log\/tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/;
const RECORD = /^records\/([a-z0-9-]+)\/([a-z0-9-]+)\/(\d{8})\.json$/;
const EVIDENCE = /^evidence\/sha256\/([0-9a-f]{64})$/;
const SIGNALS = /^signals\/(\d{4}-\d{2}-\d{2})\/([0-9a-f]{64})\.jsonl$/;
const PERSONAL = /^personal\/([a-z0-9-]+)\/([a-z0-9-]+)\.jsonl$/;
const PROOF = /^proofs\/([a-z0-9-]+)\/([a-z0-9-]+)\/[a-z0-9-]+-(\d{8})\.tlog-proof$/;

// Reads loosely: whatever would not print again as the same text is refused by the caller.
function read(path: string): StoredPath | undefined {
  if (path === CHECKPOINT_PATH) return { kind: 'checkpoint' };
  if (path === MANIFEST_PATH) return { kind: 'manifest' };
  if (path === REMARKS_PATH) return { kind: 'remarks' };
  let match = RECORD.exec(path);
  if (match !== null) {
    const [, type = '', id = '', version] = match;
    return { kind: 'record', ref: `${type}/${id}`, version: Number(version) };
  }
  match = TILE.exec(path);
  if (match !== null) return readTile(match);
  match = CHECKPOINT_AT.exec(path);
  if (match !== null) return { kind: 'checkpoint-at', size: Number(match[1]) };
  match = EVIDENCE.exec(path);
  if (match !== null) return { kind: 'evidence', sha256: match[1] ?? '' };
  match = SIGNALS.exec(path);
  if (match !== null) return { kind: 'signals', day: match[1] ?? '', sha256: match[2] ?? '' };
  match = PERSONAL.exec(path);
  if (match !== null) return { kind: 'personal', ref: `${match[1]}/${match[2]}` };
  match = PROOF.exec(path);
  if (match !== null) {
    return { kind: 'proof', ref: `${match[1]}/${match[2]}`, version: Number(match[3]) };
  }
  return undefined;
}

function readTile([, level, spelled = '', width]: RegExpExecArray): StoredPath {
  const index = Number(spelled.replaceAll(/[x/]/g, ''));
  const hashes = width === undefined ? TILE_WIDTH : Number(width);
  return level === 'entries'
    ? { kind: 'bundle', index, width: hashes }
    : { kind: 'tile', level: Number(level), index, width: hashes };
}

/** `1234067` → `x001/x234/067` (C2SP tlog-tiles). */
function groups(index: number): string {
  const text = digits(index, 0, Number.MAX_SAFE_INTEGER, 3, 'index of a tile');
  const padded = text.padStart(Math.ceil(text.length / 3) * 3, '0');
  return (padded.match(/\d{3}/g) ?? [])
    .map((group, i, all) => (i < all.length - 1 ? `x${group}` : group))
    .join('/');
}

function partial(width: number): string {
  digits(width, 1, TILE_WIDTH, 1, 'width of a tile');
  return width === TILE_WIDTH ? '' : `.p/${width}`;
}

function digits(value: number, least: number, most: number, length: number, what: string) {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw invalid(`No ${what}: ${value}`);
  }
  return String(value).padStart(length, '0');
}

function hexDigest(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw invalid('Not a SHA-256 in hex');
  return sha256;
}
